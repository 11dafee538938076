"""Posts: who holds which on a day, which are vacant, and what is on record of them and cannot be true."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ptaudit.domain.failures import Malformed
from ptaudit_cli import faults, holders
from ptaudit_cli.params import Flag, Meaning
from ptaudit_cli.reads import Ask, Read, of_unit

if TYPE_CHECKING:
    from ptaudit.projections.posts import Place


@dataclass(frozen=True, slots=True)
class PostRow:
    """One post on the day asked about. *until* is the last day as known, absent while it goes on.

    *also* are other posts of the same person on that day; *beside* the entry of a holder who had not
    left; a vacant post has *until* and *left* of who held it last.
    """

    unit: str
    role: str
    status: Literal["在任", "主持", "不计", "缺位", "未登记"]
    person: str | None
    name: str | None
    field: str | None
    since: dt.date | None
    until: dt.date | None
    also: tuple[str, ...]
    beside: int | None
    position: int | None
    left: int | None


def posts(ask: Ask) -> Iterator[PostRow]:
    """``--on``: the day asked about, the view's day unless given; what is known of later days shows, too."""
    from ptaudit.projections.posts import on_day

    day, code, held = _day(ask), ask.unit, holders.posts(ask)
    for unit in ask.registry.units.values():
        if code in (None, unit.code):
            for one in on_day(held, unit, day):
                yield _post(one, ask)


def _day(ask: Ask) -> dt.date:
    """Raises Malformed for a day after the view's: nobody knows who will hold what."""
    day = ask.day("on_day") or ask.view.on
    if day > ask.view.on:
        raise Malformed("date.future", on=day, today=ask.view.on)
    return day


def _post(one: "Place", ask: Ask) -> PostRow:
    term, registry = one.term, ask.registry
    last = term or one.former
    return PostRow(
        registry.named(one.unit),
        one.role,
        one.status,
        term.person if term else None,
        holders.name(term, ask) if term else None,
        term.field if term else None,
        term.since if term else None,
        last.until if last else None,
        tuple(f"{registry.named(also.unit)} {also.role}" for also in one.also),
        term.beside if term else None,
        term.position if term else None,
        last.left if last else None,
    )


def _faults(ask: Ask, _: Sequence[PostRow]) -> Iterator[str]:
    """What is on record of these posts and cannot be true together."""
    code = ask.unit
    for one in holders.posts(ask).contradictions:
        params = dict(one.params)
        if code in (None, params["unit"]):
            what = faults.text(one.code, params, ask.registry, ask.words)
            yield ask.words("post.fault", position=one.position, what=what)


def _on() -> Flag:
    """``--on`` of a question: not the day of an act."""
    meaning = Meaning("own", "day", lambda words: words("params.on_day"))
    return Flag(["--on", "on_day"], meaning)


CALLS = (
    Read(
        "post",
        "list",
        PostRow,
        posts,
        lambda: [_on(), *of_unit()],
        notes=_faults,
        personal=True,
    ),
)
