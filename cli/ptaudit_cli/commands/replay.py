"""回放: the state of one subject at two clocks, what decides it, and what was not known then."""

import re
from collections.abc import Iterator, Sequence

import click

from ptaudit_cli import layout, replay_rows
from ptaudit_cli.params import Given, place
from ptaudit_cli.reads import Ask, Read
from ptaudit_cli.replay_rows import Part, ReplayRow
from ptaudit_cli.years import the_year

#: The sections of the page, in order, and the parts each shows.
SECTIONS: tuple[tuple[str, tuple[Part, ...]], ...] = (
    ("stages", ("stage",)),
    ("places", ("place",)),
    ("years", ("year",)),
    ("entries", ("entry",)),
    ("unknown", ("unknown",)),
    ("now", ("now",)),
    ("contradictions", ("contradiction",)),
    ("rulings", ("ruling", "rules")),
)
_NAMED = re.compile(r"审定[::](2[0-9]{3})")


def rows(ask: Ask) -> Iterator[ReplayRow]:
    """The answer first, then what it consists of and what it rests on."""
    from ptaudit.application import replay_subjects
    from ptaudit.application.replaying import replay

    subject = replay_subjects.subject(ask.view, _said(ask), _year(ask))
    name = replay_subjects.name(subject, ask.registry)
    return replay_rows.rows(replay(ask.view, subject), name, ask)


def _said(ask: Ask) -> str:
    """The subject with what stands beside it, in one."""
    from ptaudit.application.replay_subjects import CHAIN

    parts = [ask["replayed"], ask.get("aspect"), CHAIN if ask.given.get("chain") else None]
    return "/".join(part for part in parts if part)


def _year(ask: Ask) -> int:
    """``--year``; else the year whose approval the moment names; else the latest open."""
    named = _NAMED.fullmatch(ask.get("as_recorded") or "")
    return int(named[1]) if ask.year is None and named else the_year(ask)


def page(ask: Ask, found: Sequence[ReplayRow]) -> Iterator[str]:
    """One sentence, then section by section; the last line says what no ledger proves."""
    words, position = ask.words, ask.view.moment.position
    yield from _wrapped(found[0].text, "", ask)
    is_now = any((row.part, row.position) == ("now", position) for row in found)
    for name, parts in SECTIONS:
        if is_now and name in ("unknown", "now"):
            continue
        lines = [row.text for row in found if row.part in parts]
        if name == "unknown" and not lines:
            lines = [words("replay.none_unknown")]
        if lines:
            yield ""
            yield words(f"replay.heading.{name}")
            for line in lines:
                yield from _wrapped(line, "  - ", ask)
    yield ""
    yield from _wrapped(words("replay.limits"), "", ask)


def _wrapped(text: str, lead: str, ask: Ask) -> Iterator[str]:
    if not ask.call.around.terminal:
        yield lead + text
        return
    first, *rest = layout.wrap(text, max(20, ask.call.around.columns - len(lead)))
    yield lead + first
    yield from (" " * len(lead) + more for more in rest)


def _params() -> list[click.Parameter]:
    return [
        place("replayed"),
        place("aspect", needed=False),
        Given.flag("chain", block="own"),
    ]


CALLS = (
    Read("replay", "", ReplayRow, rows, _params, by_year=True, page=page, by="part", held=True),
)
