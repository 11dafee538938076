"""A file's rows recorded together or not at all, each once, and changed rows with the correction they need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ptaudit.application import reading
from ptaudit.application.changes import Change, changes
from ptaudit.application.ptaudit import Outcome, Ptaudit
from ptaudit.application.requests import Request, key_of
from ptaudit.domain.decider import Ruling
from ptaudit.domain.events.base import Evidence
from ptaudit.domain.events.corrections import BatchImported, Template
from ptaudit.domain.failures import Conflict, Failure, Malformed, Several
from ptaudit.domain.record import Record
from ptaudit.ledger import Used

ATTEMPTS = 5
#: Failures that no row is to blame for.
_NOT_THE_ROW = ("ledger.", "operator.", "clock.", "key.", "decision.", "disk.", "postgresql.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file: *sheet* is empty for a text file, *row* counts from 1, the heading included.

    *row* 0 is the file itself.
    """

    sheet: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A line that is no row (*sort*: total, note, alone, again), how the table was read (blocks, group),
    or cells that feed no command (column, state_…).
    """

    place: Place
    sort: str
    said: str


@dataclass(frozen=True, slots=True)
class Item:
    """One command of one row. *columns*: which column feeds each field of the command."""

    request: Request
    place: Place
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """A file read: what it would have recorded, in order. *rows* counts those that say something."""

    template: Template
    template_version: int
    file: Evidence
    rows: int
    items: tuple[Item, ...]
    mapping: tuple[tuple[str, str], ...] = ()
    notes: tuple[Note, ...] = ()


class Unimportable(Malformed):
    """Everything wrong with a file, each with its place; nothing of it was recorded."""

    def __init__(self, file: str, problems: Sequence[tuple[Place, Failure]]) -> None:
        super().__init__("import.refused", file=file, problems=len(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it. *batch* is absent where nothing was new, and in a dry run.

    *recorded* and *skipped* count rows: with something new, and with nothing. *outcomes* are those of
    the commands that were new.
    """

    rows: int
    recorded: int
    skipped: int
    outcomes: tuple[tuple[Place, Outcome], ...] = ()
    changed: tuple[tuple[Place, Change], ...] = ()
    batch: Record | None = None
    notes: tuple[Note, ...] = ()


def import_batch(app: Ptaudit, plan: Plan, *, operator: str, dry_run: bool = False) -> Imported:
    """Have everything new in *plan* recorded in one append. Raises Unimportable with every problem.

    A row already recorded is passed over. A row that says something else than when it was recorded
    is not recorded again; it is listed as changed, and refuses nothing else.
    """
    for _ in range(ATTEMPTS):
        used = app.ledger.used([_key(item) for item in plan.items])
        new, changed = _sorted_out(plan, operator, used)
        try:
            outcomes = _record(app, plan, new, operator, dry_run) if new else []
        except Conflict as conflict:
            if conflict.code != "key.reused":
                raise
            continue  # Somebody recorded one of the rows in between.
        return _told(app, plan, operator, list(zip(new, outcomes, strict=True)), changed, used)
    raise Conflict("decision.contended", attempts=ATTEMPTS)


def _key(item: Item) -> str:
    assert item.request.key is not None
    return item.request.key


def _sorted_out(
    plan: Plan, operator: str, used: Mapping[str, Used]
) -> tuple[list[Item], list[Item]]:
    """Items that are new, and those recorded before with other content."""
    new: list[Item] = []
    changed: list[Item] = []
    for item in plan.items:
        before = used.get(_key(item))
        if before is None:
            new.append(item)
            continue
        key = key_of(item.request, operator)
        if key is not None and key.digest != before.digest:
            changed.append(item)
    return new, changed


def _record(
    app: Ptaudit, plan: Plan, new: Sequence[Item], operator: str, dry_run: bool
) -> list[Outcome]:
    def heading(rulings: Sequence[Ruling]) -> BatchImported:
        rows = {i.place.row for i, r in zip(new, rulings, strict=True) if r.drafts}
        return BatchImported(
            template=plan.template,
            template_version=plan.template_version,
            file=plan.file,
            rows=plan.rows,
            recorded=len(rows),
            skipped=plan.rows - len(rows),
            mapping=plan.mapping or None,
        )

    requests = [item.request for item in new]
    try:
        return app.execute_all(requests, operator=operator, dry_run=dry_run, heading=heading)
    except Several as several:
        for _, failure in several.failures:
            if failure.code == "key.reused":
                raise failure from None
        problems = [_placed(new[n], failure) for n, failure in several.failures]
    except Failure as failure:
        if len(new) > 1 or failure.code.startswith(_NOT_THE_ROW):
            raise
        problems = [_placed(new[0], failure)]
    raise Unimportable(plan.file.name, problems)


def _placed(item: Item, failure: Failure) -> tuple[Place, Failure]:
    """The problem with its column, where a value of the row is what it is about."""
    place = item.place
    said = {param for param in failure.params.values() if isinstance(param, str)}
    for name, column in item.columns.items():
        value = getattr(item.request.command, name)
        values = value if isinstance(value, tuple) else (value,)
        if any(isinstance(v, str) and v in said for v in values):
            return Place(place.sheet, place.row, column), failure
    return place, failure


def _told(
    app: Ptaudit,
    plan: Plan,
    operator: str,
    done: Sequence[tuple[Item, Outcome]],
    changed: Sequence[Item],
    used: Mapping[str, Used],
) -> Imported:
    recorded = {item.place.row for item, outcome in done if outcome.records}
    found = tuple(
        (item.place, change)
        for item in changed
        for change in changes(app, item.request, used, operator)
    )
    first = next((outcome.records[0] for _, outcome in done if outcome.records), None)
    batch = None
    if first is not None and first.batch is not None:
        batch = reading.record_at(app.ledger, first.position - 1)
    return Imported(
        rows=plan.rows,
        recorded=len(recorded),
        skipped=plan.rows - len(recorded),
        outcomes=tuple((item.place, outcome) for item, outcome in done),
        changed=found,
        batch=batch,
        notes=plan.notes,
    )
