"""Opens a ledger that was made before, with the clock of the day after its last entry."""

import datetime as dt
from pathlib import Path
from uuid import uuid4

from ptaudit.application import Ptaudit
from ptaudit.ledger import Ledger


def opened(path: Path, *, read_only: bool = True, held: bool = False) -> Ptaudit:
    url = f"sqlite:///{path}"
    at = dt.datetime.fromisoformat("1949-10-01T00:00:00+08:00")
    with Ledger.open(url, clock=lambda: at, read_only=True) as ledger:
        last = dt.datetime.fromisoformat(ledger.head().recorded_at)
    now = last + dt.timedelta(days=1)
    return Ptaudit.open(
        url, clock=lambda: now, new_id=lambda: uuid4().hex, read_only=read_only, held=held
    )
