"""口径 of 第十四条: on one case each option of a key gives another answer."""

import datetime as dt

import pytest

from ptaudit.domain import clocks
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.basis import AdoptPolicy
from ptaudit.domain.commands.findings import (
    CloseFinding,
    DecideExtension,
    OrderRectification,
    RaiseFinding,
    ReopenFinding,
    RequestExtension,
    VerifyRectification,
)
from ptaudit.domain.commands.inspections import PubliciseClosure
from ptaudit.domain.findings import deadlines, states, years
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.several import Findings, gather
from ptaudit.domain.registry import Registry
from tests.domain.specification import Spec, say, unit

DAY = dt.date
LATER = DAY(2024, 5, 1)
CASE = "F-2023-001"
#: The holidays of 2023 and 2024 are on record; Saturday 23 December 2023 is an ordinary day off.
COUNTY = Spec(operator="epb", today=DAY(2024, 6, 1)).given(unit("qinghe", "清河镇"))
RAISED = COUNTY.did(say(RaiseFinding, units="清河镇", issue="粪污直排", on="2023-11-03"))


def ordered(on: str = "2023-11-06", **said: object) -> Spec:
    return RAISED.did(say(OrderRectification, finding=CASE, on=on, **said))


def finding(spec: Spec, on: dt.date) -> Finding:
    state = Findings()
    for record in clocks.known(spec.records, on):
        state = gather(state, record)
    return state.cases[CASE]


def under(spec: Spec, **keys: str) -> Registry:
    """The spec's standing facts with ``deadline__start="issue"`` and the like tried out."""
    return spec.registry.trying({name.replace("__", "."): value for name, value in keys.items()})


def last_day(spec: Spec, on: dt.date = LATER, **keys: str) -> dt.date | None:
    return deadlines.deadline(finding(spec, on), under(spec, **keys), on)


def status(spec: Spec, on: dt.date, **keys: str) -> str:
    return states.status(finding(spec, on), under(spec, **keys), on)


@pytest.mark.parametrize(
    ("value", "expected"), [("service", DAY(2023, 11, 17)), ("issue", DAY(2023, 11, 16))]
)
def test_deadline_start(value: str, expected: dt.date) -> None:
    """Ten days from service on 7 November, or from the order of the 6th."""
    assert last_day(ordered(days=10, served="2023-11-07"), deadline__start=value) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [("next", DAY(2023, 11, 20)), ("stays", DAY(2023, 11, 18))]
)
def test_deadline_rollover_period(value: str, expected: dt.date) -> None:
    """Eleven days from 8 November end on Saturday the 18th."""
    spec = ordered(days=11, served="2023-11-07")
    assert last_day(spec, deadline__rollover__period=value) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [("stays", DAY(2023, 12, 23)), ("next", DAY(2023, 12, 25))]
)
def test_deadline_rollover_fixed(value: str, expected: dt.date) -> None:
    spec = ordered(deadline="2023-12-23")
    assert last_day(spec, deadline__rollover__fixed=value) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [("none", None), ("7", DAY(2023, 11, 14)), ("10", DAY(2023, 11, 17))]
)
def test_deadline_immediate(value: str, expected: dt.date | None) -> None:
    """立行立改, served on 7 November: without a period, or with seven or ten days from the 8th."""
    spec = ordered(deadline_kind="立行立改", served="2023-11-07")
    assert last_day(spec, deadline__immediate=value) == expected


ASKED = ordered(deadline="2023-12-20").did(
    say(RequestExtension, finding=CASE, to="2024-01-10", on="2023-12-15", reason="汛期")
)


@pytest.mark.parametrize(
    ("value", "pending", "refused"),
    [
        ("suspend", DAY(2023, 12, 22), DAY(2023, 12, 23)),
        ("strict", DAY(2023, 12, 20), DAY(2023, 12, 20)),
    ],
)
def test_extension_pending(value: str, pending: dt.date, refused: dt.date) -> None:
    """Asked on the 15th: two days later two days more; refused on the 18th: three days more in the end."""
    assert last_day(ASKED, DAY(2023, 12, 17), extension__pending=value) == pending
    answered = ASKED.did(say(DecideExtension, finding=CASE, result="不予", on="2023-12-18"))
    assert last_day(answered, extension__pending=value) == refused


@pytest.mark.parametrize(
    ("value", "expected"), [("before", DAY(2023, 12, 20)), ("any", DAY(2024, 1, 10))]
)
def test_extension_when(value: str, expected: dt.date) -> None:
    """Asked a day after the deadline and granted: by default that request counts for nothing."""
    late = say(
        RequestExtension, finding=CASE, to="2024-01-10", on="2023-12-21", reason="汛期",
        irregular="来函在后",
    )  # fmt: skip
    spec = ordered(deadline="2023-12-20").did(late)
    spec = spec.did(say(DecideExtension, finding=CASE, result="批准", on="2023-12-25"))
    assert last_day(spec, extension__when=value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("none", DAY(2024, 3, 10)), ("1", DAY(2024, 1, 10)), ("2", DAY(2024, 2, 10))],
)
def test_extension_max(value: str, expected: dt.date) -> None:
    """Granted three times: under a limit the grants beyond it count for nothing."""
    spec = ordered(deadline="2023-12-20")
    for asked, to in (
        ("2023-12-15", "2024-01-10"),
        ("2024-01-05", "2024-02-10"),
        ("2024-02-05", "2024-03-10"),
    ):
        spec = spec.did(say(RequestExtension, finding=CASE, to=to, on=asked, reason="汛期"))
        spec = spec.did(say(DecideExtension, finding=CASE, result="批准", on=asked))
    assert last_day(spec, extension__max=value) == expected


def test_extension_max_is_asked_when_it_is_granted() -> None:
    granted = ASKED.did(say(DecideExtension, finding=CASE, result="批准", on="2023-12-18"))
    again = granted.did(
        say(RequestExtension, finding=CASE, to="2024-02-10", on="2024-01-05", reason="汛期")
    )
    answer = say(DecideExtension, finding=CASE, result="批准", on="2024-01-06")
    assert again.when(answer).drafts
    once = adopted(again, "extension.max", "1")
    once.when(answer).refused("extension.too_often", most="1")
    over = answer.model_copy(update={"irregular": "再批一次"})
    once.when(over).irregular("extension.too_often")


def adopted(spec: Spec, key: str, value: str) -> Spec:
    said = say(
        AdoptPolicy, keys=[(key, value)], from_year=2023, on="2023-01-05",
        basis=[{"doc_no": "×委〔2023〕8号"}], organ="CPC、CGV",
    )  # fmt: skip
    return spec.by("mdb").did(said).by("epb")


VERIFIED = ordered(deadline="2023-12-20").did(
    say(VerifyRectification, finding=CASE, result="通过", on="2023-12-18")
)
#: Six days, both included.
SHOWN = VERIFIED.did(
    say(PubliciseClosure, finding=CASE, since="2023-12-19", until="2023-12-24", on="2023-12-19")
)
CLOSE = say(CloseFinding, finding=CASE, on="2023-12-25")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("none", "已销号"), ("6", "已销号"), ("7", "核查通过"), ("10", "核查通过")],
)
def test_closure_publicity(value: str, expected: str) -> None:
    """A closing after six days: of seven asked it counts for nothing."""
    assert status(SHOWN.did(CLOSE), DAY(2024, 1, 5), closure__publicity=value) == expected


@pytest.mark.parametrize(("asked", "refused"), [("6", False), ("7", True)])
def test_closure_publicity_is_asked_when_it_is_closed(asked: str, *, refused: bool) -> None:
    spec = adopted(SHOWN, "closure.publicity", asked)
    outcome = spec.when(CLOSE)
    if not refused:
        assert outcome.drafts
        return
    outcome.refused("publicity.short", days=6, asked="7")
    spec.when(CLOSE.model_copy(update={"irregular": "领导已批"})).irregular("publicity.short")


def test_closure_publicity_says_how_long_when_nobody_does() -> None:
    shown: Command = say(PubliciseClosure, finding=CASE, on="2023-12-19")
    VERIFIED.when(shown).malformed("publicity.no_end")
    [draft] = adopted(VERIFIED, "closure.publicity", "7").when(shown).drafts
    assert draft.payload.__dict__["to"] == DAY(2023, 12, 25)


ACROSS = RAISED.did(say(OrderRectification, finding=CASE, on="2023-11-06", deadline="2024-01-20"))


@pytest.mark.parametrize(
    ("value", "expected"), [("deadline", 2024), ("raising", 2023), ("closure", 2024)]
)
def test_finding_year(value: str, expected: int) -> None:
    spec = ACROSS.did(say(CloseFinding, finding=CASE, verified="2024-01-18", on="2024-01-19"))
    on = DAY(2024, 5, 1)
    assert years.scored_in(finding(spec, on), under(spec, finding__year=value), on) == expected


def test_finding_year_by_closure_is_not_known_before() -> None:
    on = DAY(2024, 1, 10)
    for value, expected in (("deadline", 2024), ("raising", 2023), ("closure", None)):
        registry = under(ACROSS, finding__year=value)
        assert years.scored_in(finding(ACROSS, on), registry, on) == expected


@pytest.mark.parametrize(
    ("value", "why", "expected"),
    [
        ("by_kind", "反弹", ("计入当年", 2024)),
        ("by_kind", "虚假整改", ("提请更正原年度", 2023)),
        ("current_year", "反弹", ("计入当年", 2024)),
        ("current_year", "虚假整改", ("计入当年", 2024)),
    ],
)
def test_reopen_effect(value: str, why: str, expected: tuple[str, int]) -> None:
    closed = ordered(deadline="2023-12-20").did(
        say(CloseFinding, finding=CASE, verified="2023-12-18", on="2023-12-19")
    )
    spec = closed.did(say(ReopenFinding, finding=CASE, why=why, on="2024-03-01"))
    [effect] = years.effects(finding(spec, DAY(2024, 5, 1)), under(spec, reopen__effect=value))
    assert (effect.kind, effect.year) == expected
