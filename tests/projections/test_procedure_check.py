"""程序核查: each step of 第十五、十六条 as the ledger has it."""

from ptaudit.domain.commands.assessment import DeviateProcedure
from ptaudit.domain.commands.selfchecks import FileSelfcheck
from ptaudit.domain.events.selfchecks import SelfcheckFiled
from ptaudit.projections.procedure_check import StepLine, procedure_check
from tests.domain import years
from tests.domain.specification import Spec
from tests.domain.years import DAY, YEAR


def lines(spec: Spec) -> dict[str, StepLine]:
    return {line.step: line for line in procedure_check(years.year(spec), spec.registry)}


def states(spec: Spec) -> list[str]:
    return [line.state for line in lines(spec).values()]


def test_the_procedure_is_checked_step_by_step() -> None:
    assert states(years.COUNTY) == ["未登记"] * 8
    assert states(years.PUBLISHED) == ["未登记", "已办", "未登记", "已办", "已办"] + ["已办"] * 3
    found = lines(years.PUBLISHED)
    assert [(line.step, line.article) for line in found.values()] == [
        ("自查", "15.1"),
        ("审核", "15.2"),
        ("实地", "15.2"),
        ("意见", "15.2"),
        ("复核", "15.3"),
        ("报告", "15.3"),
        ("审定", "15.3"),
        ("通报", "16"),
    ]
    positions = tuple(r.position for r in years.PUBLISHED.records if r.kind == "opinion.issued")
    assert found["意见"] == StepLine(
        step="意见",
        article="15.2",
        state="已办",
        done=2,
        due=2,
        organs=("EPB",),
        first=DAY(2024, 1, 8),
        last=DAY(2024, 1, 8),
        positions=positions,
    )
    assert (found["审核"].done, found["审核"].due) == (6, 6)
    assert found["通报"].organs == ("OFC-G", "OFC-P")


def test_a_step_may_be_done_in_part() -> None:
    some = years.COUNTY.by("epb").did(years.review("清河镇", "县水利局"))
    assert (lines(some)["审核"].state, lines(some)["审核"].done) == ("部分", 2)
    half = years.REPORTED.did(years.APPROVE.model_copy(update={"by": ("CPC",)}))
    assert (lines(half)["审定"].state, lines(half)["审定"].done) == ("部分", 1)


def test_a_step_noted_as_left_out_is_a_deviation_with_its_reason() -> None:
    note = DeviateProcedure.model_validate(
        {"year": YEAR, "step": "审核", "approved_by": "县绩效委", "reason": "时间紧"}
    )
    found = lines(years.COUNTY.did(note))["审核"]
    assert (found.state, found.reasons) == ("变通", ("时间紧",))


def test_an_irregular_step_is_shown_and_not_done() -> None:
    spec = years.COUNTY.by("epb").did(years.opinion(irregular="先出意见"))
    found = lines(spec)["意见"]
    assert (found.state, found.done, found.irregular) == ("不合程序", 0, (spec.last.position,))
    assert (found.first, found.last) == (None, None)


def test_a_self_check_is_filed_when_it_reached_both() -> None:
    first = {"unit": "清河镇", "year": YEAR, "period": "年终", "receipt": "收文1"}
    copy = {"copied": "2024-01-04", "copy_receipt": "目督收1"}
    one = years.COUNTY.by("epb").did(_filed({**first, "on": "2024-01-03"}))
    assert (lines(one)["自查"].state, lines(one)["自查"].done) == ("未登记", 0)
    both = years.COUNTY.by("epb").did(_filed({**first, "on": "2024-01-03", **copy}))
    assert (lines(both)["自查"].state, lines(both)["自查"].done) == ("部分", 1)


def test_a_copy_alone_is_no_self_check() -> None:
    event = SelfcheckFiled(
        unit="qinghe", year=YEAR, period="年终", recipient="MDB", filing_version=1
    )
    assert lines(years.COUNTY.given(event))["自查"].done == 0


def test_what_was_sent_back_is_not_done() -> None:
    spec = years.sent_back(years.REPORTED, "report.submitted", DAY(2024, 1, 13))
    assert (lines(spec)["报告"].done, lines(spec)["报告"].state) == (0, "已退回")
    opined = years.sent_back(years.OPINED, "opinion.issued", DAY(2024, 1, 9))
    assert (lines(opined)["意见"].done, lines(opined)["意见"].state) == (1, "部分")


def _filed(said: dict[str, object]) -> FileSelfcheck:
    return FileSelfcheck.model_validate(said)
