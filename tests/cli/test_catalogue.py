"""The catalogues: every code and id that is used exists, in both languages, alike; and no other does."""

import string
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from ptaudit.domain.events.catalogue import KINDS
from ptaudit.domain.policy import KEYS
from ptaudit.evidence.onefile.words import WORDS
from ptaudit_cli import commands, confidential, index, scoring_tables, table
from ptaudit_cli.failures import EXIT
from ptaudit_cli.messages import LANGUAGES, Catalogue, files
from ptaudit_cli.reads import Read
from tests.architecture.tree import ROOT
from tests.cli.codes import asked, mentioned, raised

#: Kept beside the models (Chinese) or only needed in English.
ONE_LANGUAGE = {"fields", "kinds", "verdict"}
PARTS = {"what", "remedy"}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def sections(lang: str) -> set[str]:
    import tomllib

    return {name for path in files(lang) for name in tomllib.loads(path.read_text("utf-8"))}


def texts(lang: str) -> Iterator[tuple[str, str]]:
    """Every text of a language with its id."""
    words = Catalogue(lang)
    for section in sections(lang) - ONE_LANGUAGE:
        for name, text in words.section(section).items():
            if isinstance(text, Mapping):
                for part, inner in text.items():
                    yield f"{section}.{name}.{part}", inner
            else:
                yield f"{section}.{name}", text


def test_both_languages_say_the_same_things() -> None:
    """The same ids with the same placeholders, except for what stands in the models."""
    said: dict[str, dict[str, Any]] = {
        lang: {name: placeholders(text) for name, text in texts(lang)} for lang in LANGUAGES
    }
    assert said["zh"] == said["en"]
    assert sections("en") - sections("zh") == ONE_LANGUAGE


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_id_stands_twice(lang: str) -> None:
    """Files of one section are merged: a second text for an id would hide the first."""
    import tomllib

    seen: dict[tuple[str, str], str] = {}
    for path in files(lang):
        for section, content in tomllib.loads(path.read_text("utf-8")).items():
            assert path.stem == lang or path.stem.startswith(section), path.name
            for name in content:
                assert seen.setdefault((section, name), path.name) == path.name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_has_its_words(lang: str) -> None:
    known = Catalogue(lang).section("refusals")
    assert set(raised()) - set(known) == set()
    for name, text in known.items():
        assert set(text) - {"near"} == PARTS, name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_an_entry_may_be_blamed_for_has_a_label(lang: str) -> None:
    """What may be recorded with ``--irregular``: breaches, and what the folds find impossible."""
    labels = Catalogue(lang).section("faults")
    assert set(raised(("Breach", "Contradiction"))) - set(labels) == set()
    folded = mentioned("possible", "vetoes_fold", "procedure", "scores_fold")
    known = set(Catalogue(lang).section("refusals"))
    assert (folded & known) - set(labels) == set()
    assert set(labels) - known == set()


def test_every_refusal_can_happen() -> None:
    """A text nobody can be shown is dead: its code stands nowhere in the source."""
    built = {"target.no_draft", "target.draft_returned", "rules.no_draft", "rules.draft_returned"}
    assert set(Catalogue("zh").section("refusals")) - mentioned() - built == set()


def test_every_placeholder_is_given_wherever_the_code_is_raised() -> None:
    known = Catalogue("zh").section("refusals")
    lacking = {
        code: needed - given
        for code, places in raised().items()
        for given in places
        if "**" not in given
        and (needed := set().union(*(placeholders(t) for t in known[code].values()))) - given
    }
    assert lacking == {}


def test_every_code_that_travels_has_its_words() -> None:
    """Codes returned by folds and tables, as well as those raised on the spot."""
    known = set(Catalogue("zh").section("refusals"))
    other = set(KINDS) | set(KEYS) | set(asked(ROOT / "cli"))
    families = {code.partition(".")[0] for code in known}
    stray = {
        code
        for code in mentioned() - known - other
        if code.partition(".")[0] in families
        and code.islower()
        and code.rpartition(".")[2] not in {"db", "py", "toml", "unsigned"}
    }
    notes = {f"{name}" for name in Catalogue("zh").section("notes")}
    following = set(Catalogue("zh").section("consequences"))
    fsck = {f"fsck.{name}" for name in Catalogue("zh").section("fsck")}
    ids = {name for name, _ in texts("zh")}
    assert stray - notes - fsck - following - ids - set(WORDS) == set()


def test_every_id_asked_for_exists_and_every_id_is_asked_for() -> None:
    ids = {name for name, _ in texts("zh")}
    wanted = set(asked(ROOT / "cli"))
    exact = {name for name in wanted if not name.endswith("*")}
    starts = tuple(name.removesuffix("*") for name in wanted if name.endswith("*"))
    assert exact - ids - {f"kinds.{kind}" for kind in KINDS} == set()
    by_code = ("refusals.", "notes.", "faults.", "columns.", "params.", "places.", "ruling.")
    assert {i for i in ids if not i.startswith((*starts, *by_code))} - exact == set()


def test_failures_have_their_kind() -> None:
    assert {f"kind.{name}" for name in EXIT} < set(Catalogue("zh").section("failure"))


def reads() -> Iterator[Read]:
    for home in sorted({entry.home for entry in index.ENTRIES if entry.home}):
        yield from commands.reads(home)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_columns_are_titled_once_a_table(lang: str) -> None:
    for read in reads():
        titles = [c.title for c in table.columns(read.name, read.row, Catalogue(lang))]
        assert len(set(titles)) == len(titles), read.name


def test_no_column_is_left_over() -> None:
    words, used = Catalogue("zh"), set()
    for read in reads():
        for column in table.columns(read.name, read.row, words):
            own = f"{read.name}.{column.id}"
            used.add(own if words.find(f"columns.{own}") else column.id)
    assert set(words.section("columns")) == used


def test_every_parameter_text_is_used() -> None:
    """``params`` and ``places`` are asked for by the names of parameters."""
    from ptaudit_cli.main import build
    from ptaudit_cli.params import Place

    leaves = [build(entry, Catalogue("zh")) for entry in index.ENTRIES if entry.home]
    own = {str(p.name) for leaf in leaves for p in leaf.params}
    places = {str(p.name) for leaf in leaves for p in leaf.params if isinstance(p, Place)}
    door = {"ledger", "operator", "key", "dry_run", "yes", "lang", "version", "help"}
    options = (*scoring_tables.options(), *confidential.options())
    door |= {option.opts[0].removeprefix("--") for option in options}
    words = Catalogue("zh")
    assert set(words.section("params")) == own | door
    assert set(words.section("places")) == places


@pytest.mark.parametrize("lang", LANGUAGES)
def test_texts_print_on_a_gbk_console(lang: str) -> None:
    for name, text in texts(lang):
        text.encode("gbk"), name
