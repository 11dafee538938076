"""The few settings, read once and passed down: which ledger, who types, which language and format."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ptaudit.domain.failures import Malformed

FILE = "ptaudit.toml"
#: Every setting with its default; no default means that it must be said somewhere.
DEFAULTS: Mapping[str, str | None] = {
    "ledger": "ptaudit.db",
    "operator": None,
    "lang": None,
    "format": None,
    "operator_key": None,
    "log_key": None,
    "trust": None,
    "security_log": None,
    "private_file": None,
}
#: Those that name files: in a file of settings, from its folder. A secret itself is never a setting.
PATHS = ("operator_key", "log_key", "trust", "security_log", "private_file")


#: A password in a URL: after the user, or among what follows the question mark.
_PASSWORDS = (
    (re.compile(r"(://[^:/@]*):.*@"), r"\1:***@", r"\1@"),
    (re.compile(r"([?&])((?:ssl)?password)=[^&]*"), r"\1\2=***", r"\1"),
)


def masked(ledger: str) -> str:
    """*ledger* as it may be shown to anybody."""
    for pattern, shown, _ in _PASSWORDS:
        ledger = pattern.sub(shown, ledger)
    return ledger


def without_password(ledger: str) -> str:
    """*ledger* as it may stand in a file; the database's own means give the password."""
    for pattern, _, bare in _PASSWORDS:
        ledger = pattern.sub(bare, ledger)
    return re.sub(r"[?&]$", "", ledger.replace("?&", "?").replace("&&", "&"))


@dataclass(frozen=True, slots=True)
class Setting:
    """A value and where it came from: ``flag``, a variable, a file's path, ``locale`` or ``default``."""

    value: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Flag > ``PTAUDIT_*`` > nearest ``ptaudit.toml`` upwards > the user's own file > default."""

    values: Mapping[str, Setting]

    def __getitem__(self, name: str) -> str | None:
        return self.values[name].value

    @classmethod
    def read(
        cls, flags: Mapping[str, str | None], environ: Mapping[str, str], folder: Path
    ) -> "Settings":
        """Settings for a call in *folder*. Raises Malformed for an unreadable or unknown setting."""
        layers = [
            {name: Setting(value, "flag") for name, value in flags.items() if value is not None},
            {
                name: Setting(value, variable)
                for name in DEFAULTS
                if (value := environ.get(variable := f"PTAUDIT_{name.upper()}"))
            },
            *(_file(path) for path in _files(environ, folder)),
            {name: Setting(value, "default") for name, value in DEFAULTS.items()},
        ]
        return cls({name: next(la[name] for la in layers if name in la) for name in DEFAULTS})


def user_file(environ: Mapping[str, str]) -> Path | None:
    """Where a user's own settings stand on this system; None where no home is known."""
    if place := environ.get("XDG_CONFIG_HOME") or environ.get("APPDATA"):
        return Path(place) / "ptaudit" / "config.toml"
    home = environ.get("HOME") or environ.get("USERPROFILE")
    return Path(home) / ".config" / "ptaudit" / "config.toml" if home else None


def _files(environ: Mapping[str, str], folder: Path) -> Iterator[Path]:
    for place in (folder, *folder.parents):
        if (path := place / FILE).is_file():
            yield path
            break
    own = user_file(environ)
    if own is not None and own.is_file():
        yield own


def _file(path: Path) -> dict[str, Setting]:
    try:
        content: dict[str, Any] = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise Malformed("config.unreadable", file=str(path)) from None
    for name, value in content.items():
        if name not in DEFAULTS or not isinstance(value, str):
            known = "、".join(DEFAULTS)
            raise Malformed("config.unknown", file=str(path), name=name, known=known)
    if (ledger := content.get("ledger")) is not None and "://" not in ledger:
        content["ledger"] = str(path.parent / ledger)
    content |= {n: str(path.parent / content[n]) for n in PATHS if n in content}
    return {name: Setting(value, str(path)) for name, value in content.items()}
