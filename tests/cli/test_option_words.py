"""What a 口径 says is printed in words, never by the code a county types."""

import pytest

from ptaudit.domain.policy import KEYS
from ptaudit_cli import citations
from ptaudit_cli.messages import LANGUAGES, Catalogue
from tests.cli.desk import Desk

ZH = Catalogue("zh")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_option_has_words_of_its_own_and_no_other_does(lang: str) -> None:
    said = {k: v for k, v in Catalogue(lang).section("ruling").items() if k != "said"}
    assert set(said) == set(KEYS)
    for key in KEYS.values():
        words = said[key.name]
        if key.options:
            assert set(words) == set(key.options), key.name
        assert len(set(words.values())) == len(words), key.name


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("third.min", "1", "至少一个"),
        ("interview.follow_up", "none", "不定天数"),
        ("interview.follow_up", "15", "15天"),
        ("bonus.points", "0.5", "0.5分"),
        ("completion.rule", "tasks", "各项任务都完成"),
        ("completion.rule", "score:80", "得分不低于80分"),
        ("tie.chain", "8.2,completion", "第八条第二项得分、完成与否"),
        ("four_eyes", "score.entered,veto.decided", "计分、一票否决认定"),
    ],
)
def test_numbers_lists_and_thresholds_are_said_whole(key: str, value: str, said: str) -> None:
    assert KEYS[key].accepts(value)
    assert citations.option(key, value, ZH) == said


def test_a_ruling_is_told_by_its_words_wherever_it_is_told(open_desk: Desk) -> None:
    adopt = "ptaudit policy adopt {} --from-year 2025 --basis ×绩委〔2025〕1号 --on 2025-01-02"
    open_desk.ok(adopt.format("third.rounding=ceil interview.follow_up=15"))
    held = open_desk.ok("ptaudit policy list --year 2025")
    assert "有小数进一" in held
    assert "15天" in held
    told = open_desk.ok("ptaudit timeline 29 --format csv")
    assert "前三分之一的取整:有小数进一" in told
    assert "ceil" not in told
    article = open_desk.ok("ptaudit explain 第十七条 --year 2025")
    assert "third.rounding = 有小数进一(×绩委〔2025〕1号)" in article
    act = "ptaudit finding raise 清河镇 污水直排 --on 2025-01-02 --deadline 2025-01-05"
    open_desk.ok(f"{act} --basis ×环函〔2025〕1号 --operator epb")
    finding = open_desk.ok("ptaudit finding show F-2025-001")
    assert "口径 跨年问题计入哪一年:期限届满的年度" in finding
    english = open_desk.ok("ptaudit timeline 29 --format csv --lang en")
    assert "interview.follow_up: 15 days" in english
