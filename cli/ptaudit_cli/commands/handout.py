"""One unit's year in one file, to hand to the unit."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ptaudit.domain.failures import Malformed, Unusable
from ptaudit_cli import checkpointing, dates, faults
from ptaudit_cli.actions import Action
from ptaudit_cli.call import Call
from ptaudit_cli.gist import gist
from ptaudit_cli.messages import Catalogue
from ptaudit_cli.params import option, place
from ptaudit_cli.watched import Watched, always

if TYPE_CHECKING:
    from ptaudit.projections.explanation.lost import LostLine
    from ptaudit.reports.handout import Words

SUFFIX = ".html"


def handout(call: Call, given: Mapping[str, Any]) -> int:
    """Raises Malformed for a file that is there already, Unusable for one that cannot be written."""
    from ptaudit.reports.handout import make, page

    if given["unit"] is None:
        raise Malformed("argument.missing", argument=call.words("places.unit"))
    call = call.settled(ledger=given["ledger"])
    checkpointing.before(call)
    app = call.open(read_only=True)
    try:
        recorded, effective = given["as_recorded"], given["as_effective"]
        view = app.view(recorded, None if effective is None else _day(call, effective))
        registry = view.registry
        unit = registry.unit(given["unit"])
        year = _year(given["year"]) or max(registry.years, default=view.on.year)
        made = make(view, unit.code, year, _words())
    finally:
        app.close()
    path = _path(call, given["output"], f"{unit.name}{year}年度得分说明书{SUFFIX}")
    _write(path, page(made), call)
    score = call.words("handout.none") if made.score is None else str(made.score)
    call.say(
        call.words(
            "handout.written",
            file=call.shown(str(path)),
            unit=unit.name,
            year=year,
            score=score,
            losses=len(made.losses),
            events=len(made.events),
        )
    )
    return 0


def _day(call: Call, said: str) -> Any:
    day = dates.read(said, call.today)
    if day is None:
        raise Malformed("day.unreadable", said=said)
    return day


def _year(said: str | None) -> int | None:
    if said is not None and not (said.isascii() and said.isdecimal() and len(said) == 4):
        raise Malformed("year.unreadable", said=said)
    return None if said is None else int(said)


def _words() -> "Words":
    """In Chinese, whatever the call's language: a handout is a document."""
    from ptaudit.reports.handout import Words

    zh = Catalogue("zh")
    return Words(
        gist=lambda record: gist(record, zh),
        loss=lambda line: _loss(line, zh),
        marks=lambda codes: zh(
            "answer.irregular", faults=zh.listed([faults.label(code, zh) for code in codes])
        ),
    )


def _loss(line: "LostLine", zh: Catalogue) -> str:
    item = line.item.item if line.item else None
    points = item.points if item else 0
    name = zh("explain.item_name", code=item.code, name=item.name) if item else ""
    return zh(
        f"explain.lost.{line.what}",
        item=name,
        lost=line.lost,
        gained=-line.lost,
        points=points,
        got=points - line.lost,
    )


def _path(call: Call, said: str | None, name: str) -> Path:
    """*said*, or *name* in the folder *said*."""
    path = call.around.folder / (said or ".")
    return path / name if path.is_dir() or path.suffix != SUFFIX else path


def _write(path: Path, text: str, call: Call) -> None:
    if path.exists():
        raise Malformed("template.file_exists", file=call.shown(str(path)))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError:
        raise Unusable("template.unwritable", file=call.shown(str(path))) from None


def _params() -> Sequence[click.Parameter]:
    output = option("output", "file", block="read")
    output.opts.insert(0, "-o")
    return [
        place("unit"),
        option("as_recorded", "moment", block="read"),
        option("as_effective", "day", block="read"),
        option("year", "year", block="read"),
        output,
        option("ledger", "ledger"),
    ]


CALLS = (Action("unit", "handout", handout, _params, Watched(personal=always, asks=("unit",))),)
