"""The generated pages of docs/reference: each is what its module makes of the source now."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.architecture.tree import ROOT
from tests.docs.reference import (
    articles,
    commands,
    conditions,
    events,
    exhibit,
    exits,
    files,
    invariants,
    policy,
    rules_language,
)

FOLDER = ROOT / "docs" / "reference"

PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": commands.page,
    "events.md": events.page,
    "articles.md": articles.page,
    "policy.md": policy.page,
    "conditions.md": conditions.page,
    "files.md": files.page,
    "exhibit.md": exhibit.page,
    "exit-codes.md": exits.page,
    "invariants.md": invariants.page,
    "rules-language.md": rules_language.page,
}


def path(name: str) -> Path:
    return FOLDER / name
