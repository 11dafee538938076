"""Every word the program says, by id: one TOML catalogue a language, read section by section.

``[refusals."code"]`` holds *what*, *remedy* and, where names may be mistyped, *near*, for a failure;
the other sections hold one text an id. Placeholders are ``str.format`` fields. A section lives in files
``<lang>/<section>*.toml`` (refusals also in ``<lang>.toml``); only what is asked for is read.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LANGUAGES = ("zh", "en")
_FOLDER = Path(__file__).parent


class Catalogue:
    """The texts of one language. An id is ``section.rest``; an unknown id is a programming error."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._sections: dict[str, dict[str, Any]] = {}

    def __call__(self, name: str, /, **params: object) -> str:
        """The text of id *name* with its placeholders filled."""
        section, _, rest = name.partition(".")
        text = self.section(section)[rest]
        return text.format(**params) if params else str(text)

    def find(self, name: str) -> str | None:
        section, _, rest = name.partition(".")
        found = self.section(section).get(rest)
        return found if isinstance(found, str) else None

    def section(self, name: str) -> dict[str, Any]:
        if name not in self._sections:
            merged: dict[str, Any] = {}
            for path in files(self.lang, name):
                merged.update(tomllib.loads(path.read_text("utf-8")).get(name, {}))
            self._sections[name] = merged
        return self._sections[name]

    def pick(self, zh: str, en: str) -> str:
        """The one of two texts that is in this language (of tables that hold both side by side)."""
        return zh if self.lang == "zh" else en

    def listed(self, items: list[str]) -> str:
        return ("、" if self.lang == "zh" else ", ").join(items)


def files(lang: str, section: str = "") -> Iterator[Path]:
    """The files that may hold *section* (every file of the language where none is named)."""
    if section in ("", "refusals"):
        yield from (path for path in (_FOLDER / f"{lang}.toml",) if path.exists())
    yield from sorted((_FOLDER / lang).glob(f"{section}*.toml"))
