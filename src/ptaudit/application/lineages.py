"""A unit's lineage at a view: the rows and veto cases its tree is read from, and nobody else's."""

from collections.abc import Mapping

from ptaudit.application.view import View
from ptaudit.domain.boundaries import about, either
from ptaudit.domain.completion.fold import UnitYears
from ptaudit.domain.vetoes.fold import Case
from ptaudit.projections import family_tree as trees
from ptaudit.projections.completion import completion
from ptaudit.projections.projection import tagged
from ptaudit.projections.vetoes import vetoes


def predecessors(view: View, unit: str) -> Mapping[str, UnitYears]:
    """Rows of whom *unit* came from."""
    units = view.registry.lineage.ancestors(unit)
    return view.rows(completion, units) if units else {}


def cases(view: View, *units: str) -> Mapping[str, Case]:
    """The veto cases decided about *units*."""
    kinds = ("veto.decided",)
    decided = view.whole(either(*(about(f"unit:{unit}", kinds=kinds) for unit in units)))
    return view.rows(vetoes, {case for record in decided for case in tagged(record, "case")})


def family_tree(view: View, unit: str) -> trees.FamilyTree:
    members = tuple(trees.family(unit, view.registry))
    rows = view.rows(completion, members)
    return trees.family_tree(unit, rows, cases(view, *members), view.registry, view.on)
