"""Dated data that comes with the program: the State Council's holiday arrangements, the duty register."""

import datetime as dt
import tomllib
from functools import cache
from importlib.resources import files

from ptaudit.domain.duty_register import Register
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


@cache
def duties() -> Register:
    """The duty register of 第九、十条, read once and checked."""
    text = files(__name__).joinpath("duties.toml").read_text("utf-8")
    return Register.model_validate({"duties": tomllib.loads(text)["duty"]})
