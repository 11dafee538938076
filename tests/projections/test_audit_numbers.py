"""Item 9 and 对账: numbers read as series, gaps, doubles, and a register against the ledger."""

import pytest
from hypothesis import given as every
from hypothesis import strategies as st

from ptaudit.domain.commands.corrections import AttachEvidence, VoidRecord
from ptaudit.domain.commands.findings import OrderRectification, RaiseFinding
from ptaudit.domain.commands.selfchecks import FileSelfcheck
from ptaudit.domain.commands.targets import ServeDocument
from ptaudit.projections.audit_numbers import Number, Series, document, receipt, runs
from ptaudit.projections.audit_reconcile import Match, Registered, reconcile
from ptaudit.projections.belonging import acts
from tests.projections.audited import DAY, codes, did, items, value
from tests.projections.counties import County


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("×环函〔2025〕17号", Number("文号", "×环函〔2025〕", 17, 2025)),
        ("×环函[2025]17号", Number("文号", "×环函〔2025〕", 17, 2025)),
        ("×环函(2025) 017 号", Number("文号", "×环函〔2025〕", 17, 2025)),
        ("×环函〔2025〕第17号", Number("文号", "×环函〔2025〕", 17, 2025)),
        ("县委常委会纪要", None),
        ("×环函17号", None),
    ],
)
def test_a_document_number_is_of_a_series_and_a_year(said: str, number: Number | None) -> None:
    assert document(said) == number
    assert number is None or document(said).year == number.year  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("said", "series", "no", "year"),
    [
        ("收文2025-0210", "收文2025-", 210, 2025),
        ("目督收2025-118", "目督收2025-", 118, 2025),
        ("环收2025-H1905", "环收2025-H", 1905, 2025),
        ("0210号", "", 210, 0),
        ("2025", "", 2025, 0),
        ("收文20250210", "收文", 20250210, 0),
    ],
)
def test_a_receipt_is_what_stands_before_its_last_digits(
    said: str, series: str, no: int, year: int
) -> None:
    found = receipt(said)
    assert found is not None
    assert (found.series, found.no, found.year) == (series, no, year)


@every(
    st.text(alphabet="×环函委办字", min_size=1, max_size=6),
    st.integers(1000, 9999),
    st.integers(0, 10**8),
)
def test_what_is_written_as_a_number_is_read_as_it(series: str, year: int, no: int) -> None:
    assert document(f"{series}〔{year}〕{no}号") == Number("文号", f"{series}〔{year}〕", no)


@every(st.sets(st.integers(1, 60), min_size=1))
def test_gaps_are_exactly_what_is_missing_between_first_and_last(held: set[int]) -> None:
    gaps = Series("文号", "x", dict.fromkeys(held, ())).gaps
    missing = {n for a, b in gaps for n in range(a, b + 1)}
    assert missing == set(range(min(held), max(held))) - held
    assert runs([(2, 2), (4, 6)]) == "2、4—6"


def finding(no: int, doc_no: str, unit: str = "清河镇") -> RaiseFinding:
    return RaiseFinding.model_validate(
        {
            "units": (unit,),
            "issue": "粪污直排",
            "finding": f"F-2023-{no:03}",
            "basis": [{"doc_no": doc_no}],
        }
    )


def filed(unit: str, receipt_no: str) -> FileSelfcheck:
    return FileSelfcheck(unit=unit, period="上半年", year=2023, receipt=receipt_no)


def test_gaps_of_the_year_stand_with_the_entries_beside_them() -> None:
    county = County()
    first = did(county, DAY(2023, 7, 1), finding(1, "×环函〔2023〕3号"), "epb")
    did(county, DAY(2023, 7, 1), finding(2, "×环函〔2023〕4号"), "epb")
    last = did(county, DAY(2023, 7, 2), finding(3, "×环函〔2023〕8号"), "epb")
    did(county, DAY(2023, 7, 2), finding(4, "×环函〔2022〕90号"), "epb")
    [line] = items(county.app, 2023)[9].lines
    assert (line.code, value(line, "missing"), value(line, "count")) == ("number_gap", "5—7", 3)
    assert line.positions == (first + 1, last)


def test_one_number_on_two_papers_is_a_double() -> None:
    county = County()
    did(county, DAY(2023, 7, 1), filed("清河镇", "收文2023-7"))
    assert items(county.app, 2023)[9].lines == ()
    did(county, DAY(2023, 7, 1), filed("河口镇", "收文2023-7"))
    assert codes(items(county.app, 2023)[9]) == ["number_twice"]


def test_what_is_attached_or_served_is_no_other_paper() -> None:
    county = County()
    did(county, DAY(2023, 7, 1), filed("清河镇", "收文2023-7"))
    entry = county.entry("selfcheck.filed")
    attach = AttachEvidence(target=entry, receipt="收文2023-7", on=DAY(2023, 7, 5))
    did(county, DAY(2023, 7, 5), attach)
    did(county, DAY(2023, 7, 5), finding(1, "×环函〔2023〕3号"), "epb")
    serve = {"doc_no": "×环函〔2023〕3号", "to": ("清河镇",), "method": "直接送达"}
    did(county, DAY(2023, 7, 9), ServeDocument.model_validate(serve))
    assert [r.kind for r in county.app.view().entries()][-1] == "document.served"
    assert items(county.app, 2023)[9].lines == ()


def test_one_paper_holds_several_acts_of_one_day_or_one_case() -> None:
    county = County()
    did(county, DAY(2023, 7, 1), finding(1, "×环函〔2023〕3号"), "epb")
    did(county, DAY(2023, 7, 1), finding(2, "×环函〔2023〕3号", "河口镇"), "epb")
    order = {"finding": "F-2023-001", "deadline": DAY(2023, 8, 1)}
    paper = [{"doc_no": "×环函〔2023〕3号"}]
    command = OrderRectification.model_validate(order | {"basis": paper})
    did(county, DAY(2023, 7, 9), command, "epb")
    assert items(county.app, 2023)[9].lines == ()
    did(county, DAY(2023, 7, 20), finding(3, "×环函〔2023〕3号"), "epb")
    assert codes(items(county.app, 2023)[9]) == ["number_twice"]


def test_a_number_of_no_series_is_named() -> None:
    county = County()
    position = did(county, DAY(2023, 7, 1), finding(1, "局务会纪要"), "epb")
    [line] = items(county.app, 2023)[9].lines
    assert (line.code, line.positions) == ("number_odd", (position,))


def held() -> County:
    county = County()
    did(county, DAY(2023, 7, 1), filed("清河镇", "收文2023-007"))
    did(county, DAY(2023, 7, 2), filed("河口镇", "收文2023-008"))
    did(county, DAY(2023, 7, 3), filed("水利局", "目督收2023-1"))
    return county


def lines(*said: str) -> tuple[Registered, ...]:
    return tuple(Registered(n, "收文号", text, "来信") for n, text in enumerate(said, 2))


def matched(county: County, *said: str, year: int | None = None) -> list[tuple[str, str]]:
    entries = acts(county.app.view().entries(), DAY(2030, 1, 1))
    return [(m.finding, m.number) for m in reconcile(lines(*said), entries, year)]


def test_a_register_that_agrees_leaves_only_other_registers_numbers() -> None:
    assert matched(held(), "收文2023-7", "收文2023-8") == [("不属本登记簿", "目督收2023-1")]


def test_the_two_are_compared_both_ways() -> None:
    county = held()
    assert matched(county, "收文2023-0008", "收文2023-9", "目督收2023-1") == [
        ("登记簿有账本无", "收文2023-9"),
        ("账本有登记簿无", "收文2023-007"),
    ]
    entries = acts(county.app.view().entries(), DAY(2030, 1, 1))
    [absent, unregistered] = reconcile(lines("收文2023-8", "收文2023-9", "目督收2023-1"), entries)
    assert absent == Match("登记簿有账本无", "收文号", "收文2023-9", rows=(3,), about="来信")
    position = next(r.position for r in entries if r.kind == "selfcheck.filed")
    assert unregistered.positions == (position,)


def test_gaps_doubles_and_unreadable_numbers_of_the_register_itself() -> None:
    found = matched(held(), "收文2023-7", "收文2023-8", "收文2023-12", "收文2023-12", "无号")
    assert found == [
        ("登记簿有账本无", "收文2023-12"),
        ("登记簿断号", "收文2023-9—11"),
        ("登记簿重号", "收文2023-12"),
        ("登记簿号码不可辨", "无号"),
        ("不属本登记簿", "目督收2023-1"),
    ]


def test_another_years_numbers_are_left_out() -> None:
    said = ("收文2022-5", "收文2023-7", "收文2023-8", "目督收2023-1")
    assert matched(held(), *said) == [("登记簿有账本无", "收文2022-5")]
    assert matched(held(), *said, year=2023) == []
    assert matched(held(), *said, year=2022) == [("登记簿有账本无", "收文2022-5")]


def test_a_void_entry_holds_no_number() -> None:
    county = held()
    void = VoidRecord(target=county.entry("selfcheck.filed"), reason="重复")
    did(county, DAY(2023, 7, 4), void)
    assert matched(county, "收文2023-7", "收文2023-8") == []
