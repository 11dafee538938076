"""Which year a read is about."""

from ptaudit_cli.reads import Ask


def the_year(ask: Ask) -> int:
    """``--year``; else the latest that is open, else that of the view's day."""
    return ask.year or max(ask.registry.years, default=ask.view.on.year)
