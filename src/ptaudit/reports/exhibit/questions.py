"""What is asked: the questions of one dispute, and the clocks they are asked at."""

from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from ptaudit.domain.values import Line, SaidDay, Text

Kind: TypeAlias = Literal[
    "replay", "explain", "score", "lost", "late", "whatif", "diff", "standing", "who_decides"
]
#: What each kind asks, in a few words; also its heading where no ``q`` was given.
ASKS: dict[str, str] = {
    "replay": "{subject}当时是什么状态?",
    "explain": "{subject}依据什么、怎样得来?",
    "score": "{subject}的得分怎样得来?",
    "lost": "{subject}失了哪些分?",
    "late": "{subject}由谁、何时录入,迟多少天?",
    "whatif": "如果主张成立,得分、排位和名单如何?",
    "diff": "{subject}前后有什么不同?",
    "standing": "{subject}怎样排位?",
    "who_decides": "更正须由谁决定?",
}
#: What a kind cannot do without.
NEEDS: dict[str, tuple[str, ...]] = {
    "replay": ("subject",),
    "explain": ("subject",),
    "score": ("subject", "year"),
    "lost": ("subject", "year"),
    "late": ("subject",),
    "whatif": ("year",),
    "diff": ("subject", "year"),
    "standing": ("year",),
    "who_decides": ("year",),
}


def _number(value: object) -> object:
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdecimal():
        return int(value)
    return value


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Year: TypeAlias = Annotated[int, BeforeValidator(_number), Field(ge=2000, le=2100)]
Lines: TypeAlias = Annotated[tuple[Line, ...], BeforeValidator(_several), Field(max_length=50)]
Rulings: TypeAlias = Annotated[dict[Line, Line], Field(max_length=50)]


class Asked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Against(Asked):
    """The earlier side of a difference; what is left out is as on the question's own side."""

    as_recorded: Line | None = Field(None, title="对照的当时所知")
    as_effective: SaidDay | None = Field(None, title="对照的当时有效")


class Question(Asked):
    """One question. What it does not say itself, the head of the file says."""

    kind: Kind = Field(title="问的种类")
    q: Text | None = Field(None, title="问题原话")
    subject: Line | None = Field(None, title="对象")
    year: Year | None = Field(None, title="年度")
    as_recorded: Line | None = Field(None, title="当时所知")
    as_effective: SaidDay | None = Field(None, title="当时有效")
    void: Lines = Field((), title="假如作废的登记")
    add: Lines = Field((), title="假如补上的登记")
    policy: Rulings = Field({}, title="假如改用的口径")
    against: Against | None = Field(None, title="对照")

    @property
    def supposes(self) -> bool:
        return bool(self.void or self.add or self.policy)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind == "whatif" and not self.supposes:
            raise PydanticCustomError("supposes_nothing", "void, add or policy")
        against = self.against is not None and self.against != Against()
        if self.kind == "diff" and not (against or self.policy):
            raise PydanticCustomError("against_nothing", "against")
        if self.kind != "diff" and self.against is not None:
            raise PydanticCustomError("against_misplaced", "against")
        return self


class Questions(Asked):
    """One dispute. *as_recorded* is the position of the whole book: nothing recorded later enters it."""

    title: Line = Field(title="标题")
    disputant: Line = Field(title="提出异议的单位")
    objection: Line | None = Field(None, title="异议编号")
    as_recorded: Line = Field("now", title="当时所知")
    as_effective: SaidDay | None = Field(None, title="当时有效")
    year: Year | None = Field(None, title="年度")
    questions: tuple[Question, ...] = Field(title="问题", max_length=100)

    @model_validator(mode="before")
    @classmethod
    def _listed(cls, value: Any) -> Any:
        if isinstance(value, dict) and isinstance(value.get("questions"), list):
            return {**value, "questions": tuple(value["questions"])}
        return value
