"""What an auditor's question is narrowed to: a year, a unit, a desk, an operator; and whom an entry names."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from ptaudit.domain.failures import NotFound
from ptaudit_cli.params import option
from ptaudit_cli.reads import Ask, of_unit

if TYPE_CHECKING:
    from ptaudit.application.audits.asking import Asking


def params() -> Sequence[click.Parameter]:
    return [
        *of_unit(),
        option("desk", "text", block="own"),
        option("operator", "operator", block="own"),
    ]


def asking(ask: Ask) -> "Asking":
    """The question as typed. Raises Malformed for what is no year, NotFound for whom nobody knows."""
    from ptaudit.application.audits.asking import Asking, Wanted

    return Asking(ask.view, Wanted(ask.year, ask.unit, _desk(ask), _operator(ask)))


def _desk(ask: Ask) -> str | None:
    said = ask.get("desk")
    known = {event.desk for event in ask.registry.operators.values()}
    if said is not None and said not in known:
        raise NotFound("desk.unknown", desk=said, known="、".join(sorted(known)))
    return said


def _operator(ask: Ask) -> str | None:
    """By code, or by a name that only one operator bears."""
    said, operators = ask.get("operator"), ask.registry.operators
    if said is None or said in operators:
        return said
    found = [code for code, event in operators.items() if event.name == said]
    if len(found) == 1:
        return found[0]
    raise NotFound("operator.unknown", operator=said, known="、".join(sorted(operators)))


def units(codes: Sequence[str], ask: Ask) -> tuple[str, ...]:
    return tuple(ask.registry.named(code) for code in codes)


def hand(asked: "Asking", position: int) -> tuple[str, str]:
    """Who recorded an entry, and at which desk."""
    one = asked.cited(position)
    return ("", "") if one is None else (one.operator_name, one.desk)


def hands(asked: "Asking", positions: Sequence[int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The operators of entries, and their desks, each once."""
    found = [hand(asked, position) for position in positions]
    return tuple(dict.fromkeys(o for o, _ in found)), tuple(dict.fromkeys(d for _, d in found))


def time(recorded_at: str) -> str:
    """To the minute."""
    return recorded_at[:16].replace("T", " ")
