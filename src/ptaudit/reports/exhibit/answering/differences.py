"""前后对照: what two views say differently, and the entries that came in between."""

from ptaudit.application.differing import Scope, differ
from ptaudit.application.replay_subjects import SEQUENCES
from ptaudit.projections.difference import Difference, Said
from ptaudit.reports.exhibit import wording
from ptaudit.reports.exhibit.contract import Fact
from ptaudit.reports.exhibit.posed import Found, Posed

#: Differences said one by one in the sentence; the rest are counted.
NAMED = 6


def compared(posed: Posed) -> Found:
    """The question's own side against the other; nothing is judged, only told apart."""
    other = posed.against
    assert other is not None
    scope, name = _scope(posed)
    found = differ(other, posed.view, scope)
    said = [_spoken(one, posed) for one in found.changes[:NAMED]]
    if (more := len(found.changes) - NAMED) > 0:
        said.append(f"另有{more}处见所列")
    at, on = other.moment.position, other.on
    tried = "、".join(f"{k}={v}" for k, v in sorted(posed.question.policy.items()))
    head = f"与截至第{at}号、{on}相比,{f'按口径{tried}推算,' if tried else ''}{name}"
    return Found(
        subject=name,
        answer=wording.sentence(
            [f"{head}有{len(found.changes)}处不同", *said] if said else [f"{head}没有不同"]
        ),
        command=_command(posed),
        facts=tuple(Fact(name=_what(one, posed), value=_sides(one)) for one in found.changes),
        deciding=tuple(posed.citation(one) for one in found.entries),
    )


def _scope(posed: Posed) -> tuple[Scope, str]:
    years = (posed.the_year,)
    if posed.subject in SEQUENCES:
        return Scope(years, sequence=SEQUENCES[posed.subject]), f"序列{SEQUENCES[posed.subject]}"
    unit = posed.registry.unit(posed.subject)
    return Scope(years, (unit.code,)), f"{unit.name}{posed.the_year}年度"


def _command(posed: Posed) -> str:
    other = posed.against
    assert other is not None
    policy = "".join(f" --policy {k}={v}" for k, v in sorted(posed.question.policy.items()))
    return (
        f"ptaudit diff {posed.subject} --year {posed.the_year} {posed.clocks}"
        f" --from-recorded {other.moment.position} --from-effective {other.on}{policy}"
    )


def _spoken(one: Difference, posed: Posed) -> str:
    return f"{_what(one, posed)}:{_sides(one)}"


def _what(one: Difference, posed: Posed) -> str:
    units = "、".join(posed.registry.named(unit) for unit in one.point.units)
    return " ".join(part for part in (one.point.what, units, one.point.subject) if part)


def _sides(one: Difference) -> str:
    return f"{_value(one.before)}→{_value(one.after)}"


def _value(said: Said | None) -> str:
    if said is None:
        return "无"
    if isinstance(said.value, tuple):
        return "、".join(said.value) or "无"
    return str(said.value)
