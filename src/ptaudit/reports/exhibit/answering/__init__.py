"""Answers by kind of question: each asks the views and puts what they say into a sentence."""

from collections.abc import Callable, Mapping

from ptaudit.reports.exhibit.answering import (
    differences,
    entries,
    places,
    scores,
    states,
    suppositions,
)
from ptaudit.reports.exhibit.posed import Found, Posed
from ptaudit.reports.exhibit.questions import Kind

ANSWERS: Mapping[Kind, Callable[[Posed], Found]] = {
    "replay": states.replayed,
    "explain": entries.explained,
    "score": scores.whole,
    "lost": scores.lost,
    "late": entries.late,
    "whatif": suppositions.whatif,
    "diff": differences.compared,
    "standing": places.standing,
    "who_decides": entries.who_decides,
}
