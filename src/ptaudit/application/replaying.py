"""回放: one subject at two clocks, beside what is known of it today; it reads the subject's own entries only."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from ptaudit.application import reading, year_reading
from ptaudit.application import replay_families as families
from ptaudit.application.moments import Moment
from ptaudit.application.recording import of_every_day
from ptaudit.application.replay_families import Held
from ptaudit.application.replay_subjects import name
from ptaudit.application.view import View
from ptaudit.domain import clocks
from ptaudit.domain.cycle.papers import Approval
from ptaudit.domain.failures import NotFound
from ptaudit.domain.record import Record
from ptaudit.projections.cited import Cited, cited
from ptaudit.projections.projection import tagged
from ptaudit.projections.replay import (
    Contradicted,
    Later,
    Replay,
    Subject,
    SubjectKind,
    Unknown,
    in_order,
    later,
    rulings,
)

#: How each kind of subject is read at a view.
FAMILIES: Mapping[SubjectKind, Callable[[View, Subject], Held]] = {
    "问题": families.finding,
    "自查": families.selfcheck,
    "否决案件": families.veto,
    "单位年度": families.unit_year,
    "序列": families.sequence,
    "连续三年": families.chain,
    "异议": families.objection,
}


def replay(view: View, subject: Subject) -> Replay:
    """The state of *subject* at the view's clocks. Raises NotFound for what was never recorded."""
    read = FAMILIES[subject.kind]
    then = read(view, subject)
    head = at_head(view)
    now = then if head is view else read(head, subject)
    if not (_is_recorded(then) or _is_recorded(now)):
        raise NotFound("replay.nothing", subject=name(subject, head.registry))
    policy = view.registry.policy(then.year)
    known = clocks.known(then.raw, view.on)
    by_position = {record.position: record for record in then.raw}
    against = [by_position[fault.position] for fault in then.state.contradictions]
    cite = _citing(view, then, (*known, *against))
    return Replay(
        subject=subject,
        position=view.moment.position,
        recorded_at=view.moment.recorded_at,
        on=view.on,
        head=head.moment.position,
        head_recorded_at=head.moment.recorded_at,
        state=then.state,
        entries=tuple(map(cite, in_order(known, then.state.entries))),
        unknown=() if head is view else _unknown(view, head, now),
        state_now=now.state,
        contradictions=tuple(
            Contradicted(fault.code, cite(record), fault.params)
            for fault, record in zip(then.state.contradictions, against, strict=True)
        ),
        policy=policy.version,
        rulings=rulings(policy, then.year, then.state.keys),
    )


def at_head(view: View) -> View:
    """The same view with everything known today; *view* itself where it is."""
    head = view.ledger.head()
    if view.moment.position == head.size:
        return view
    moment = Moment(head.size, head.recorded_at)
    return view.at(moment)


def _is_recorded(held: Held) -> bool:
    """Anything of it was ever recorded, about whatever day."""
    return held.state.is_recorded or any(map(held.is_own, held.raw))


def _citing(view: View, held: Held, records: Iterable[Record]) -> Callable[[Record], Cited]:
    """Entries named as *view* knows them: with the later words on them and their years' approvals."""
    years = {int(year) for record in records for year in tagged(record, "year")}
    approvals: dict[int, Approval | None] = {
        year: year_reading.approval(view, year, None) for year in sorted(years)
    }
    names = of_every_day(view)
    return lambda record: cited(record, names, said=held.raw, approvals=approvals)


def _unknown(view: View, head: View, now: Held) -> tuple[Unknown, ...]:
    """What was recorded after the view's moment about a day up to its own, in ledger order."""
    found = [
        *later(now.raw, view.moment.position, view.on, now.is_own),
        *(Later(record, "登记") for record in _grounds(view, head, now)),
    ]
    cite = _citing(head, now, [one.record for one in found])
    told = (
        Unknown(
            cite(one.record),
            one.change,
            year_reading.day_after_moment(view, one.record.recorded_on),
            one.target.position if one.target else 0,
        )
        for one in found
    )
    return tuple(sorted(told, key=lambda one: one.entry.position))


def _grounds(view: View, head: View, now: Held) -> Iterator[Record]:
    """The ruling and the rules the subject is read under today, where they were recorded since."""
    policy, before = head.registry.policy(now.year), view.registry.policy(now.year)
    positions = {used.position for used in now.state.rules}
    if any(policy[key] != before[key] for key in now.state.keys):
        positions.add(policy.position)
    for position in sorted(positions):
        record = reading.record_at(view.ledger, position)
        if position > view.moment.position and record is not None:
            yield record
