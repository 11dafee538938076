"""A copy of the program with one of the ledger's own settings taken away: what it is there for."""

import shutil
from pathlib import Path

from tests.architecture.tree import ROOT

SETTING = ("PRAGMA synchronous=FULL", "PRAGMA synchronous=NORMAL")
ASSERTED = ("synchronous != 2", "synchronous != 1")


def copy(folder: Path) -> Path:
    """``src`` copied into *folder*, with ``synchronous=NORMAL``."""
    source = Path(shutil.copytree(ROOT / "src", folder))
    file = source / "ptaudit" / "ledger" / "database.py"
    text = file.read_text("utf-8")
    for old, new in (SETTING, ASSERTED):
        if text.count(old) != 1:
            raise RuntimeError(f"{old!r} is not where it was")
        text = text.replace(old, new)
    file.write_text(text, "utf-8")
    return source
