"""The little Markdown that the generated pages need."""

from collections.abc import Iterable, Sequence

from ptaudit_cli.messages import Catalogue

GENERATED = "本页由 `make docs` 从程序生成,不手改。"
WORDS = Catalogue("zh")


def cell(text: object) -> str:
    return str(text).replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")


def code(text: str) -> str:
    """*text* as code; a table's bar is escaped even inside of it."""
    return f"`{text}`" if text else ""


def codes(texts: Iterable[str]) -> str:
    return "、".join(code(text) for text in texts)


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; a column that is empty in every row is left out; no rows, no table."""
    body = [[_inner(value) for value in row] for row in rows]
    if not body:
        return ""
    kept = [n for n in range(len(headings)) if any(row[n] for row in body)]
    lines = [[headings[n] for n in kept], ["---"] * len(kept)]
    lines += [[row[n] for n in kept] for row in body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _inner(value: object) -> str:
    text = "" if value is None else str(value)
    return text if text.startswith("`") or "](" in text else cell(text)


def joined(*parts: str) -> str:
    """Parts of a page with an empty line between them, those that say nothing left out."""
    return "\n\n".join(part.strip("\n") for part in parts if part) + "\n"


def listed(items: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(items))
