"""Where and with what it was measured."""

import os
import platform
import sqlite3
import ssl
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("ptaudit", "eventsourcing", "pydantic", "sqlalchemy")


def facts() -> Iterator[tuple[str, str]]:
    yield "CPU", f"{_cpu()}, {os.cpu_count()} cores"
    yield "System", f"{platform.system()} {platform.machine()}"
    yield "Python", platform.python_version()
    yield "SQLite", sqlite3.sqlite_version
    yield "OpenSSL", ssl.OPENSSL_VERSION.split()[1]
    for name in PACKAGES:
        yield name, version(name)


def load() -> str:
    """Processes that waited for a core, averaged over one, five and fifteen minutes."""
    return " ".join(f"{x:.1f}" for x in os.getloadavg())


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
