"""第十三条、第十五条第一项: filed to 县环保部门, copied to 县目督办, in one command or two, and filed again."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptaudit.domain.commands.selfchecks import FileSelfcheck, ReturnSubmission
from ptaudit.domain.events.basis import PolicyAdopted, YearSpan
from ptaudit.domain.events.selfchecks import SelfcheckFiled
from ptaudit.domain.events.targets import RuleItem, RulesIssued
from ptaudit.domain.selfchecks.decider import year_of
from tests.domain.specification import Spec, say, unit

ON = dt.date(2023, 7, 10)
COPIED = dt.date(2023, 7, 11)
DAY = dt.timedelta(1)
SPEC = Spec().given(unit("qinghe", "清河镇"))


def file(**said: object) -> FileSelfcheck:
    both = {
        "unit": "清河镇",
        "period": "上半年",
        "on": ON,
        "receipt": "收文2023-0210",
        "copied": COPIED,
        "copy_receipt": "目督收2023-118",
    }
    return say(FileSelfcheck, **{**both, **said})


def alone(**said: object) -> FileSelfcheck:
    return file(**{"copied": None, "copy_receipt": None, **said})


def filed(version: int = 1, **said: object) -> SelfcheckFiled:
    fields = {
        "unit": "qinghe",
        "year": 2023,
        "period": "上半年",
        "recipient": "EPB",
        "receipt_no": "收文2023-0210",
        "filing_version": version,
        **said,
    }
    return SelfcheckFiled.model_validate(fields)


def test_one_command_records_the_filing_and_its_copy_each_on_its_day() -> None:
    SPEC.when(file()).then(filed(), filed(recipient="MDB", receipt_no="目督收2023-118")).on(
        ON, COPIED
    )


def test_it_is_the_units_act_and_tagged_with_unit_and_year() -> None:
    first, _ = SPEC.when(file()).drafts
    assert (first.organs, first.tags) == (("UNI:qinghe",), ("unit:qinghe", "year:2023"))


def test_asking_twice_records_once() -> None:
    spec = SPEC.did(file())
    n = spec.last.position
    spec.when(file()).already(n - 1, n)
    spec.when(alone()).already(n - 1)


def test_the_copy_alone_has_the_number_of_the_filing_it_copies() -> None:
    spec = SPEC.did(alone())
    copy = say(
        FileSelfcheck,
        unit="qinghe",
        period="上半年",
        recipient="MDB",
        on=COPIED,
        receipt="目督收2023-118",
    )
    spec.when(copy).then(filed(recipient="MDB", receipt_no="目督收2023-118"))
    spec.when(file()).then(filed(recipient="MDB", receipt_no="目督收2023-118"))
    SPEC.when(copy).then(filed(recipient="MDB", receipt_no="目督收2023-118"))


def test_filing_again_is_the_next_version_and_names_the_one_before() -> None:
    spec = SPEC.did(file())
    first, copy = spec.records[-2:]
    back = say(ReturnSubmission, target=first.id, reason="缺附表", on=COPIED)
    spec = spec.by("epb").did(back).by("mdb")
    again = file(on=ON + 5 * DAY, copied=ON + 6 * DAY)
    spec.when(again).then(
        filed(2, replaces=first.id),
        filed(2, recipient="MDB", receipt_no="目督收2023-118", replaces=copy.id),
    )


def test_the_returned_filing_said_again_is_another_filing() -> None:
    spec = SPEC.did(alone())
    first = spec.last.id
    back = say(ReturnSubmission, target=first, reason="缺附表", on=ON)
    spec = spec.by("epb").did(back).by("mdb")
    spec.when(alone()).then(filed(2, replaces=first))


def test_a_version_said_twice_with_other_content_is_refused() -> None:
    spec = SPEC.did(alone())
    spec.when(alone(receipt="收文9", filing_version=1)).refused(
        "selfcheck.version_taken", version=1
    )
    assert spec.when(alone(receipt="收文9", filing_version=3)).drafts


@pytest.mark.parametrize(
    ("period", "on", "year"),
    [
        ("上半年", dt.date(2023, 7, 10), 2023),
        ("上半年", dt.date(2024, 1, 5), 2024),
        ("年终", dt.date(2023, 12, 20), 2023),
        ("年终", dt.date(2024, 1, 5), 2023),
        ("年终", dt.date(2024, 6, 30), 2023),
        ("年终", dt.date(2024, 7, 1), 2024),
        ("下半年", dt.date(2024, 6, 30), 2023),
        ("下半年", dt.date(2024, 7, 1), 2024),
    ],
)
def test_the_year_follows_from_the_day_where_it_is_not_said(
    period: str, on: dt.date, year: int
) -> None:
    assert year_of(period, on) == year


def test_merged_halves_share_their_numbers_and_separate_ones_do_not() -> None:
    december = dt.date(2023, 12, 20)
    half = alone(period="下半年", on=december, year=2023)
    whole = alone(period="年终", on=december, year=2023, receipt="收文9")
    spec = SPEC.did(half)
    spec.when(whole).then(filed(2, period="年终", receipt_no="收文9", replaces=spec.last.id))
    policy = PolicyAdopted(
        policy_version=1, keys=(("h2_selfcheck", "separate"),), years=YearSpan(from_=2023)
    )
    SPEC.given(policy, basis="×绩〔2023〕1号").did(half).when(whole).then(
        filed(period="年终", receipt_no="收文9")
    )


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"on": dt.date(2022, 12, 31), "year": 2023}, "selfcheck.before_year"),
        ({"copied": dt.date(2022, 12, 31), "year": 2023}, "selfcheck.before_year"),
        ({"recipient": "MDB"}, "selfcheck.copied_twice"),
        ({"copied": None}, "selfcheck.copy_receipt_alone"),
        ({"self_scores": (("R1", 1), ("R1", 2))}, "selfcheck.score_twice"),
        ({"on": dt.date(2024, 1, 26), "year": 2023}, "date.future"),
    ],
)
def test_what_cannot_be_is_malformed(said: dict[str, object], code: str) -> None:
    SPEC.when(file(**said)).malformed(code)


def test_the_first_day_of_its_year_is_early_and_accepted() -> None:
    assert SPEC.when(alone(on=dt.date(2023, 1, 1), year=2023)).drafts


def ruled() -> Spec:
    item = RuleItem(
        code="R1", name="巡河", group="8.2", mode="核定", points=Decimal("5.00"), rule_text="巡河"
    )
    rules = RulesIssued(
        year=2023,
        rules_version=1,
        applies_to="A",
        part=1,
        parts=1,
        full_marks=Decimal("100.00"),
        items=(item,),
    )
    return SPEC.given(rules, on=dt.date(2023, 2, 1), basis="×绩〔2023〕1号")


def test_self_scores_are_stored_in_order_and_held_to_the_rules_there_are() -> None:
    spec = ruled()
    within = alone(self_scores={"R1": "5"}, self_total="100")
    spec.when(within).then(
        filed(self_scores=(("R1", Decimal("5.00")),), self_total=Decimal("100.00"))
    )
    above = alone(self_scores={"R1": "5.01"})
    spec.when(above).refused("selfcheck.over_item", item="R1", most=Decimal("5.00"))
    spec.when(above.model_copy(update={"irregular": "原件如此"})).irregular("selfcheck.over_item")
    spec.when(alone(self_total="100.01")).refused("selfcheck.over_total")
    spec.when(alone(self_scores={"R2": 1})).not_found("item.unknown", near="R1")
    assert SPEC.when(alone(self_scores={"R2": 1000})).drafts


def test_an_unknown_unit_is_not_found() -> None:
    SPEC.when(file(unit="河口镇")).not_found("unit.unknown")


@given(st.lists(st.sampled_from(["收文1", "收文2", "收文3"]), min_size=1, max_size=6))
def test_each_different_paper_is_recorded_once(receipts: list[str]) -> None:
    spec = SPEC
    for receipt in receipts:
        spec = spec.did(alone(receipt=receipt))
    filings = [r.payload for r in spec.records if isinstance(r.payload, SelfcheckFiled)]
    assert [f.receipt_no for f in filings] == list(dict.fromkeys(receipts))
    assert [f.filing_version for f in filings] == list(range(1, len(filings) + 1))
