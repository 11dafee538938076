"""What a clerk types becomes a command, or is refused before anything is decided."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from ptaudit.domain.commands.assessment import ApproveResult, DeductScore
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.basis import AdoptPolicy, OpenYear
from ptaudit.domain.commands.catalogue import DOORS
from ptaudit.domain.commands.corrections import CorrectRecord
from ptaudit.domain.commands.findings import CloseFinding, RaiseFinding, SubmitRectification
from ptaudit.domain.commands.register import GiveGrant
from ptaudit.domain.commands.selfchecks import FileSelfcheck
from ptaudit.domain.record import BasisDocument


def said(noun: str, verb: str, *words: str, **options: Any) -> Command:
    """The command as the command line would build it: places first, then options."""
    command = next(d.command for d in DOORS if (d.noun, d.verb) == (noun, verb))
    places: dict[int, str] = {}
    for name, field in command.model_fields.items():
        extra = field.json_schema_extra
        if isinstance(extra, dict) and isinstance(place := extra.get("positional"), int):
            places[place] = name
    named = {places[place]: word for place, word in enumerate(words, 1)}
    return command.model_validate({**named, **options})


def test_raise_with_deadline_and_service() -> None:
    command = said(
        "finding", "raise", "清河镇", "沿河养殖粪污直排",
        on="2025-11-03", deadline="2025-12-20", basis="×环函〔2025〕17号", served="2025-11-07",
    )  # fmt: skip
    assert command == RaiseFinding(
        units=("清河镇",),
        issue="沿河养殖粪污直排",
        on=dt.date(2025, 11, 3),
        deadline=dt.date(2025, 12, 20),
        basis=(BasisDocument(doc_no="×环函〔2025〕17号"),),
        served=dt.date(2025, 11, 7),
    )


def test_selfcheck_with_copy() -> None:
    command = said(
        "selfcheck", "file", "清河镇", "上半年",
        on="2025-07-10", receipt="收文2025-0210", copied="2025-07-11",
        copy_receipt="目督收2025-118",
    )  # fmt: skip
    assert command == FileSelfcheck(
        unit="清河镇",
        period="上半年",
        on=dt.date(2025, 7, 10),
        receipt="收文2025-0210",
        copied=dt.date(2025, 7, 11),
        copy_receipt="目督收2025-118",
    )


def test_submit_and_close() -> None:
    assert said(
        "finding", "submit", "F-2025-017", on="2025-12-18", receipt="收文2025-0412"
    ) == SubmitRectification(
        finding="F-2025-017", on=dt.date(2025, 12, 18), receipt="收文2025-0412"
    )
    assert said(
        "finding", "close", "F-2025-017", verified="2025-12-28", on="2025-12-29"
    ) == CloseFinding(
        finding="F-2025-017", verified=dt.date(2025, 12, 28), on=dt.date(2025, 12, 29)
    )


def test_deduct_because_of_a_finding() -> None:
    command = said("score", "deduct", "清河镇", "R31", "3", because="F-2025-017")
    assert isinstance(command, DeductScore)
    assert (command.unit, command.item, command.because) == ("清河镇", "R31", ("F-2025-017",))
    assert str(command.amount) == "3.00"


def test_approve_by_both_organs() -> None:
    command = said(
        "result", "approve", "2025", by="县委,县政府", on="2026-01-20", meeting="县委常委会第3次"
    )
    assert isinstance(command, ApproveResult)
    assert (command.year, command.by) == (2025, ("CPC", "CGV"))


def test_pairs_from_texts_mappings_and_lists() -> None:
    for due in (
        ["上半年自查=2025-07-15"],
        {"上半年自查": "2025-07-15"},
        [["上半年自查", "2025-07-15"]],
    ):
        command = OpenYear.model_validate({"year": 2025, "due": due})
        assert command.due == (("上半年自查", dt.date(2025, 7, 15)),)
    assert CorrectRecord.model_validate(
        {"target": "1042", "set": "on=2025-07-11", "reason": "误录"}
    ).set == (("on", "2025-07-11"),)
    with pytest.raises(ValidationError):
        AdoptPolicy.model_validate({"keys": ["third.rounding"], "from_year": 2025})


def test_several_names_in_one_text() -> None:
    command = said("finding", "raise", "清河镇、河口镇", "沿河养殖粪污直排")
    assert isinstance(command, RaiseFinding)
    assert command.units == ("清河镇", "河口镇")
    grant = said("grant", "give", "环保登记岗", "EPB,DEP,UNI,SUP")
    assert isinstance(grant, GiveGrant)
    assert grant.acts_of == ("EPB", "DEP", "UNI", "SUP")


@pytest.mark.parametrize(
    "day",
    [
        1752105600, "1752105600", 1752105600.0, "2025-07-10T00:00:00", "20250710", "2025-7-10",
        "2025-02-30", True, dt.datetime(2025, 7, 10, 9, 30, tzinfo=dt.UTC),
    ],
)  # fmt: skip
def test_a_day_is_written_in_full(day: object) -> None:
    """A number would be read as seconds since 1970: refused."""
    with pytest.raises(ValidationError):
        CloseFinding.model_validate({"finding": "F-2025-017", "on": day})


def test_a_day_from_a_workbook_cell() -> None:
    """A date cell is read as midnight of its day."""
    cell = dt.datetime(2025, 7, 10)  # noqa: DTZ001
    assert CloseFinding.model_validate({"finding": "F-2025-017", "on": cell}).on == dt.date(
        2025, 7, 10
    )


@pytest.mark.parametrize(
    "amount", ["1E+2", "１２", "1_0", "0.001", "-0.01", "0", "NaN", 0.5, 1001]
)
def test_an_amount_is_a_plain_positive_decimal(amount: object) -> None:
    with pytest.raises(ValidationError):
        DeductScore.model_validate({"unit": "清河镇", "item": "R31", "amount": amount})


def test_the_least_and_the_greatest_amount() -> None:
    for amount in ("0.01", "1000"):
        command = DeductScore.model_validate({"unit": "清河镇", "item": "R31", "amount": amount})
        assert command.amount == Decimal(amount)


@pytest.mark.parametrize(
    "text", ["", " ", "a\u200bb", "a\x00b", "a\udc80b", "e\u0301", "a\nb", "长" * 201]
)
def test_a_line_is_clean(text: str) -> None:
    with pytest.raises(ValidationError):
        CloseFinding.model_validate({"finding": text})


def test_no_unknown_field() -> None:
    with pytest.raises(ValidationError):
        CloseFinding.model_validate({"finding": "F-2025-017", "day": "2025-12-29"})


@pytest.mark.parametrize(("first", "day", "last"), [("1949-10-01", "1949-09-30", "2199-12-31")])
def test_a_day_is_one_that_can_be_counted_on_from(first: str, day: str, last: str) -> None:
    for on in (first, last):
        assert CloseFinding.model_validate({"finding": "F-2025-017", "on": on}).on
    for on in (day, "2200-01-01", "0001-01-01", "9999-12-31"):
        with pytest.raises(ValidationError):
            CloseFinding.model_validate({"finding": "F-2025-017", "on": on})


@pytest.mark.parametrize(
    "days", ["0", "-3", "10000", "999999999999", "１２", "1e3", "1_0", "3.5", True]
)
def test_a_count_of_days_is_a_plain_small_number(days: str | bool) -> None:
    said = {"units": "清河镇", "issue": "粪污直排", "days": "9999"}
    assert RaiseFinding.model_validate(said).days == 9999
    with pytest.raises(ValidationError):
        RaiseFinding.model_validate({**said, "days": days})
