"""Proving a ledger: from its own bytes, and by what others know of it; a bundle likewise."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from ptaudit.domain.failures import Malformed, NotFound, Unusable
from ptaudit_cli import checkpointing, proving
from ptaudit_cli.actions import Action
from ptaudit_cli.call import Call
from ptaudit_cli.commands.checkpoint import content
from ptaudit_cli.params import Flag, Meaning, option
from ptaudit_cli.watched import Watched, always

if TYPE_CHECKING:
    from ptaudit.evidence.onefile.words import Said
    from ptaudit.evidence.verdict import Level
    from ptaudit.evidence.verifying import Anchor, Report
    from ptaudit.log.policy import Policy

LEVELS = ("L0", "L1", "L2", "L3")


def fsck(call: Call, given: Mapping[str, Any]) -> int:
    """The ledger's own bytes alone; 3 and the first bad entry where it contradicts itself."""
    call = call.settled(ledger=given["ledger"])
    if proving.whole(call) is None:
        return 3
    call.say(call.words("verify.limits"))
    return 0


def verify(call: Call, given: Mapping[str, Any]) -> int:
    """The bytes, then every checkpoint, and what was kept elsewhere; the exit code is the outcome's."""
    call = call.settled(ledger=given["ledger"], trust=given["verify_trust"])
    level = _level(given["verify_level"])
    if given["verify_bundle"] is not None:
        if given["verify_state"] is not None:
            raise Malformed("verify_state.of_bundle")
        return _bundle(call, given)
    anchors = list(_anchors(call, given))
    trust = checkpointing.asked(call)
    memory = proving.memory(call, given["verify_state"], given["verify_key"])
    found = proving.whole(call) if memory is None else proving.since(call, memory)
    if found is None:
        return 3
    from ptaudit.evidence import verifying

    app = call.open(read_only=True)
    try:
        checkpointing.asked(call, app)
        report = verifying.verify(app.ledger, found.size, trust, anchors, level, found.before)
    finally:
        app.close()
    _say(call, _lines(call, report, trust, found))
    status = report.verdict.outcome.value
    if memory is not None and status != 3:
        memory.keep(call)
    return status


def _lines(
    call: Call, report: "Report", trust: "Policy | None", found: proving.Proved
) -> "Iterator[Said]":
    """What is proved, by whom, up to where; what rests on trust; the outcome last."""
    from ptaudit.evidence.onefile.words import Said
    from ptaudit.evidence.verdict import Level

    verdict = report.verdict
    if trust is None:
        yield Said("policy.none", {})
    else:
        yield Said("policy.own", {"digest": f"sha256:{trust.digest.hex()}"})
    reached = {reach.level: reach for reach in verdict.reaches}
    # Where nothing but the bytes was gone by, that they agree was said.
    for level in Level if trust is not None or len(reached) > 1 else ():
        if (reach := reached.get(level)) is None:
            yield Said("none.upto", {"level": level.name, "word": Said(level.name, {})})
            continue
        at = "" if reach.at is None else checkpointing.moment(reach.at)
        by = "、".join(reach.by)
        code = "L0.since" if level is Level.L0 and found.before else f"{level.name}.upto"
        said = {"upto": reach.upto, "by": by, "at": at, "root": found.root}
        yield Said(code, {**said, "hashed": found.hashed})
    for tail in report.tails:
        days = (call.around.clock().date() - dt.date.fromisoformat(tail.since[:10])).days
        since = Said("tail.since", {"at": tail.since, "days": max(0, days)})
        code = "tail.log_key" if tail.signed else "tail.unsigned"
        yield Said(code, {"first": tail.first, "last": tail.last, "since": since})
    if not report.tails:
        yield Said("tail.none", {})
    yield from verdict.findings
    yield Said("limits", {})
    asked = verdict.asked.name
    outcome = Said(verdict.outcome.name.lower(), {"level": asked, "word": Said(asked, {})})
    yield Said("verdict", {"outcome": outcome})


def _anchors(call: Call, given: Mapping[str, Any]) -> "Iterator[Anchor]":
    """Raises Unusable for one that cannot be read or is none: nothing is decided by it."""
    from ptaudit.evidence import verifying

    for name in given["verify_anchor"]:
        try:
            yield verifying.anchor(name, content(call.around.folder / name))
        except NotFound:
            raise Unusable("verify.anchor_unreadable", file=name) from None
        except Malformed:
            raise Unusable("verify.anchor_not_one", file=name) from None


def _level(said: str | None) -> "Level | None":
    from ptaudit.evidence.verdict import Level

    if said is None:
        return None
    if said not in LEVELS:
        raise Malformed("verify.level", said=said, known=" ".join(LEVELS))
    return Level[said]


def _bundle(call: Call, given: Mapping[str, Any]) -> int:
    """As the bundle's own program says it."""
    from ptaudit.evidence.onefile.judging import Given
    from ptaudit.evidence.onefile.telling import examine

    folder = call.around.folder / given["verify_bundle"]
    if not folder.is_dir():
        raise Unusable("verify.no_bundle", folder=call.shown(str(folder)))
    own = call.file("trust")
    brought = Given(
        None if own is None else str(own.absolute()),
        [str((call.around.folder / name).absolute()) for name in given["verify_anchor"]],
        given["verify_level"],
    )
    status, lines = examine(folder, brought, call.around.clock().timestamp())
    _say(call, lines)
    return status


def _say(call: Call, lines: "Iterable[Said]") -> None:
    """A verdict's lines, in the language asked for; the Chinese ones are those of the one-file verifier."""
    from ptaudit.evidence.onefile.words import WORDS, text

    words = WORDS if call.words.lang == "zh" else call.words.section("verdict")
    for line in dict.fromkeys(text(said, words) for said in lines):
        call.say(line.replace(f"{call.around.folder}/", ""))


def _own(name: str, value: str = "file", *, many: bool = False) -> Flag:
    choices = LEVELS if name == "level" else ()
    meaning = Meaning(
        "own", value, lambda words: words(f"params.verify_{name}"), choices=choices, many=many
    )
    return Flag([f"--{name}", f"verify_{name}"], meaning)


def _params() -> Sequence[click.Parameter]:
    return [
        _own("trust"),
        _own("anchor", many=True),
        _own("level", "choice"),
        _own("bundle"),
        _own("state"),
        _own("key"),
        option("ledger", "ledger"),
    ]


CALLS = (
    Action("verify", "", verify, _params, Watched(verifies=always)),
    Action("fsck", "", fsck, lambda: [option("ledger", "ledger")], Watched(verifies=always)),
)
