"""回放: how the subject stood, as the ledger knew it at T about day D."""

from collections.abc import Iterator

from ptaudit.application import replay_subjects
from ptaudit.application.replaying import replay
from ptaudit.domain.policy import KEYS
from ptaudit.projections.replay import Replay, State
from ptaudit.reports.exhibit import wording
from ptaudit.reports.exhibit.contract import Arithmetic, Fact, Line, RulesVersion, Ruling
from ptaudit.reports.exhibit.posed import Found, Posed


def replayed(posed: Posed) -> Found:
    """The state in a sentence; where the end of the book says otherwise, that beside it."""
    subject = replay_subjects.subject(posed.view, posed.subject, _year(posed))
    found = replay(posed.view, subject)
    name = replay_subjects.name(subject, posed.registry)
    said = [f"{name}:{_state(found.state, posed)}"]
    if found.differs:
        said.append(f"按截至第{found.head}号所知,当日为:{_state(found.state_now, posed)}")
    elif found.position != found.head:
        said.append(f"与截至第{found.head}号所知一致")
    year = f" --year {posed.year}" if posed.year is not None else ""
    return Found(
        subject=name,
        answer=wording.sentence(said),
        command=f"ptaudit replay {posed.subject}{year} {posed.clocks}",
        facts=tuple(_facts(found, posed)),
        deciding=tuple(posed.citation(one) for one in found.entries),
        unknown=tuple(
            posed.unknown(posed.citation(one.entry), one.change, one.target or None)
            for one in found.unknown
        ),
        rulings=tuple(_rulings(found, posed)),
        rules=tuple(_rules(found.state, posed)),
        arithmetic=tuple(_stages(found.state, name)),
        contradictions=tuple(
            posed.doors.fault(one.code, one.params, posed.registry) for one in found.contradictions
        ),
    )


def _year(posed: Posed) -> int:
    """The year of a subject that names none itself. Raises Malformed where nothing says it."""
    named = any(form.fullmatch(posed.subject) for form in replay_subjects.CASES.values())
    if named or "/" in posed.subject:
        return posed.year or posed.view.on.year
    return posed.the_year


def _state(state: State, posed: Posed) -> str:
    """``逾期未整改(期限2023-12-20;账本中没有整改报完成的登记)``"""
    head = posed.doors.state(state.head, posed.registry)
    facts = ";".join(posed.doors.fact(fact, posed.registry) for fact in state.facts)
    return f"{head}({facts})" if facts else head


def _facts(found: Replay, posed: Posed) -> Iterator[Fact]:
    registry = posed.registry
    yield Fact(name="状态", value=posed.doors.state(found.state.head, registry))
    if facts := [posed.doors.fact(fact, registry) for fact in found.state.facts]:
        yield Fact(name="事实", value=";".join(facts))
    for stage in found.state.stages:
        yield Fact(name=f"{stage.stage}断言", value=_points(stage.asserted))
        yield Fact(name=f"{stage.stage}分项合计", value=_points(stage.computed))
    for place in found.state.places:
        rank = "未排位" if place.rank is None else f"第{place.rank}名"
        parts = [rank, _points(place.score), *place.lists]
        yield Fact(name=registry.named(place.unit), value=" ".join(parts))
    for year in found.state.years:
        level = f"({year.level})" if year.level else ""
        yield Fact(name=f"{year.year}年度", value=f"{year.status}{level}")
    if found.differs:
        yield Fact(name="按本册所知", value=posed.doors.state(found.state_now.head, registry))


def _points(value: object) -> str:
    return "无" if value is None else f"{value}"


def _stages(state: State, name: str) -> Iterator[Arithmetic]:
    """What each stage asserts, as the entries added up to and 未分解."""
    for stage in state.stages:
        if stage.difference is None or stage.asserted is None or stage.computed is None:
            continue
        lines = (
            Line(counted=stage.computed, text="分项合计"),
            Line(counted=stage.difference, text="未分解", position=stage.position),
        )
        yield Arithmetic(subject=f"{name} {stage.stage}", lines=lines, total=stage.asserted)


def _rulings(found: Replay, posed: Posed) -> Iterator[Ruling]:
    by_key = {ruling.key: ruling for ruling in posed.rulings(r.key for r in found.rulings)}
    for one in found.rulings:
        yield Ruling(
            key=one.key,
            title=KEYS[one.key].title,
            value=one.value,
            year=one.year,
            source=one.source,
            document=one.doc_no,
            position=by_key[one.key].position if by_key[one.key].year == one.year else 0,
        )


def _rules(state: State, posed: Posed) -> Iterator[RulesVersion]:
    for rules in state.rules:
        documents = tuple(d.doc_no for d in posed.record(rules.position).basis or ())
        yield RulesVersion(
            year=rules.year,
            version=rules.version,
            position=rules.position,
            since=rules.since,
            documents=documents,
        )
