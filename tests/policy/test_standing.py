"""Rulings on 第十六至十八条: ranks, the first third, the last three, and what follows the circular."""

from decimal import Decimal

from ptaudit.domain.assessment.placing import place
from ptaudit.domain.registry import Registry
from ptaudit.domain.rules.rounding import published
from ptaudit.domain.scoring.ranking import advanced, interview, rank
from ptaudit.domain.scoring.ties import Ties
from tests.domain.sheets import policy
from tests.domain.specification import Spec, unit
from tests.policy.options import each
from tests.regulation.county import County

DOWN = tuple(str(100 - n) for n in range(5))


#: What the chain knows of units a, b, c, …: their points of the second group, whoever is asked.
KNOWN: Ties = {unit: (Decimal(n),) for n, unit in enumerate("abcdefgh")}


def ranks(scores: tuple[str, ...], **keys: str) -> list[int]:
    found = rank({chr(97 + n): Decimal(s) for n, s in enumerate(scores)}, policy(**keys), KNOWN)
    return [row.rank for row in found]


def listed(scores: tuple[str, ...], exempt: int = 0, vetoed: str = "", **keys: str) -> str:
    """Both lists and what is held, as ``ab/de?c``: advanced a and b, interviewed d and e, c held."""
    ruled = policy(**keys)
    found = rank({chr(97 + n): Decimal(s) for n, s in enumerate(scores)}, ruled, KNOWN)
    first = advanced(found, set(vetoed), exempt, ruled, KNOWN)
    last, clash = interview(found, first, ruled, KNOWN)
    both = {hold.unit for hold in clash}
    top = "".join(u for u in first.units if u not in both)
    held = "".join(sorted({h.unit for h in (*first.holds, *last.holds, *clash)}))
    return f"{top}/{''.join(last.units)}" + (f"?{held}" if held else "")


def test_third_rounding() -> None:
    """Of four: the third is 1⅓; of five: 1⅔."""
    each(
        "third.rounding",
        lambda o: (listed(DOWN[:4], third__rounding=o), listed(DOWN, third__rounding=o)),
        {
            "floor": ("a/bcd", "a/cde"),
            "half_up": ("a/bcd", "ab/cde"),
            "ceil": ("a/cd?b", "ab/cde"),
        },
    )


def test_third_min() -> None:
    """Of two, a third is none."""
    each(
        "third.min",
        lambda o: listed(DOWN[:2], third__min=o),
        {"0": "/ab", "1": "/b?a"},
    )


def test_tie_at_top_line() -> None:
    """Two places, and the second of six shares its score with the third."""
    scores = ("99", "98", "98", "90", "80", "70")
    each(
        "tie.at_top_line",
        lambda o: listed(scores, tie__at_top_line=o),
        {
            "include_all": "abc/def",
            "exclude_all": "a/def",
            "decide": "a/def?bc",
            "tiebreak": "ac/def",
        },
    )


def test_tie_at_bottom_line() -> None:
    """The third from below shares its score with the fourth."""
    scores = ("99", "98", "97", "90", "90", "80", "70")
    each(
        "tie.at_bottom_line",
        lambda o: listed(scores, tie__at_bottom_line=o),
        {"include_all": "ab/defg", "decide": "ab/fg?de", "tiebreak": "ab/dfg"},
    )


def test_all_equal() -> None:
    each(
        "all_equal",
        lambda o: listed(("88", "88", "88"), all_equal=o),
        {"hold": "/?abc", "all": "abc/", "none": "/"},
    )


def test_tie_rank() -> None:
    each(
        "tie.rank",
        lambda o: ranks(("90", "88", "88", "80"), tie__rank=o),
        {
            "competition": [1, 2, 2, 4],
            "dense": [1, 2, 2, 3],
            "tiebreak_chain": [1, 2, 3, 4],
        },
    )


def test_tie_chain(county: County) -> None:
    """城关街道 has more points in the second group, 河口镇 in the third; nothing is determined of either."""

    def ask(option: str) -> tuple[int, int]:
        ruled = _copies(county, option)
        ruled.ok(
            f"policy adopt tie.rank=tiebreak_chain tie.chain={option} --from-year 2025"
            " --organ 县委,县政府 --basis ×委〔2025〕8号"
        )
        ruled.to_review()
        ruled.on("2026-01-14")
        _equal(ruled)
        rows = {r["unit"]: r["rank"] for r in ruled.rows("standing --year 2025")}
        return int(rows["城关街道"]), int(rows["河口镇"])

    each(
        "tie.chain",
        ask,
        {"8.2": (1, 2), "8.3": (2, 1), "completion": (1, 1)},
    )


def test_the_chain_asks_who_has_fewer_overdue_and_who_met_the_targets(county: County) -> None:
    county.ok(
        "policy adopt tie.rank=tiebreak_chain tie.chain=overdue,completion --from-year 2025"
        " --organ 县委,县政府 --basis ×委〔2025〕8号"
    )
    county.to_review()
    county.on("2026-01-14")
    _equal(county)

    def first() -> list[str]:
        rows = county.rows("standing --year 2025")
        return [r["unit"] for r in rows if r["sequence"] == "A" and r["rank"] == 1]

    assert first() == ["城关街道", "河口镇"]
    county.ok(
        "completion determine 2025 --units 城关街道=未完成 --units 河口镇=完成"
        " --basis ×委〔2026〕1号"
    )
    assert first() == ["河口镇"]
    county.ok("@epb finding raise 河口镇 粪污直排 --on 2025-11-03 --deadline 2025-12-20")
    assert first() == ["城关街道"]


def _equal(county: County) -> None:
    """城关街道 loses a point in the third group, 河口镇 in the second: 97 each."""
    found = {r["unit"]: r for r in county.rows("score list --year 2025")}
    assert (found["城关街道"]["score"], found["河口镇"]["score"]) == ("98.00", "97.00")
    county.ok("@epb score deduct 城关街道 A31 1 --note 追责不力 --year 2025")


def test_rank_on() -> None:
    """88.84 and 88.76 are both printed as 88.8."""
    each(
        "rank.on",
        lambda o: ranks(("88.84", "88.76"), rank__on=o, score__scale="1"),
        {"published": [1, 1], "exact": [1, 2]},
    )


def test_score_scale() -> None:
    each(
        "score.scale",
        lambda o: str(published(Decimal("88.455"), policy(score__scale=o))),
        {"2": "88.46", "1": "88.5", "0": "88"},
    )


def test_exempt_in_n() -> None:
    """Five ranked and one that is not: a third of five, or of six."""
    each(
        "exempt.in_n",
        lambda o: listed(DOWN, exempt=1, exempt__in_n=o),
        {"excluded": "a/cde", "counted": "ab/cde"},
    )


def test_interview_small_n() -> None:
    """Of four with two advanced, the last three reach into the first third."""
    each(
        "interview.small_n",
        lambda o: listed(DOWN[:4], third__rounding="ceil", interview__small_n=o),
        {"literal": "a/cd?b", "below_advanced": "ab/cd"},
    )


def test_interview_scope() -> None:
    """Four towns and two departments, of which one has the lowest score of all."""
    spec = Spec().given(
        *(unit(code, code) for code in "abcd"), unit("x", "x", "部门"), unit("y", "y", "部门")
    )
    scores = dict(zip("abcdxy", map(Decimal, ("99", "98", "97", "96", "95", "60")), strict=True))

    def ask(option: str) -> tuple[str, ...]:
        facts: Registry = spec.registry.trying({"interview.scope": option})
        return place(scores, 2025, (), facts).lists.interview

    each(
        "interview.scope",
        ask,
        {"sequence": ("b", "c", "d", "x", "y"), "overall": ("d", "x", "y")},
    )


# Once the circular is out.


def _ruled(county: County, key: str, option: str) -> County:
    county.ok(
        f"policy adopt {key}={option} --from-year 2025 --organ 县委,县政府 --basis ×委〔2025〕8号"
    )
    return county.to_circular()


def _copies(county: County, option: str) -> County:
    """The same county again, for another option."""
    assert county.saved is not None
    folder = county.desk.folder / option
    folder.mkdir()
    return county.saved.copy(folder)


def test_interview_persons(county: County) -> None:
    """Only the head of the government came."""

    def ask(option: str) -> list[str]:
        ruled = _ruled(_copies(county, option), "interview.persons", option)
        ruled.ok("interview hold 三溪乡 --persons 政主要 --basis ×委办〔2026〕12号")
        [row] = ruled.rows("interview list --year 2025 --unit 三溪乡")
        return list(row["missing"])

    each(
        "interview.persons", ask, {"all": ["党主要", "分管"], "principals": ["党主要"], "one": []}
    )


def test_interview_follow_up(county: County) -> None:
    """Held on Monday 2 February."""

    def ask(option: str) -> str | None:
        ruled = _ruled(_copies(county, option), "interview.follow_up", option)
        ruled.ok("interview hold 三溪乡 --persons 政主要 --basis ×委办〔2026〕12号")
        [row] = ruled.rows("interview list --year 2025 --unit 三溪乡")
        due = row["due"]
        return None if due is None else str(due)

    each("interview.follow_up", ask, {"none": None, "10": "2026-02-12", "30": "2026-03-04"})


def test_bonus_points(county: County) -> None:
    """An amount not said, and one above what the county gives."""

    def ask(option: str) -> tuple[int, int]:
        ruled = _ruled(_copies(county, option), "bonus.points", option)
        first, _ = ruled.say("bonus enter 城关街道")
        second, _ = ruled.say("bonus enter 河口镇 --amount 2")
        return first, second

    each("bonus.points", ask, {"none": (2, 0), "1.5": (0, 6), "2": (0, 0)})


def test_bonus_points_are_the_points_suggested(county: County) -> None:
    _ruled(county, "bonus.points", "1.5").ok("bonus enter 城关街道")
    [line] = county.rows("bonus list --year 2025")
    assert line["amount"] == "1.50"
    county.irregular("bonus enter 城关街道 --amount 1", "另发一份", "bonus.over_limit")
    assert county.rows("bonus list --year 2025")[1]["counted"] == "0.00"


def test_approval_mode(county: County) -> None:
    """县委 and 县政府 in one act, and 县委 alone."""
    both = "result approve 2025 --by 县委,县政府 --meeting 常委会 --basis ×委纪要〔2026〕1号 --yes"

    def ask(option: str) -> tuple[int, int]:
        ruled = _copies(county, option)
        ruled.ok(
            f"policy adopt approval.mode={option} --from-year 2025 --organ 县委,县政府"
            " --basis ×委〔2025〕8号"
        )
        ruled.to_report()
        alone, _ = ruled.say(both.replace("县委,县政府", "县委") + " --dry-run")
        joint, _ = ruled.say(both + " --dry-run")
        return joint, alone

    each("approval.mode", ask, {"either": (0, 0), "joint": (0, 6), "separate": (6, 0)})
