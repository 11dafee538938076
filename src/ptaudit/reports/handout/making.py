"""A handout made from a view: the score from full marks down, the window to object, the timeline."""

from collections.abc import Iterable, Iterator

from ptaudit.application import explaining
from ptaudit.application.delivering import notices
from ptaudit.application.recording import of_every_day
from ptaudit.application.view import View
from ptaudit.application.years import YearOf
from ptaudit.domain.cycle.papers import Approval
from ptaudit.domain.events.catalogue import KINDS
from ptaudit.domain.policy import KEYS
from ptaudit.domain.record import Record
from ptaudit.projections.cited import Cited, cited
from ptaudit.projections.explanation.lost import Lost, LostLine
from ptaudit.projections.explanation.lost import lost as from_full
from ptaudit.projections.explanation.tree import Point, Tree, tree
from ptaudit.reports.handout.contract import Entry, Handout, Loss, Ruling, Words
from ptaudit.reports.handout.objecting import objecting

SEQUENCES = {"A": "乡镇(街道)和园区", "B": "县级部门"}


def make(view: View, unit: str, year: int, words: Words) -> Handout:
    """The handout of *unit* (a code) for *year*. Raises NotFound where nothing explains a score."""
    material = explaining.material(view, unit, year)
    made = tree(material)
    found = from_full(made)
    scored, registry = material.scored, view.registry
    of = YearOf(view, year)
    sequence = registry.sequence(unit, year)
    standings = of.official if scored.official else of.recomputed
    held = standings.get(sequence)
    opened = of_every_day(view).opened
    approval = material.approvals.get(year)
    return Handout(
        county=opened.county if opened else "",
        unit=registry.named(unit),
        year=year,
        sequence=SEQUENCES.get(sequence, sequence),
        position=view.moment.position,
        recorded_at=view.moment.recorded_at,
        on=view.on,
        how=scored.official.kind if scored.official else "暂定",
        score=found.score if found else None,
        full=found.full if found else None,
        ruled=bool(found and found.ruled),
        recomputed=scored.recomputed if scored.difference else None,
        rank=held.rank(unit) if held else None,
        ranked=len(held.ranks) if held else 0,
        lists=held.lists(unit) if held else (),
        approved=_approved(approval, view, words),
        told=tuple(_told(view, unit, year)),
        losses=tuple(_losses(found, made, words)),
        rulings=tuple(_rulings((*scored.keys, "objection.window", BEFORE), year, view)),
        objecting=objecting(view, unit, year, of.cycle),
        events=tuple(_events(view, unit, year, words)),
        command=(
            f"ptaudit unit handout {registry.named(unit)} --year {year} "
            f"--as-recorded 第{view.moment.position}号 --as-effective {view.on}"
        ),
    )


BEFORE = "objection.window.before"


def _approved(approval: Approval | None, view: View, words: Words) -> Entry | None:
    if approval is None:
        return None
    for record in explaining.named(view, approval.entries[-1:]):
        if record.id == approval.entries[-1]:
            return _entry(record, cited(record, of_every_day(view)), words)
    return None


def _told(view: View, unit: str, year: int) -> Iterator[str]:
    """Scores announced to the unit before the approval."""
    for notice in notices(view, year, unit):
        if notice.event.about == "结果预告知" and notice.score is not None:
            counts = "" if notice.regular else ",不合程序,不作数"
            position = notice.record.position
            yield f"{notice.record.effective}预告知得分{notice.score}分(第{position}号{counts})"


def _losses(found: Lost | None, made: Tree, words: Words) -> Iterator[Loss]:
    for line in found.lines if found else ():
        yield _loss(line, made, words)


def _loss(line: LostLine, made: Tree, words: Words) -> Loss:
    point = line.points[0] if line.points else None
    reason, source = (point.reason, point.source) if point else (None, None)
    rules = point.rules if point and point.rules else made.rules if line.item else None
    rule = (reason.rule_text if reason else "") or (line.item.item.rule_text if line.item else "")
    return Loss(
        lost=line.lost,
        text=words.loss(line),
        item=line.item.item.code if line.item else "",
        rule=rule,
        rules=f"考评细则第{rules.version}版,第{rules.position}号" if rules and rule else "",
        note=reason.note if reason else "",
        by=_entry(source.record, source.cited, words) if source else None,
        facts=tuple(_facts(line.points, words)),
        warnings=reason.warnings if reason else (),
    )


def _facts(points: Iterable[Point], words: Words) -> Iterator[Entry]:
    seen: set[int] = set()
    for point in points:
        for fact in point.facts:
            if fact.named.record.position not in seen:
                seen.add(fact.named.record.position)
                marks = ("计分之后才录入",) if fact.unknown else ()
                yield _entry(fact.named.record, fact.named.cited, words, fact.role, marks)


def _entry(
    record: Record, one: Cited, words: Words, role: str = "", more: tuple[str, ...] = ()
) -> Entry:
    return Entry(
        position=one.position,
        title=KINDS[record.kind].title,
        gist=words.gist(record),
        on=one.on,
        recorded_at=one.recorded_at,
        operator=one.operator_name,
        organs=one.organs,
        documents=one.documents,
        receipts=one.receipts,
        marks=(*more, *_marks(one, words)),
        role=role,
        struck=one.is_struck,
    )


def _marks(one: Cited, words: Words) -> Iterator[str]:
    if one.is_late:
        yield f"补录,迟{one.late_days}天"
    if one.is_unproved:
        yield "无凭证"
    if one.irregular:
        yield words.marks(one.irregular)
    if one.after_approval is not None:
        yield "审定后录入"
    if one.voided_by is not None and one.is_struck:
        yield f"已作废(第{one.voided_by}号)"
    yield from (f"已更正(第{position}号)" for position in one.corrected_by)
    yield from (f"附证据(第{position}号)" for position in one.evidence)


def _rulings(keys: Iterable[str], year: int, view: View) -> Iterator[Ruling]:
    policy = view.registry.policy(year)
    for key in dict.fromkeys(keys):
        if key in KEYS:
            number = policy.document(key)
            yield Ruling(key, KEYS[key].title, policy[key], number or "未另定,按默认")


def _events(view: View, unit: str, year: int, words: Words) -> Iterator[Entry]:
    """Every entry about the unit and year, in the order of the world; later words stand as marks."""
    names = of_every_day(view)
    lines = view.timeline(f"unit:{unit}", f"year:{year}")
    said = [line.record for line in lines]
    approvals: dict[int, Approval | None] = {year: explaining.approval(view, year)}
    for line in lines:
        if line.record.kind in ("record.corrected", "record.voided", "evidence.attached"):
            continue
        one = cited(line.record, names, said=said, approvals=approvals)
        yield _entry(line.record, one, words)
