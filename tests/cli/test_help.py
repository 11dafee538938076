"""Every command and every option explains itself in both languages; the index lists what there is."""

import shlex
from collections.abc import Iterator

import click
import pytest

from ptaudit.domain.commands.catalogue import DOORS
from ptaudit_cli import commands, derive, frame, index, labels, layout, problems, shapes
from ptaudit_cli.doors import door_of
from ptaudit_cli.examples import EXAMPLES
from ptaudit_cli.fields import Named, position
from ptaudit_cli.main import build
from ptaudit_cli.messages import LANGUAGES, Catalogue
from ptaudit_cli.params import Given
from tests.cli.desk import Desk

CALLED = [f"{entry.noun} {entry.verb}".strip() for entry in index.ENTRIES]


def test_the_index_holds_every_door_once() -> None:
    doors = [(e.noun, e.verb) for e in index.ENTRIES if not e.home and e.verb]
    assert sorted(doors) == sorted((door.noun, door.verb) for door in DOORS)
    assert {e.noun for e in index.ENTRIES if not e.home and not e.verb} == set(index.SHORTCUTS)
    acts = [entry for entry in index.ENTRIES if not entry.home]
    of = {(door.noun, door.verb): door for door in DOORS}
    assert [door_of(e) for e in acts] == [
        of[index.SHORTCUTS.get(e.noun, (e.noun, e.verb))] for e in acts
    ]


def test_the_index_holds_every_other_call_once() -> None:
    homes = {entry.home for entry in index.ENTRIES if entry.home}
    made = sorted(name for home in homes for name in commands.calls(home))
    assert sorted((e.noun, e.verb) for e in index.ENTRIES if e.home) == made


def test_every_noun_has_something_to_call_and_every_entry_a_noun() -> None:
    assert {entry.noun for entry in index.ENTRIES} == set(index.nouns())
    assert len(index.NOUNS) == len(index.nouns())
    assert {noun.group for noun in index.NOUNS} <= set(frame.GROUPS)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("called", CALLED)
def test_every_option_is_explained(called: str, lang: str) -> None:
    words = Catalogue(lang)
    noun, _, verb = called.partition(" ")
    entry = index.verbs(noun)[verb]
    leaf = build(entry, words)
    for parameter in leaf.params:
        assert isinstance(parameter, Given)
        term, text = parameter.explained(words)
        if parameter.block != "arguments":
            assert text, f"{called} {term}"
        assert parameter.block in frame.BLOCKS
        term.encode("gbk")
        text.encode("gbk")
    names = [parameter.name for parameter in leaf.params]
    assert len(names) == len(set(names)), called
    opts = [o for p in leaf.params if isinstance(p, click.Option) for o in p.opts]
    assert len(opts) == len(set(opts)), called


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("called", CALLED)
def test_help_prints_every_parameter(called: str, lang: str, desk: Desk) -> None:
    printed = desk.ok(f"ptaudit --lang {lang} {called} --help")
    words = Catalogue(lang)
    noun, _, verb = called.partition(" ")
    entry = index.verbs(noun)[verb]
    assert words.pick(entry.zh, entry.en) in printed
    for parameter in build(entry, words).params:
        assert isinstance(parameter, Given)
        assert parameter.opts[0] in printed or parameter.block == "arguments"
    printed.encode("gbk")
    assert max(layout.width(line) for line in printed.splitlines()) <= desk.columns


@pytest.mark.parametrize("lang", LANGUAGES)
def test_root_help_names_every_noun(lang: str, desk: Desk) -> None:
    printed = desk.ok(f"ptaudit --lang {lang} --help")
    for noun in index.NOUNS:
        assert f"  {noun.noun} " in printed
        assert words_of(noun, lang) in printed


def words_of(noun: index.Noun, lang: str) -> str:
    return noun.zh if lang == "zh" else noun.en


def named() -> Iterator[Named]:
    """Every field of every command and of every row inside of them."""
    for door in DOORS:
        name = f"{door.noun} {door.verb}"
        for field, info in door.command.model_fields.items():
            yield Named(name, field, info)
            waiting = [row for row in (shapes.of(info).row,) if row is not None]
            while waiting:
                row = waiting.pop()
                for inner, part in row.model_fields.items():
                    yield Named(row.__name__, inner, part)
                    waiting += [r for r in (shapes.of(part).row,) if r is not None]


def test_every_field_has_an_english_name() -> None:
    """One English text stands for one Chinese title: a field that means something else has its own."""
    words = Catalogue("en")
    held: dict[str, str] = {}
    for field in named():
        own = f"fields.{field.door}.{field.name}"
        used = own if words.find(own) else f"fields.{field.name}"
        assert field.title(words).isprintable()
        assert held.setdefault(used, str(field.field.title)) == field.field.title, used


def test_no_english_name_is_left_over() -> None:
    words = Catalogue("en")
    used = set()
    for field in named():
        own = f"{field.door}.{field.name}"
        used.add(own if words.find(f"fields.{own}") else field.name)
    assert set(words.section("fields")) == used


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_read_as_its_command(name: str, desk: Desk) -> None:
    noun, _, verb = name.partition(" ")
    _, *typed = shlex.split(EXAMPLES[name])
    root = frame.Root(lambda entry: build(entry, Catalogue("zh")))
    rest = typed
    command: click.Command = root
    context = click.Context(root, info_name="ptaudit", obj=None)
    while isinstance(command, click.Group):
        word, *rest = rest
        found = command.get_command(context, word)
        assert found is not None
        command = found
    given = command.make_context("leaf", list(rest)).params
    door = door_of(index.verbs(noun)[verb])
    (desk.folder / "得分表.xlsx").write_bytes(b"")
    fields = {n: v for n, v in given.items() if not n.startswith("run_")}
    if "scores" in fields:
        fields["scores"] = ("清河镇=87.50",)
    read, _ = derive.said(
        name, door.command, fields, desk.now.date(), desk.folder, Catalogue("zh")
    )
    assert isinstance(read, door.command)


def test_arguments_stand_in_their_order() -> None:
    for door in DOORS:
        places = [
            p for p in derive.parameters("x y", door.command) if isinstance(p, click.Argument)
        ]
        wanted = {position(f): n for n, f in door.command.model_fields.items()}
        assert [p.name for p in places] == [wanted[n + 1] for n in range(len(places))]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_has_a_title(lang: str) -> None:
    from ptaudit.domain.events.catalogue import KINDS

    for kind in KINDS:
        assert labels.of_kind(kind, Catalogue(lang))
    if lang == "en":
        assert set(Catalogue(lang).section("kinds")) == set(KINDS)


def test_problem_codes_have_words() -> None:
    codes = {*problems.CODES.values(), "unreadable", "row_form", "row_from_file", "unknown_column"}
    assert set(Catalogue("zh").section("problems")) == codes
