"""对账: an office's own register of numbers held against those the ledger names, both ways."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import click

from ptaudit.domain.failures import Malformed, NotFound
from ptaudit_cli.params import option, place
from ptaudit_cli.reads import Ask, Read


@dataclass(frozen=True, slots=True)
class ReconcileRow:
    """One difference. *rows* are rows of the register, *positions* entries of the ledger."""

    found: str
    sort: str
    number: str
    count: int
    rows: tuple[int, ...]
    positions: tuple[int, ...]
    about: str


def differences(ask: Ask) -> Iterator[ReconcileRow]:
    from ptaudit.application.auditing import reconciled
    from ptaudit.batch import registers
    from ptaudit.projections.audit_reconcile import is_of_another_year

    path = ask.call.around.folder / ask["register"]
    register = registers.read(path, _columns(ask.given["column"]), ask.get("prefix") or "")
    if ask.year is not None and is_of_another_year(register, ask.year):
        raise NotFound("reconcile.another_year", year=ask.year, register=ask["register"])
    for match in reconciled(ask.view, register, ask.year):
        yield ReconcileRow(
            match.finding,
            match.sort,
            match.number,
            match.count,
            match.rows,
            match.positions,
            match.about,
        )


def _columns(said: Sequence[str]) -> Mapping[str, str]:
    pairs = [text.partition("=") for text in said]
    for name, equals, heading in pairs:
        if not equals or not heading:
            raise Malformed("reconcile.column_form", said=name)
    return {name.strip(): heading.strip() for name, _, heading in pairs}


def _params() -> Sequence[click.Parameter]:
    return [
        place("register"),
        option("column", "pairs", block="own", many=True),
        option("prefix", "text", block="own"),
    ]


CALLS = (Read("reconcile", "", ReconcileRow, differences, _params, by_year=True, by="found"),)
