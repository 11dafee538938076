"""Rows of one unit and one year: which of them an entry is about."""

from ptaudit.domain.record import Record


def keys(record: Record) -> tuple[str, ...]:
    """``unit/year`` for each unit and year that an entry's tags name."""
    units = [tag[5:] for tag in record.tags if tag.startswith("unit:")]
    years = [tag[5:] for tag in record.tags if tag.startswith("year:")]
    return tuple(f"{unit}/{year}" for unit in units for year in years)


def split(key: str) -> tuple[str, int]:
    """The unit and the year of a key."""
    unit, _, year = key.rpartition("/")
    return unit, int(year)
