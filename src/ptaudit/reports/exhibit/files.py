"""The files of an exhibit, as bytes; and the questions file they are made again from."""

from pathlib import Path

import yaml

from ptaudit.ledger import Ledger
from ptaudit.reports.exhibit import folder
from ptaudit.reports.exhibit.contract import Exhibit, dumped
from ptaudit.reports.exhibit.pages import page
from ptaudit.reports.exhibit.questions import Questions
from ptaudit.reports.exhibit.text import text

_HERE = Path(__file__).parent


def files(exhibit: Exhibit, pinned: Questions) -> dict[str, bytes]:
    """Everything but SHA256SUMS, by name."""
    return {
        folder.JSON: dumped(exhibit),
        folder.TEXT: text(exhibit).encode(),
        folder.PAGE: page(exhibit).encode(),
        folder.QUESTIONS: said(pinned),
        folder.CHECK: (_HERE / "check.py").read_bytes(),
    }


def signed(ledger: Ledger, exhibit: Exhibit) -> dict[str, bytes]:
    """The checkpoint of the book's own position as a file of it, where the ledger keeps one."""
    size = exhibit.log.size
    kept = next(ledger.checkpoints(since=size), None)
    return {folder.CHECKPOINT: kept.note} if kept is not None and kept.size == size else {}


def said(questions: Questions) -> bytes:
    """*questions* as a file that is read back to the same."""
    content = questions.model_dump(mode="json", exclude_defaults=True)
    dumped_: str = yaml.safe_dump(
        content, allow_unicode=True, sort_keys=False, width=1000, line_break="\n"
    )
    return dumped_.encode()


def template() -> bytes:
    """An example of a questions file, with remarks."""
    return (_HERE / "templates" / "questions.yml").read_bytes()
