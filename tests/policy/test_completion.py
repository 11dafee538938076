"""Rulings on 第二十条: who says that targets were not met, and which years stand in a row."""

import datetime as dt

from ptaudit.domain.completion.fold import settled
from ptaudit.domain.policy import Policy
from ptaudit.domain.rows import replace
from tests.domain.specification import Spec
from tests.domain.test_three_years import adopted, paper, read
from tests.policy.options import each


def test_completion_who() -> None:
    """县绩效委 alone has said it."""
    said = replace(paper(2024, "未完成"), organs=("JXW",))
    each(
        "completion.who",
        lambda o: [p.result for p in settled((said,), Policy(values={"completion.who": o}))],
        {"CPC+CGV": [], "JXW": ["未完成"]},
    )


def test_three_year_gap() -> None:
    """Between unmet years lies one without targets."""
    each(
        "three_year.gap",
        lambda o: read("未未无未", three_year__gap=o).current().level,
        {"breaks": "一年未完成", "skip": "触发"},
    )


def test_three_year_pending() -> None:
    """Two unmet years, and the third is not determined."""

    def ask(option: str) -> tuple[str, str]:
        found = read("未未缓", three_year__pending=option)
        return found.current().level, found.supposed().level

    each("three_year.pending", ask, {"holds": ("预警", "触发"), "breaks": ("无", "无")})


def test_three_year_before_effective() -> None:
    """In force since 2020; 2019 was unmet, and the two years after it."""
    spec = Spec().given(adopted(dt.date(2020, 7, 1)))

    def ask(option: str) -> str:
        facts = spec.registry
        return read("未未未", registry=facts, three_year__before_effective=option).current().level

    each("three_year.before_effective", ask, {"exclude": "预警", "count": "触发"})


def test_three_year_retrigger() -> None:
    """A fourth year in a row."""
    each(
        "three_year.retrigger",
        lambda o: [run.years[-1] for run in read("未未未未", three_year__retrigger=o).triggers()],
        {"yes": [2021, 2022], "reset": [2021]},
    )
