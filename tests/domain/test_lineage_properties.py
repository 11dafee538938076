"""第二、二十条 — what holds over any past of any units: no way leads back, a new name changes nothing."""

import datetime as dt
from collections.abc import Iterator
from typing import TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.results import ProposeAccountability
from ptaudit.domain.completion.three_years import Reading
from ptaudit.domain.decider import Refused
from ptaudit.domain.events.results import AccountabilityProposed
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.lineage.book import LAST
from ptaudit.domain.lineage.graph import KEYS, Node, source
from ptaudit.domain.policy import KEYS as POLICY
from tests.domain.lineages import (
    COUNTY,
    DAY,
    Kept,
    abolish,
    carry,
    change,
    determined,
    founded,
    merge,
    read,
    split,
    transfer,
)
from tests.domain.specification import say

OLD = ("甲镇", "乙乡", "丙镇")
NEW = {"ding": "丁镇", "wu": "戊镇", "ji": "己镇"}
ALL = (*OLD, *NEW.values())
CODES = ("jia", "yi", "bing", *NEW)
YEARS = range(2019, 2025)
days = st.sampled_from([DAY(year, month, 1) for year in YEARS for month in (1, 7)])
patterns = st.text("未完无缓.", min_size=7, max_size=7)
policies = st.fixed_dictionaries(
    {key.replace(".", "__"): st.sampled_from(POLICY[key].options) for key in KEYS}
)


@st.composite
def commands(draw: st.DrawFn) -> Command:
    """Anything a clerk might type about units over time, most of it impossible."""
    on = str(draw(days))
    several = "、".join(draw(st.lists(st.sampled_from(ALL), min_size=1, max_size=3, unique=True)))
    one = draw(st.sampled_from(ALL))
    match draw(st.integers(0, 5)):
        case 0 | 1:
            return merge(several, one, on)
        case 2:
            return split(one, several, on)
        case 3:
            return transfer(several, one, on)
        case 4:
            return abolish(one, on)
        case _:
            years = draw(st.lists(st.sampled_from(range(2018, 2025)), min_size=1, unique=True))
            whose = draw(st.sampled_from((*ALL, "无")))
            return carry(one, *(f"{year}={whose}" for year in years))


pasts = st.tuples(
    st.tuples(*(days for _ in NEW)),
    st.tuples(*(patterns for _ in CODES)),
    st.lists(commands(), min_size=1, max_size=8),
)
Past: TypeAlias = tuple[tuple[dt.date, ...], tuple[str, ...], list[Command]]


def told(past: Past) -> Kept:
    """Units with results of seven years, and whatever of the commands could be recorded."""
    since, results, typed = past
    spec = COUNTY
    for (code, name), day in zip(NEW.items(), since, strict=True):
        spec = founded(spec, code, name, day)
    for code, pattern in zip(CODES, results, strict=True):
        spec = determined(spec, code, pattern)
    for command in typed:
        try:
            spec = spec.did(command)
        except (Malformed, NotFound, Refused):
            continue
    return Kept(spec)


def edges(spec: Kept, keys: dict[str, str]) -> Iterator[tuple[Node, Node]]:
    """Every edge of the graph of (unit, year) nodes that answers walk along."""
    registry = spec.registry.trying({name.replace("__", "."): v for name, v in keys.items()})
    todo = [Node(code, year) for code in CODES for year in range(2018, 2025)]
    while todo:
        node = todo.pop()
        policy = registry.policy(2024)
        who = policy["lineage.who"]
        found = source(node, registry.lineage, registry.units, policy, who)
        for further in found.nodes if found else ():
            yield node, further
            todo.append(further)


@given(pasts, policies)
@settings(max_examples=30, deadline=None)
def test_the_graph_is_acyclic(past: Past, keys: dict[str, str]) -> None:
    """Each edge leads to the same year before an earlier act: so no way comes back."""
    spec = told(past)
    for node, further in edges(spec, keys):
        assert further.year == node.year
        assert further.before < node.before <= LAST


@given(pasts, policies)
@settings(max_examples=20, deadline=None)
def test_a_unit_year_has_one_answer_and_says_whose_it_is(past: Past, keys: dict[str, str]) -> None:
    spec = told(past)
    registry = spec.registry
    for code in CODES:
        for year, answer in read(spec, code, **keys).answers.items():
            unit = registry.units[code]
            if answer.carried is None:
                assert {paper.year for paper in answer.papers} <= {year}
                continue
            assert {act.last_year >= year for act in answer.carried.acts} == {True}
            family = {code, *registry.lineage.ancestors(code)}
            assert set(answer.carried.units) <= family
            assert (
                answer.carried.provisional
                or answer.carried.determined
                or (answer.carried.keys == ("lineage.rename",))
            )
            assert unit.event.since is None or year <= unit.event.since.year or unit.code in family


@given(pasts, policies, st.sampled_from(CODES), days)
@settings(max_examples=20, deadline=None)
def test_a_new_name_never_changes_years_or_sequences(
    past: Past, keys: dict[str, str], code: str, on: dt.date
) -> None:
    spec = told(past)
    name = spec.registry.units[code].name
    try:
        renamed = Kept(spec.spec.did(change(name, str(on), name=f"新{name}")))
    except Malformed:
        return
    for other in CODES:
        assert _told(read(renamed, other, **keys)) == _told(read(spec, other, **keys))
        for year in YEARS:
            assert renamed.registry.sequence(other, year) == spec.registry.sequence(other, year)
            assert renamed.registry.units[other].owes(year) == spec.registry.units[other].owes(
                year
            )


def _told(found: Reading) -> object:
    return found.answers, found.current(), found.supposed(), found.triggers()


@given(pasts, policies)
@settings(max_examples=20, deadline=None)
def test_undoing_one_unmet_year_undoes_every_row_it_is_in(
    past: Past, keys: dict[str, str]
) -> None:
    """All papers of the year are undone: of several predecessors, each one's."""
    spec = told(past)
    for code in CODES:
        for run in read(spec, code, **keys).triggers():
            papers = [paper for paper in run.papers if paper.year == run.years[1]]
            undone = spec.spec
            for paper in papers:
                undone = undone.voided(paper.mark.position)
            left = read(undone, code, **keys).triggers()
            assert run.years not in {other.years for other in left}


@given(pasts, policies, policies)
@settings(max_examples=20, deadline=None)
def test_rulings_only_matter_where_something_was_reorganised(
    past: Past, some: dict[str, str], others: dict[str, str]
) -> None:
    spec = told(past)
    book = spec.registry.lineage
    for code in CODES:
        if not list(book.into(code)):
            assert read(spec, code, **some).answers == read(spec, code, **others).answers


@given(pasts)
@settings(max_examples=20, deadline=None)
def test_nothing_provisional_is_ever_proposed(past: Past) -> None:
    spec = told(past)
    for name in ALL:
        outcome = spec.spec.when(say(ProposeAccountability, unit=name, to="县委", on="2025-03-01"))
        if outcome.ruling is None:
            continue
        [draft] = outcome.drafts
        assert isinstance(draft.payload, AccountabilityProposed)
        code = draft.payload.unit
        held = read(spec, code, max(draft.payload.years)).ending(draft.payload.years[-1])
        assert set(draft.payload.years).isdisjoint(held.provisional)
        named = {entry for entry, _ in held.lineage}
        assert set(draft.payload.lineage or ()) <= named
