"""The pages of the documentation, their headings and their links."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT, under

INDEX = ROOT / "docs" / "index.md"

LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#{1,6}\s+(?P<title>.+?)\s*#*$")
ELSEWHERE = re.compile(r"^[a-z][a-z0-9+.-]*:")


def pages() -> list[Path]:
    """Every page: below docs/, and those at the root."""
    return under("docs", suffix=".md") + sorted(ROOT.glob("*.md"))


def prose(text: str) -> Iterator[str]:
    """The lines of a page outside of its fenced blocks, code spans removed."""
    fence = ""
    for line in text.splitlines():
        ticks = re.match(r"^\s*(`{3,})", line)
        if fence:
            fence = "" if line.strip() == fence else fence
        elif ticks:
            fence = ticks[1]
        else:
            yield re.sub(r"`[^`]*`", "", line)


def links(page: Path) -> Iterator[str]:
    """The targets of a page's links that lead into this repository."""
    for line in prose(page.read_text("utf-8")):
        for match in LINK.finditer(line):
            if not ELSEWHERE.match(match["target"]):
                yield match["target"]


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings: lower case, punctuation dropped, spaces as hyphens."""
    titles = (HEADING.match(line) for line in page.read_text("utf-8").splitlines())
    kept = (re.sub(r"[^\w\- ]", "", match["title"].lower()) for match in titles if match)
    return {title.replace(" ", "-") for title in kept}


def resolve(page: Path, target: str) -> tuple[Path, str]:
    """The file a link leads to and the anchor in it, if any."""
    file, _, anchor = target.partition("#")
    return ((page.parent / file).resolve() if file else page), anchor


def dead_links(page: Path) -> list[str]:
    def dead(target: str) -> bool:
        file, anchor = resolve(page, target)
        if not file.exists():
            return True
        return bool(anchor) and anchor not in anchors(file)

    return [target for target in links(page) if dead(target)]


def reachable(start: Path) -> set[Path]:
    """Every page that can be reached from *start* by following links."""
    seen, waiting = set[Path](), [start]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        targets = (resolve(page, target)[0] for target in links(page))
        waiting += [file for file in targets if file.suffix == ".md" and file.is_file()]
    return seen
