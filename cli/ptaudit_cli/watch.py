"""What a call leaves in the security log: its refusal, what it verified, whose data it showed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from ptaudit import config
from ptaudit.domain.failures import Failure, Unusable
from ptaudit_cli import failures
from ptaudit_cli.call import Call
from ptaudit_cli.watched import Watched

#: Does the work, given the parameters; returns the exit code.
Work: TypeAlias = Callable[[Call, Mapping[str, Any]], int]

if TYPE_CHECKING:
    from ptaudit.application import View
    from ptaudit.security import Entry, SecurityLog, What

#: Whom no code is known of.
OTHERS = "其他"
#: Refusals that the log itself is the cause of.
UNLOGGED = ("security.unwritable", "security.no_place")


def over(work: Work, watched: Watched, name: str) -> Work:
    """*work*, logged as *name*, the command's noun and verb."""
    return lambda call, given: _run(work, watched, replace(call, name=name), given)


def _run(work: Work, watched: Watched, call: Call, given: Mapping[str, Any]) -> int:
    """*work* first, then the log; only an answer about persons comes after its line."""
    verifies = watched.verifies is not None and watched.verifies(given)
    if watched.personal is not None and watched.personal(given):
        asked = tuple(str(given[name]) for name in watched.asks if given.get(name) is not None)
        of_persons(_settled(call, given), asked, given)
    try:
        status = work(call, given)
    except Failure as failure:
        if failure.code in UNLOGGED:
            raise
        what: What = "核验" if verifies else "拒绝"
        _note(call, given, what, code=failure.code, status=failures.exit_code(failure))
        raise
    if verifies:
        _note(call, given, "核验", status=status)
    return status


def of_persons(
    call: Call, about: Sequence[str], given: Mapping[str, Any], *, always: bool = False
) -> None:
    """Log that data of *about* is to be shown; before it is.

    Raises Unusable where that cannot be logged and 口径 asks for the log, or it is *always* asked for.
    """
    line = entry(call, "查看", about=tuple(about), purpose=given.get("purpose"))
    line = replace(line, file=given.get("output"))
    try:
        _append(call, line)
    except Unusable as failure:
        if always or _is_required(call):
            raise
        _warn(call, failure)


def shown_persons(rows: Iterable[Any], lines: Iterable[str], view: "View") -> tuple[str, ...]:
    """Codes of the persons whom *rows*, or the *lines* set out from them, name; OTHERS for who has none."""
    from ptaudit.application.persons import others

    people = view.people.persons
    cells = [(f.name, text) for row in rows for f in fields(row) for text in _texts(row, f.name)]
    whole = "\n".join([*lines, *(text for _, text in cells)])
    found = {p.code for p in people.values() for name, _ in p.names if name in whole}
    found |= {text for column, text in cells if column == "person" and text in people}
    if any(name in whole for name in others(view)):
        found.add(OTHERS)
    return tuple(sorted(found))


def log_of(call: Call) -> "SecurityLog | None":
    """The log of the call's ledger; None where there is no ledger to keep one of, or no place for it."""
    from ptaudit.security import SecurityLog, beside, state

    if (said := call.settings["security_log"]) is not None:
        return SecurityLog(call.around.folder / said)
    ledger = call.settings["ledger"] or ""
    if "://" not in ledger or ledger.startswith("sqlite"):
        file = ledger_file(call)
        return SecurityLog(beside(file)) if file is not None and file.exists() else None
    path = state(call.around.environ)
    return None if path is None else SecurityLog(path)


def ledger_file(call: Call) -> Path | None:
    """The file of the call's ledger, a path or a SQLite URL; None for one in memory, or in a database."""
    ledger = call.settings["ledger"] or ""
    if "://" in ledger and not ledger.startswith("sqlite"):
        return None
    _, url, path = ledger.partition(":///")
    name = path if url else ledger
    return call.around.folder / name if name and "://" not in name else None


def _note(call: Call, given: Mapping[str, Any], what: "What", **said: Any) -> None:
    """Log after the fact: what cannot be written is told, and undoes nothing."""
    try:
        settled = _settled(call, given)
        _append(settled, entry(settled, what, **said))
    except Failure as failure:
        _warn(call, failure)


def _append(call: Call, line: "Entry") -> None:
    if (log := log_of(call)) is not None:
        log.append(line)
    elif "://" in line.ledger:
        raise Unusable("security.no_place")


def entry(call: Call, what: "What", **said: Any) -> "Entry":
    """A line about *call*, settled with its own flags."""
    from ptaudit.security import Entry, at

    ledger = call.settings["ledger"] or ""
    shown = config.without_password(ledger) if "://" in ledger else str(ledger_file(call))
    return Entry(
        at(call.around.clock()), what, call.name, shown, call.settings["operator"], **said
    )


def _settled(call: Call, given: Mapping[str, Any]) -> Call:
    flags = {n: given.get(n) or given.get(f"run_{n}") for n in ("ledger", "operator")}
    return call.settled(**flags)


def _is_required(call: Call) -> bool:
    """Whether the county's 口径 has nobody see personal data without a line in the log."""
    from ptaudit.security import is_required

    app = call.open(read_only=True)
    try:
        view = app.view()
        return is_required(view.registry.policy(view.on.year))
    finally:
        app.close()


def _warn(call: Call, failure: Failure) -> None:
    for line in failures.lines(failure, call.words, str(call.around.folder)):
        call.note(line)
    call.note(call.words("security.unlogged"))


def _texts(row: Any, name: str) -> Iterable[str]:
    cell = getattr(row, name)
    if isinstance(cell, str):
        yield cell
    elif isinstance(cell, tuple):
        yield from (item for item in cell if isinstance(item, str))
