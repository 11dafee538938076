"""How an item's points follow from facts: the closed set of forms, as stored (第十一条).

A formula is a row of steps. Each step reads inputs by name, says under which condition it applies, and
adds or takes points; nothing in it is ever executed. A field's ``title`` is what a clerk's table calls it.
"""

from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import Field, StringConstraints

from ptaudit.domain.events.base import Part
from ptaudit.domain.values import Number, Points

#: What an input may be taken from; ``数:70`` is a number itself, ``得分:A1`` what another item comes to.
SOURCES = ("指标值", "目标值", "次数", "等次", "名次", "是否", "得分", "逐期", "评定", "数")
#: What names are made of: letters, digits and Chinese characters, alike in every reader of patterns.
WORD = "A-Za-z0-9_.\u4e00-\u9fa5-"
_ONE = f"({'|'.join(SOURCES)}):[{WORD}]{{1,40}}"
#: One input by source and name, or the share (percent) of one in another: ``次数:已办/次数:交办``.
Input: TypeAlias = Annotated[str, StringConstraints(pattern=f"^{_ONE}(/{_ONE})?$")]
#: A short name in a row of a step: nothing in it that sets rows apart.
Label: TypeAlias = Annotated[str, StringConstraints(pattern=f"^[%/()（）·{WORD}]{{1,40}}$")]
Op: TypeAlias = Literal["≥", "≤", ">", "<", "=", "≠"]
Sense: TypeAlias = Literal["扣", "加"]
Direction: TypeAlias = Literal["越高越好", "越低越好"]


class Test(Part):
    """One comparison. *than* is a number, an input, a word, or 是/否."""

    __test__: ClassVar = False

    value: Input
    op: Op
    than: Label | Input


#: Any of several rows of tests that all hold: 且 binds closer than 或.
Condition: TypeAlias = tuple[tuple[Test, ...], ...]


class Base(Part):
    """What every step may say: when it applies, and what waives it (免扣)."""

    when: Condition | None = Field(None, title="适用条件")
    unless: Condition | None = Field(None, title="免扣条件")


class PerCaseStep(Base):
    """A fixed amount a case, at most *limit* in all."""

    form: Literal["每次"] = "每次"
    count: Input = Field(title="次数")
    each: Points = Field(title="分")
    sense: Sense = Field("扣", title="加扣")
    limit: Points | None = Field(None, title="最多")
    floor: Literal["扣完为止", "扣分不保底"] | None = Field(None, title="保底")


class GapStep(Base):
    """*each* for every *per* that a value falls short of its target (加: goes beyond it)."""

    form: Literal["每差"] = "每差"
    value: Input = Field(title="取值")
    target: Input | None = Field(None, title="目标")
    direction: Direction = Field(title="方向")
    per: Number = Field(title="每")
    each: Points = Field(title="分")
    partial: Literal["整单位", "按比例"] | None = Field(None, title="不足一个单位")
    sense: Sense = Field("扣", title="加扣")
    limit: Points | None = Field(None, title="最多")
    floor: Literal["扣完为止", "扣分不保底"] | None = Field(None, title="保底")
    label: Label | None = Field(None, title="称")
    measure: Label | None = Field(None, title="计量单位")


class ShareStep(Base):
    """A rate (percent) of *points*; absent, of the item's."""

    form: Literal["按比例"] = "按比例"
    value: Input = Field(title="取值")
    points: Points | None = Field(None, title="乘分")
    over: Literal["封顶", "照实"] | None = Field(None, title="超过百分之百")


class LinearStep(Base):
    """a·x+b, nothing below *below*, at most *most*; *rate*: x is a percentage and counts as x/100."""

    form: Literal["线性"] = "线性"
    value: Input = Field(title="取值")
    a: Number = Field(title="斜率")
    b: Number = Field(title="截距")
    rate: bool = Field(False, title="按率计")
    below: Number | None = Field(None, title="低于此值得零分")
    most: Points | None = Field(None, title="最多")


class OvershootStep(Base):
    """*each* for every percent by which a value misses its target; beyond *cut* percent nothing is left."""

    form: Literal["超幅"] = "超幅"
    value: Input = Field(title="取值")
    target: Input | None = Field(None, title="目标")
    direction: Direction = Field("越低越好", title="方向")
    each: Number = Field(title="每百分之一扣")
    cut: Number | None = Field(None, title="超过百分之几得零分")
    points: Points | None = Field(None, title="分")


class MetStep(Base):
    """All of *points* where the condition holds, nothing otherwise."""

    form: Literal["达标"] = "达标"
    met: Condition = Field(title="条件")
    points: Points | None = Field(None, title="分")


class WordRow(Part):
    word: Label
    points: Points


class WordsStep(Base):
    """Points by a word: 优秀60, 良好45."""

    form: Literal["查表"] = "查表"
    value: Input = Field(title="取值")
    rows: tuple[WordRow, ...] = Field(title="档次")
    otherwise: Points | None = Field(None, title="其余")


class Band(Part):
    """From *at_least* up to but without *below*; absent: without end."""

    at_least: Number | None = None
    below: Number | None = None
    points: Points


class BandsStep(Base):
    """Points by where a number lies."""

    form: Literal["分档"] = "分档"
    value: Input = Field(title="取值")
    bands: tuple[Band, ...] = Field(title="档次")


class Piece(Part):
    name: Label
    points: Points
    met: Condition


class PiecesStep(Base):
    """Fixed parts, each won by its own condition."""

    form: Literal["分项"] = "分项"
    parts: tuple[Piece, ...] = Field(title="各项")


class ZeroStep(Base):
    """Nothing is left of the item where the condition holds."""

    form: Literal["置零"] = "置零"
    met: Condition = Field(title="条件")


class LevelRow(Part):
    level: Label
    points: Points
    count: Input


class LevelsStep(Base):
    """Amounts by level, for the highest one reached, once a level, or for every piece."""

    form: Literal["分级"] = "分级"
    sense: Sense = Field(title="加扣")
    counting: Literal["取最高", "各级一次", "每件"] = Field(title="计法")
    levels: tuple[LevelRow, ...] = Field(title="各级")
    limit: Points | None = Field(None, title="最多")


class Weighed(Part):
    name: Label
    weight: Number
    value: Input


class WeightedStep(Base):
    """Sub-scores of a hundred each under weights (percent), as a part of the item's points."""

    form: Literal["加权"] = "加权"
    parts: tuple[Weighed, ...] = Field(title="各项")


class PlaceRow(Part):
    first: int
    last: int
    points: Points


class RanksStep(Base):
    """Points by rank: the first three win 10, 5 and 3."""

    form: Literal["按名次"] = "按名次"
    value: Input = Field(title="取值")
    places: tuple[PlaceRow, ...] = Field(title="各名次")
    sense: Sense = Field("加", title="加扣")


class JudgementStep(Base):
    """What a person finds, with the reasons in writing."""

    form: Literal["酌情"] = "酌情"
    value: Input = Field(title="取值")
    most: Points | None = Field(None, title="最多")


class RunsStep(Base):
    """*each* for a run of at least *run* periods in a row that meet the test."""

    form: Literal["连续"] = "连续"
    series: Input = Field(title="逐期")
    op: Op = Field(title="比较")
    than: Number = Field(title="界限")
    run: int = Field(title="连续期数", ge=1, le=99)
    each: Points = Field(title="分")
    sense: Sense = Field("扣", title="加扣")
    counting: Literal["只计一次", "每段"] = Field("只计一次", title="计法")


Step: TypeAlias = Annotated[
    PerCaseStep
    | GapStep
    | ShareStep
    | LinearStep
    | OvershootStep
    | MetStep
    | WordsStep
    | BandsStep
    | PiecesStep
    | ZeroStep
    | LevelsStep
    | WeightedStep
    | RanksStep
    | JudgementStep
    | RunsStep,
    Field(discriminator="form"),
]
#: Steps in the order they are taken.
Formula: TypeAlias = tuple[Step, ...]


class Grade(Part):
    """The grade of a total of at least *at_least* that stands within the first *within* where said."""

    grade: Label
    at_least: Points
    within: int | None = None
    requires: Condition | None = None


class Honour(Part):
    """What must hold before a unit may be named for an honour."""

    honour: Label
    requires: Condition


class Overall(Part):
    """What follows from the total: another full mark, grades from the best down, conditions of honours."""

    convert_to: Points | None = Field(None, title="折算为")
    grades: tuple[Grade, ...] | None = Field(None, title="等次")
    honours: tuple[Honour, ...] | None = Field(None, title="评先条件")
