"""The session runner itself: it must see a promise that is not kept."""

from pathlib import Path

import pytest

from tests.docs.console import Exchange, Session, agrees, broken_promises, exchanges

PAGE = """\
# A page

```sh
$ not run
```

```console
$ echo one
one
$ printf 'a\\nb\\nc\\n'
a
...
```

Between the blocks the session goes on.

```console
$ echo two \\
> three
two three
```
"""


def test_a_page_is_read_in_order() -> None:
    """Only console blocks count; a continued line is one command."""
    assert list(exchanges(PAGE)) == [
        Exchange(8, "echo one", ("one",)),
        Exchange(10, "printf 'a\\nb\\nc\\n'", ("a", "...")),
        Exchange(18, "echo two three", ("two three",)),
    ]


def test_a_kept_promise_is_silent(tmp_path: Path) -> None:
    assert list(broken_promises(PAGE, Session(tmp_path))) == []


def test_a_broken_promise_is_reported_with_its_line(tmp_path: Path) -> None:
    [report] = broken_promises(PAGE.replace("two three\n", "two four\n"), Session(tmp_path))
    assert report.splitlines()[0] == "line 18: $ echo two three"
    assert "-two four" in report
    assert "+two three" in report


@pytest.mark.parametrize("missing", ["one\n", "a\n...\n"])
def test_an_output_left_out_is_a_broken_promise(missing: str, tmp_path: Path) -> None:
    assert len(list(broken_promises(PAGE.replace(missing, "", 1), Session(tmp_path)))) == 1


@pytest.mark.parametrize(
    ("expected", "printed", "result"),
    [
        ((), (), True),
        ((), ("x",), False),
        (("x",), (), False),
        (("...",), (), True),
        (("...",), ("x", "y"), True),
        (("a", "...", "c"), ("a", "c"), True),
        (("a", "...", "c"), ("a", "b", "b", "c"), True),
        (("a", "...", "c"), ("a", "b"), False),
        (("第...号",), ("第1042号",), True),
        (("第...号",), ("第10", "42号"), False),
        (("a.c",), ("abc",), False),
    ],
)
def test_agreement(expected: tuple[str, ...], printed: tuple[str, ...], result: bool) -> None:
    """Equal but for what ``...`` stands for: text within a line, or whole lines."""
    assert agrees(expected, printed) is result


def test_a_session_keeps_its_folder_and_status(tmp_path: Path) -> None:
    session = Session(tmp_path)
    assert session.run("mkdir inner") == ()
    assert session.run("cd inner") == ()
    assert session.run("basename $PWD") == ("inner",)
    assert session.run("exit 6 # refused") == ()
    assert session.run("echo $?") == ("6",)


def test_a_command_of_the_project_runs_in_process(tmp_path: Path) -> None:
    """The program's own words come back, and its status is the one the shell would see."""
    session = Session(tmp_path)
    assert "ptaudit" in session.run("ptaudit --help")[0]
    assert session.status == 0
    session.run("ptaudit no-such-noun")
    assert session.run("echo $?") == ("2",)


def test_a_named_block_is_a_file(tmp_path: Path) -> None:
    """What the reader is told to save is there when the next command is typed."""
    page = "```csv 单位.csv\n甲,乙\n```\n\n```console\n$ cat 单位.csv\n甲,乙\n```\n"
    assert list(broken_promises(page, Session(tmp_path))) == []
    assert list(broken_promises(page.replace(" 单位.csv\n", "\n"), Session(tmp_path)))


@pytest.mark.parametrize(
    "page", ["```console\nno prompt\n```\n", "```console\n$ echo\n", "````console\n$ echo\n```\n"]
)
def test_a_malformed_page_is_an_error(page: str) -> None:
    with pytest.raises(ValueError, match="line"):
        list(exchanges(page))
