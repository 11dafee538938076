"""Family I, beside the opinion: joint review, and on-site assessment proposed, agreed and held."""

import datetime as dt
from typing import ClassVar, Literal

from ptaudit.domain.events.base import Event, Part, article
from ptaudit.domain.values import EntryId, Year


class JointReview(Part):
    unit: str
    result: Literal["同意", "有异议"]
    note: str | None = None


class ReviewJoined(Event):
    """A county department joins the review of what falls to it (第十五条第二项). *items*: absent, all of its."""

    kind: ClassVar = "review.joined"
    title: ClassVar = "会审意见"
    claims: ClassVar = (article("15.2"),)
    organs: ClassVar = ("DEP",)
    step: ClassVar = 29

    year: Year
    units: tuple[JointReview, ...]
    items: tuple[str, ...] | None = None


class OnsiteProposed(Event):
    """县环保部门 proposes whom to assess on site, and when (第十五条第二项)."""

    kind: ClassVar = "onsite.proposed"
    title: ClassVar = "实地考评方案"
    claims: ClassVar = (article("15.2"),)
    organs: ClassVar = ("EPB",)
    step: ClassVar = 31

    year: Year
    plan_version: int
    units: tuple[str, ...]
    starts: dt.date
    ends: dt.date
    items: tuple[str, ...] | None = None
    team: str | None = None
    revises: EntryId | None = None


class OnsiteDecided(Event):
    """县绩效委 agrees to a plan, or does not (第十五条第二项). *target* is absent where none was on record."""

    kind: ClassVar = "onsite.decided"
    title: ClassVar = "实地考评方案审议"
    claims: ClassVar = (article("15.2"),)
    organs: ClassVar = ("JXW",)
    step: ClassVar = 32

    year: Year
    target: EntryId | None = None
    plan_version: int
    agreed: bool


class OnsiteHeld(Event):
    """县目督办 holds the on-site assessment (第十五条第二项). *plan_version*: absent, no plan was on record."""

    kind: ClassVar = "onsite.held"
    title: ClassVar = "实地考评"
    claims: ClassVar = (article("15.2"),)
    organs: ClassVar = ("MDB",)
    step: ClassVar = 33

    year: Year
    plan_version: int | None = None
    units: tuple[str, ...]
    members: tuple[str, ...] | None = None
    record: str | None = None
