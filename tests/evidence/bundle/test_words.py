"""The words of a verdict: of the one file and of ``ptaudit verify`` the same, in English as complete."""

import ast
import re
import shutil
from pathlib import Path
from string import Formatter

import pytest

from ptaudit.evidence.onefile import joined
from ptaudit.evidence.onefile.words import WORDS, Said, text
from ptaudit_cli.messages import Catalogue
from tests.cli.desk import Desk
from tests.evidence.bundle import test_tampering
from tests.evidence.bundle.made import verify
from tests.evidence.bundle.test_tampering import CASES

original = test_tampering.original


def places(words: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(words)} - {None}


def test_every_sentence_is_there_in_english() -> None:
    english = Catalogue("en").section("verdict")
    assert {code: places(words) for code, words in english.items()} == {
        code: places(words) for code, words in WORDS.items()
    }


def test_nothing_said_moves_the_cursor() -> None:
    said = Said("lack.extra", {"file": "a\x1b[2J\x9b\n"})
    assert text(said) == "多出文件 a?[2J??:不属于检查点所述的账本"


def test_the_one_file_is_the_same_every_time_and_has_no_name_twice() -> None:
    names: list[str] = []
    for node in ast.parse(joined()).body:
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                names.append(node.name)
            case ast.Assign() | ast.AnnAssign():
                names += [
                    n.id
                    for n in ast.walk(node)
                    if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
                ]
            case ast.Import() | ast.ImportFrom():
                names += [one.name for one in node.names]
            case _:
                continue
    assert sorted(names) == sorted(set(names))
    assert joined() == joined()
    assert b"ptaudit." not in joined()


@pytest.mark.parametrize("name", CASES)
def test_the_command_says_what_the_one_file_says(
    original: Path, tmp_path: Path, name: str
) -> None:
    bundle = Path(shutil.copytree(original, tmp_path / "包"))
    CASES[name][0](bundle)
    status, said = verify(bundle)
    typed, printed = Desk(tmp_path).say("ptaudit verify --bundle 包")
    ago = re.compile("距今 [0-9]+ 天")
    assert (typed, ago.sub("", printed)) == (status, ago.sub("", said))
    typed, english = Desk(tmp_path).say("ptaudit verify --bundle 包 --lang en")
    assert (typed, len(english.splitlines())) == (status, len(said.splitlines()))
    assert "Verdict: " in english
