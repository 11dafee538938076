"""Who recorded an entry and how late: a matter of when it was recorded, not of the day a view is about."""

import datetime as dt

from ptaudit.application.view import View
from ptaudit.domain.registry import Registry


def of_every_day(view: View) -> Registry:
    """Standing facts known at the view's moment, those of days after its own among them.

    A clerk registered after day D, or a calendar published after it, still belongs to the entries
    of that time.
    """
    return view.at(view.moment, dt.date.max).registry
