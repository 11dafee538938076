"""A questions file: every mistake by its question and field, in words; nothing of it grows or acts."""

import pytest

from ptaudit.domain.failures import Failure, Malformed, NotFound
from ptaudit.reports.exhibit.asking import LARGEST, Unaskable, parse, read
from ptaudit.reports.exhibit.files import said, template
from tests.reports.disputed import QUESTIONS, Reviewer

HEAD = "title: 复核\ndisputant: 清河镇\nyear: 2023\nquestions:\n"


def refused(text: str) -> list[tuple[int, str, str]]:
    """Each problem: question, field, code."""
    with pytest.raises(Unaskable) as found:
        parse(text, "q.yml")
    return [(p.question, p.column.partition("(")[0], f.code) for p, f in found.value.problems]


def test_every_mistake_is_named_at_once() -> None:
    text = (
        "titel: 复核\ndisputant: 清河镇\nas_effective: 2024-13-01\nquestions:\n"
        "  - {kind: replay}\n"
        "  - {kind: reply, subject: F-2023-017}\n"
        "  - {kind: whatif, year: 3023, viod: [48]}\n"
        "  - {subject: 清河镇, as_effective: 1-20}\n"
    )
    assert refused(text) == [
        (0, "标题", "cell.missing"),
        (0, "当时有效", "cell.no_such_day"),
        (2, "问的种类", "cell.choice"),
        (3, "年度", "cell.at_most"),
        (3, "viod", "asked.no_such_field"),
        (4, "问的种类", "cell.missing"),
        (4, "当时有效", "cell.day"),
        (0, "titel", "asked.no_such_field"),
    ]


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        ("{kind: replay, subject: }", (1, "对象", "cell.missing")),
        ("{kind: replay}", (1, "对象", "cell.missing")),
        ("{kind: late}", (1, "对象", "cell.missing")),
        ("{kind: whatif}", (1, "", "asked.supposes_nothing")),
        ("{kind: diff}", (1, "", "asked.against_nothing")),
        ("{kind: diff, against: {}}", (1, "", "asked.against_nothing")),
        ("{kind: lost, against: {as_recorded: 4}}", (1, "", "asked.against_misplaced")),
        ("{kind: diff, against: {recorded: 4}}", (1, "recorded", "asked.no_such_field")),
        ("{kind: standing, year: 二〇二三}", (1, "年度", "cell.integer")),
        ("{kind: standing, subject: [A]}", (1, "对象", "asked.form")),
        ("kind", (1, "", "asked.form")),
        ("{kind: standing, q: 'a\u200bb'}", (1, "问题原话", "cell.control")),
        ("{kind: standing, subject: " + "长" * 201 + "}", (1, "对象", "cell.too_long")),
    ],
)
def test_one_mistake(question: str, problem: tuple[int, str, str]) -> None:
    assert refused(f"{HEAD}  - {question}\n") == [problem]


def test_nothing_is_asked() -> None:
    assert refused("title: 复核\ndisputant: 清河镇\nquestions: []\n") == [
        (0, "问题", "cell.missing")
    ]


def test_near_names_are_suggested() -> None:
    with pytest.raises(Unaskable) as found:
        parse(f"{HEAD}  - {{kind: repaly, subjct: x}}\n", "q.yml")
    near = [failure.params["near"] for _, failure in found.value.problems]
    assert str(near[0]).startswith("replay")
    assert str(near[1]).startswith("subject")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "asked.not_yaml"),
        ("- a\n- b\n", "asked.not_yaml"),
        ("title: [\n", "asked.not_yaml"),
        ("title: a\n---\ntitle: b\n", "asked.not_yaml"),
        ("title: \x00\n", "asked.not_yaml"),
        ("title: a\ntitle: b\n", "asked.twice"),
        ("? [a]\n: b\n", "asked.not_yaml"),
        ("a: &x [1]\nb: *x\n", "asked.too_deep"),
        ("a: !!python/object/apply:os.system [ls]\n", "asked.too_deep"),
        ("a: " + "[" * 5_000, "asked.too_deep"),
        ("a: " + "{b: " * 5_000, "asked.too_deep"),
    ],
)
def test_what_is_no_questions_file(text: str, code: str) -> None:
    with pytest.raises(Malformed) as found:
        parse(text, "q.yml")
    assert found.value.code == code


def test_files_that_are_none(county: Reviewer) -> None:
    huge = county.folder / "大.yml"
    huge.write_bytes(b"#" * (LARGEST + 1))
    odd = county.folder / "乱.yml"
    odd.write_bytes(b"title: \xff\xff\xff")
    codes: list[str] = []
    for name in ("没有.yml", "大.yml", "乱.yml", "."):
        with pytest.raises(Failure) as found:
            read(county.folder / name)
        codes.append(found.value.code)
    assert codes == ["asked.no_file", "asked.too_large", "asked.encoding", "asked.unreadable"]
    assert NotFound("asked.no_file").code == codes[0]


def test_every_value_is_the_text_it_was_typed_as() -> None:
    """A bare date is no date object, ``no`` no truth value: YAML decides nothing."""
    text = f"{HEAD}  - {{kind: standing, subject: no, as_recorded: 2024-01-20T17:30:00+08:00}}\n"
    [question] = parse(text, "q.yml").questions
    assert (question.subject, question.as_recorded) == ("no", "2024-01-20T17:30:00+08:00")


def test_gb18030_is_read(county: Reviewer) -> None:
    path = county.folder / "国标.yml"
    path.write_bytes((QUESTIONS % 1).encode("gb18030"))
    assert read(path).disputant == "清河镇"


def test_what_is_written_is_read_back_the_same() -> None:
    asked = parse(QUESTIONS % 48, "q.yml")
    assert parse(said(asked).decode(), "q.yml") == asked


def test_the_template_is_a_questions_file() -> None:
    asked = parse(template().decode(), "t.yml")
    assert {q.kind for q in asked.questions} == {
        "replay", "late", "lost", "whatif", "diff", "standing", "who_decides"
    }  # fmt: skip
