"""Where a ledger stands: its URL read once, checked, and made fit to be shown."""

import re
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from ptaudit.domain.failures import Malformed, Unusable
from ptaudit.ledger.mounts import share_of

_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")
DEFAULT_SCHEMA = "ptaudit"


@dataclass(frozen=True, slots=True)
class Place:
    """*shown* never holds a password; *path* is a SQLite file's, None in memory and elsewhere."""

    url: sa.URL
    shown: str
    dialect: str
    path: Path | None = None
    schema: str = ""

    @classmethod
    def of(cls, url: str) -> "Place":
        """Malformed ``ledger.url`` unless *url* names SQLite or PostgreSQL through psycopg."""
        try:
            parsed = sa.make_url(url)
        except (sa.exc.ArgumentError, ValueError):
            raise Malformed("ledger.url", url=_without_password(url)) from None
        shown = _without_password(parsed.render_as_string(hide_password=True))
        match parsed.drivername:
            case "sqlite" | "sqlite+pysqlite" if not parsed.query and not parsed.host:
                return cls(parsed, shown, "sqlite", _file(parsed.database))
            case "postgresql" | "postgresql+psycopg":
                schema = parsed.query.get("schema", DEFAULT_SCHEMA)
                if not isinstance(schema, str) or not _SCHEMA.fullmatch(schema):
                    raise Malformed("ledger.schema_name", schema=str(schema))
                bare = parsed.set(drivername="postgresql+psycopg")
                bare = bare.difference_update_query(["schema"])
                return cls(bare, shown, "postgresql", schema=schema)
            case _:
                raise Malformed("ledger.url", url=shown)

    @property
    def in_memory(self) -> bool:
        return self.dialect == "sqlite" and self.path is None

    def refuse_share(self) -> None:
        """Unusable ``ledger.network_share``: SQLite's locks do not hold there."""
        if self.path is not None and (kind := share_of(self.path)) is not None:
            raise Unusable("ledger.network_share", ledger=self.shown, file_system=kind)


def _file(database: str | None) -> Path | None:
    return None if database in (None, "", ":memory:") else Path(str(database))


def _without_password(url: str) -> str:
    url = re.sub(r"(://[^:/@?]*):[^?]*@", r"\1:***@", url)
    return re.sub(r"([?&](?:ssl)?password=)[^&]*", r"\1***", url)
