"""The official RFC 6962 vectors, when the shared folder stands beside the repository."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[3] / "shared" / "vectors" / "rfc6962"
PRESENT = FOLDER.is_dir()
ABSENT = f"the vectors are not at {Path('..', 'shared', 'vectors', 'rfc6962')}"


def load(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def probes(family: str) -> list[Path]:
    return sorted((FOLDER / "probes" / family).rglob("*.json"))
