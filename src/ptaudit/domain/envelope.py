"""What surrounds an act: whose it is, on what paper, under whose hand; and whether the desk may register it."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ptaudit.domain import signing
from ptaudit.domain.decider import Act, Breach, Context, Refused
from ptaudit.domain.events.base import OWN, Claim, Event
from ptaudit.domain.failures import Malformed
from ptaudit.domain.record import Draft, Irregular, Record
from ptaudit.domain.registry import Registry

if TYPE_CHECKING:
    from ptaudit.domain.commands.base import Command

#: Acts of these need a document number: nobody of theirs logs in, so the paper is the only witness.
ON_PAPER = frozenset({"CPC", "CGV", "JXW", "OFC-P", "OFC-G"})


def role(organ: str) -> str:
    """``UNI:qinghe`` → ``UNI``."""
    return organ.partition(":")[0]


def drafted(
    command: "Command", acts: Sequence[Act], context: Context
) -> tuple[tuple[Draft, ...], tuple[Breach, ...]]:
    """The acts as drafts of one command, and the breaches of authority among them.

    Raises Malformed for a day after today or a missing document number, Refused for a desk that
    may not register the organ's acts, or that holds another key than it has to.
    """
    correlation = acts[0].id or context.new_id()
    drafts: list[Draft] = []
    breaches: list[Breach] = []
    for n, act in enumerate(acts):
        event = act.event
        organs = _organs(command, act, context)
        on = act.on or command.on or context.today
        if not context.hypothetical:
            _presentable(command, event, organs, on, context)
        if (breach := _competence(event, organs, context.registry, on)) is not None:
            breaches.append(breach)
        claims = _claims(act, context.registry, on)
        draft = Draft(
            id=correlation if n == 0 else act.id or context.new_id(),
            kind=event.kind,
            version=event.written_as,
            effective=on,
            operator=context.operator,
            organs=organs,
            issued_by=tuple(sorted(command.issued_by)) or None,
            signatory=command.signatory,
            claimed_basis=claims,
            basis=command.basis or None,
            evidence=command.evidence or None,
            refs=tuple(sorted(act.refs, key=lambda ref: (ref.role, ref.id))) or None,
            reason=command.reason,
            late_reason=command.late_reason,
            handling=command.handling,
            tags=_tags(act),
            payload=event,
            correlation=correlation,
            commitments=act.commitments or None,
        )
        drafts.append(signing.marked(draft, context))
    return tuple(drafts), tuple(breaches)


def _tags(act: Act) -> tuple[str, ...]:
    """What the event is about, what decided that besides, and every entry it names."""
    named = (*(ref.id for ref in act.refs), *act.event.targets())
    return tuple(sorted({*act.event.tags(), *act.tags, *(f"ref:{entry}" for entry in named)}))


def _organs(command: "Command", act: Act, context: Context) -> tuple[str, ...]:
    # An organ the command names departs from its own kind's; an act of other people stays theirs.
    named = command.organ if act.event.organs == command.event().organs else ()
    if said := named or act.organs:
        return tuple(sorted(set(said)))
    organs: set[str] = set()
    for code in act.event.organs:
        if code == "UNI":
            organs.update(f"UNI:{unit}" for unit in act.event.concerned())
        elif code in ("REG", "SYS"):
            operator = context.registry.operators.get(context.operator)
            organs.add(operator.organ if operator else "MDB")
        else:
            organs.add(code)
    return tuple(sorted(organs))


def _presentable(
    command: "Command", event: Event, organs: tuple[str, ...], on: dt.date, context: Context
) -> None:
    """The act may be registered at all: not in the future, on a paper where one is due, by this desk."""
    if on > context.today and not event.registry:
        raise Malformed("date.future", on=on, today=context.today)
    signing.authenticate(event, context)
    _authorise(event, organs, context)
    on_paper = event.kind == "history.carried" or ON_PAPER & {role(organ) for organ in organs}
    if on_paper and not command.basis and getattr(event, "doc_no", None) is None:
        names = "、".join(context.registry.organ_name(organ, on) for organ in organs)
        raise Malformed("basis.required", title=event.title, organs=names)


def _authorise(event: Event, organs: tuple[str, ...], context: Context) -> None:
    """登记权: a grant in force today lets the operator's desk register acts of each of these organs."""
    operator = context.registry.operators[context.operator]
    if "SYS" in event.organs:
        if operator.desk != "系统管理" and not signing.is_own_rotation(event, context):
            raise Refused("desk.not_admin", OWN, title=event.title, operator=operator.name)
        return
    if operator.desk == "系统管理":
        raise Refused("desk.admin_only", OWN, title=event.title, operator=operator.name)
    if "REG" in event.organs:
        return
    for organ in organs:
        if not context.registry.may_register(
            operator.desk, role(organ), event.kind, context.today
        ):
            raise Refused(
                "desk.no_grant",
                OWN,
                desk=operator.desk,
                organ=context.registry.organ_name(organ, context.today),
                title=event.title,
            )


def _competence(
    event: Event, organs: tuple[str, ...], registry: Registry, on: dt.date
) -> Breach | None:
    """Whose act it is: another organ than the kind's own is a breach of authority."""
    competent = {*event.organs, *event.competent}
    if not competent & {"REG", "SYS"}:
        for organ in organs:
            if role(organ) not in competent:
                params = (("organ", registry.organ_name(organ, on)), ("title", event.title))
                return Breach("organ.not_competent", event.claimed()[0], params)
    return None


def _claims(act: Act, registry: Registry, on: dt.date) -> tuple[Claim, ...]:
    """The kind's claims; a policy key with the document that decided it for the case's year."""
    named = [int(tag[5:]) for tag in (*act.event.tags(), *act.tags) if tag.startswith("year:")]
    policy = registry.policy(named[0] if named else on.year)
    return tuple(
        claim.model_copy(update={"doc_no": policy.document(claim.ref)})
        if claim.type == "口径"
        else claim
        for claim in act.event.claimed()
    )


def attribute(
    drafts: Sequence[Draft], breaches: Sequence[Breach], reason: str | None
) -> tuple[Draft, ...]:
    """The drafts with the breaches and the reason given for them."""
    if not breaches or reason is None:
        return tuple(drafts)
    codes = dict.fromkeys(breach.code for breach in breaches)
    marks = tuple(Irregular(code=code, reason=reason) for code in codes)
    return tuple(draft.model_copy(update={"irregular": marks}) for draft in drafts)


def placed(drafts: Sequence[Draft], today: dt.date, last: int) -> tuple[Record, ...]:
    """Drafts as the records they would be, after position *last*."""
    return recorded(drafts, last, f"{today}T23:59:59.999")


def recorded(drafts: Sequence[Draft], last: int, recorded_at: str) -> tuple[Record, ...]:
    """Drafts as the records they are once the ledger has them after position *last*."""
    return tuple(
        Record.model_construct(
            None,
            **draft.__dict__,
            position=last + n,
            recorded_at=recorded_at,
            amended_by=0,
        )
        for n, draft in enumerate(drafts, 1)
    )
