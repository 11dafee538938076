"""What a new ledger starts with, as dated data: the State Council's holiday arrangements."""

import datetime as dt
import tomllib
from importlib.resources import files

from ptaudit.domain.events.basis import CalendarPublished


def calendars() -> list[tuple[dt.date, CalendarPublished]]:
    """Each published arrangement with the day it was published, oldest first."""
    text = files(__name__).joinpath("calendars.toml").read_text("utf-8")
    return [
        (
            notice["issued"],
            CalendarPublished(
                year=notice["year"],
                holidays=tuple(notice["holidays"]),
                workdays=tuple(notice["workdays"]),
                doc_no=notice["doc_no"],
                calendar_version=notice["version"],
                source=notice["source"],
            ),
        )
        for notice in tomllib.loads(text)["notice"]
    ]
