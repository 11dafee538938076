"""A book made: every question put at its clocks, answered, and the entries cited sealed with their proofs."""

import datetime as dt
from collections.abc import Sequence

from ptaudit.application import View
from ptaudit.application.moments import NOW, Moment, moment
from ptaudit.application.whatif import suppose
from ptaudit.domain.decider import Refused
from ptaudit.domain.failures import Failure, Malformed, NotFound, Several
from ptaudit.ledger import Ledger, UpTo
from ptaudit.reports.exhibit import contract, wording
from ptaudit.reports.exhibit.answering import ANSWERS
from ptaudit.reports.exhibit.answering.suppositions import with_supposition
from ptaudit.reports.exhibit.asking import Place, Unaskable
from ptaudit.reports.exhibit.contract import Answer, Clocks, Exhibit, Log
from ptaudit.reports.exhibit.posed import Doors, Found, Posed
from ptaudit.reports.exhibit.questions import ASKS, NEEDS, Against, Question, Questions
from ptaudit.reports.exhibit.sealing import cited_positions, sealed

#: How another machine checks the folder, with Python alone, with ptaudit, and against the ledger.
CHECK = (
    "python3 check.py",
    "ptaudit exhibit --check .",
    "ptaudit exhibit --check . --ledger 账本",
)
REPEAT = "ptaudit exhibit questions.yml -o 复核说明册"


def make(
    ledger: Ledger, asked: Questions, doors: Doors, today: dt.date, file: str = wording.QUESTIONS
) -> tuple[Exhibit, Questions]:
    """The book, and the questions with every moment pinned: made from those it is the same again.

    *today* only judges whether a time lies in the future. Raises :class:`Unaskable` for questions
    that this ledger cannot be asked, each named; Damaged for an entry that is not proved.
    """
    end = moment(ledger, asked.as_recorded, today)
    is_past = end.position < ledger.head().size
    # What came after the book's position must not be seen, or the same book would not be made again.
    ledger = UpTo(ledger, end.position, end.recorded_at)
    day = asked.as_effective or dt.date.fromisoformat(end.recorded_at[:10])
    book = View(ledger, end, day)
    disputant = _head(asked, book, file)
    posed: list[Posed] = []
    answers: list[Answer] = []
    problems: list[tuple[Place, Failure]] = []
    for number, question in enumerate(asked.questions, 1):
        try:
            if is_past and question.as_recorded in NOW:
                # Of what came after the book's position it can say nothing.
                raise Malformed("asked.now_is_past", position=end.position)
            one = _posed(number, question, asked, book, today, doors)
            found = with_supposition(one, ANSWERS[question.kind](one))
            answers.append(_answer(one, found))
            posed.append(one)
        except Several as failures:
            problems += [(Place(number), failure) for _, failure in failures.failures]
        except (Malformed, NotFound, Refused) as failure:
            problems.append((Place(number), failure))
    if problems:
        raise Unaskable(file, problems)
    root = ledger.root_at(end.position)
    entries = sealed(ledger, cited_positions(answers), end.position, root)
    opened = book.registry.opened
    exhibit = Exhibit(
        title=asked.title,
        county=opened.county if opened else "",
        disputant=disputant,
        objection=asked.objection,
        log=Log(
            origin=opened.origin if opened else "",
            size=end.position,
            root=root.hex(),
            recorded_at=end.recorded_at,
        ),
        answers=tuple(_covered(answer, book) for answer in answers),
        entries=tuple(entries),
        limits=wording.LIMITS,
        command=REPEAT,
        check=CHECK,
    )
    return exhibit, _pinned(asked, end, day, posed)


def _covered(answer: Answer, book: View) -> Answer:
    """*answer* with the names that are covered at the book's position; the entries' own bytes stay."""
    if book.covering.is_idle:
        return answer
    said = answer.model_dump()
    return Answer.model_validate(book.covering.content(said))


def _head(asked: Questions, book: View, file: str) -> str:
    """The disputant by its registered name."""
    try:
        return book.registry.unit(asked.disputant).name
    except Failure as failure:
        raise Unaskable(file, [(Place(0, "提出异议的单位(disputant)"), failure)]) from None


def _posed(
    number: int, question: Question, asked: Questions, book: View, today: dt.date, doors: Doors
) -> Posed:
    end = book.moment
    at = end if question.as_recorded is None else moment(book.ledger, question.as_recorded, today)
    day = question.as_effective or book.on
    year = question.year or asked.year
    whole = question.kind in ("score", "lost", "diff")
    subject = question.subject or (asked.disputant if whole else "")
    here, later = View(book.ledger, at, day), View(book.ledger, end, day)
    against = _against(question, here, today)
    if question.kind == "diff" and question.policy:
        here = suppose(here, str, policy=question.policy).view
    return Posed(number, question, subject, year, here, later, doors, against)


def _against(question: Question, here: View, today: dt.date) -> View | None:
    """The earlier side of a difference. Raises Malformed where it is the later one."""
    if question.kind != "diff":
        return None
    said, at = question.against or Against(), here.moment
    if said.as_recorded is not None:
        at = moment(here.ledger, said.as_recorded, today)
    other = View(here.ledger, at, said.as_effective or here.on)
    if at.position > here.moment.position:
        first, second = f"第{at.position}号", f"第{here.moment.position}号"
        raise Malformed("diff.backwards", first=first, second=second)
    if other.on > here.on:
        raise Malformed("diff.backwards", first=str(other.on), second=str(here.on))
    return other


def _answer(posed: Posed, found: Found) -> Answer:
    view, question = posed.view, posed.question
    asks = ASKS[question.kind].format(subject=found.subject)
    limits = [*found.limits]
    if any(one.unproved for one in found.deciding):
        limits.append("所引登记有超过补录起算天数而无凭证的,所称日期没有凭证可据。")
    if any(one.working_days_provisional and one.late for one in found.deciding):
        limits.append("有的年度没有登记节假日调休,工作日数为暂定。")
    return Answer(
        number=posed.number,
        kind=question.kind,
        question=question.q or asks,
        subject=found.subject,
        answer=found.answer,
        clocks=Clocks(as_recorded=_moment(view.moment), as_effective=view.on),
        facts=found.facts,
        deciding=found.deciding,
        unknown=found.unknown,
        rules=found.rules,
        rulings=found.rulings,
        arithmetic=found.arithmetic,
        supposition=found.supposition,
        contradictions=found.contradictions,
        limits=tuple(limits),
        command=found.command,
    )


def _moment(at: Moment) -> contract.Moment:
    return contract.Moment(position=at.position, recorded_at=at.recorded_at)


def _pinned(asked: Questions, end: Moment, day: dt.date, posed: Sequence[Posed]) -> Questions:
    """The same questions with every clock by position and day, and every subject said."""
    questions = tuple(
        one.question.model_copy(
            update={
                "subject": one.subject or None,
                "year": one.year if "year" in NEEDS[one.question.kind] else one.question.year,
                "as_recorded": f"第{one.view.moment.position}号",
                "as_effective": one.view.on,
                "against": _pinned_against(one),
            }
        )
        for one in posed
    )
    return asked.model_copy(
        update={
            "as_recorded": f"第{end.position}号",
            "as_effective": day,
            "questions": questions,
        }
    )


def _pinned_against(one: Posed) -> Against | None:
    said, other = one.question.against, one.against
    if said is None or other is None:
        return said
    pinned = {"as_recorded": f"第{other.moment.position}号", "as_effective": other.on}
    return said.model_copy(update=pinned)
