"""销号公示 and the objections to it: an open one holds the closing, an upheld one sends it back (细则未规定)."""

from ptaudit.domain.decider import Mark
from ptaudit.domain.events.findings import FindingClosed
from ptaudit.domain.events.inspections import ClosurePublicised
from ptaudit.domain.events.objections import (
    ObjectionAccepted,
    ObjectionDecided,
    ObjectionFiled,
    ObjectionWithdrawn,
)
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.parts import Objected, Window
from ptaudit.domain.record import Record
from ptaudit.domain.rows import replace

ANSWERS = (ObjectionAccepted, ObjectionDecided, ObjectionWithdrawn)
OBJECTIONS = (ObjectionFiled, *ANSWERS)
#: An answer so marked is not one: it settles nothing.
_WITHOUT_AUTHORITY = frozenset(("organ.not_competent", "objection.beyond_authority"))


def windows(state: Finding, event: ClosurePublicised | FindingClosed, mark: Mark) -> Finding:
    """*state* with one more publicity; a closing may tell of its own."""
    if isinstance(event, ClosurePublicised):
        return replace(state, windows=(*state.windows, Window(event.from_, event.to, mark)))
    if (said := event.publicised) is None:
        return state
    return replace(state, windows=(*state.windows, Window(said.from_, said.to, mark)))


def objected(state: Finding, record: Record) -> Finding:
    """*state* with one more act of an objection; objections to anything but 公示 are not its matter."""
    mark = Mark.of(record)
    event = record.payload
    if isinstance(event, ObjectionFiled):
        if event.about != "公示":
            return state
        return replace(state, objected=(*state.objected, Objected(event.objection, mark)))
    if any(one.code in _WITHOUT_AUTHORITY for one in record.irregular or ()):
        return state
    number = getattr(event, "objection", None)
    held = next((one for one in state.objected if one.objection == number), None)
    if held is None:
        return state
    match event:
        case ObjectionAccepted(accepted=True):
            answered = replace(held, closed=None)
        case ObjectionDecided(result=result):
            answered = replace(held, closed=mark, upheld=result != "维持")
        case _:
            answered = replace(held, closed=mark)
    after = replace(
        state, objected=tuple(answered if one is held else one for one in state.objected)
    )
    return _back(after) if answered.upheld and state.is_timely(answered) else after


def _back(state: Finding) -> Finding:
    """To verification again; what was publicised was something else."""
    progress = {no: replace(one, verified=None) for no, one in state.progress.items()}
    return replace(state, progress=progress, windows=())


def is_about(state: Finding, record: Record) -> bool:
    """Whether the act of an objection is one about this finding's publicity."""
    number = getattr(record.payload, "objection", None)
    return any(one.objection == number for one in state.objected)
