"""What is wrong with an entry: a label, or the words its refusal would have used."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ptaudit.domain.failures import Param
from ptaudit_cli.messages import Catalogue

if TYPE_CHECKING:
    from ptaudit.domain.registry import Registry


def label(code: str, words: Catalogue) -> str:
    """What *code* is called where nothing else of it is known; the code itself where it has no name."""
    return str(words.section("faults").get(code, code))


def text(
    code: str,
    params: Iterable[tuple[str, Param]] | Mapping[str, Param],
    registry: "Registry",
    words: Catalogue,
) -> str:
    """The wording of *code*, units and persons by name; its label where what it names is no longer known."""
    known = dict(params)
    if isinstance(unit := known.get("unit"), str):
        known["unit"] = registry.named(unit)
    for name in ("person", "holder"):
        if isinstance(person := known.get(name), str):
            known[name] = registry.people.named(person)
    found = words.section("refusals").get(code)
    try:
        return label(code, words) if found is None else str(found["what"]).format_map(known)
    except KeyError:
        return label(code, words)
