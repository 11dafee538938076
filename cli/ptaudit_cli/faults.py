"""What is wrong with an entry, in the words its refusal would have used."""

from collections.abc import Iterable, Mapping
from typing import Any

from ptaudit.domain.failures import Param
from ptaudit.domain.registry import Registry
from ptaudit_cli.messages import Catalogue

#: Stands where an entry no longer says what the refusal would have named.
UNKNOWN = "…"


class _Known(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return UNKNOWN


def text(
    code: str,
    params: Iterable[tuple[str, Param]] | Mapping[str, Param],
    registry: Registry,
    words: Catalogue,
) -> str:
    """The wording of *code*, units by name; the code itself where it has none."""
    known = _Known(params)
    if isinstance(unit := known.get("unit"), str):
        known["unit"] = registry.named(unit)
    found = words.section("refusals").get(code)
    return code if found is None else str(found["what"]).format_map(known)
