"""The shared real data, when it lies beside the repository; a test that needs it says so when it skips."""

import json
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parents[2].parent / "shared" / "data"


def data(name: str) -> Path:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"needs the shared data file {name}, which is not here")
    return path


def dispute(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(data(f"disputes/{name}.json").read_text("utf-8"))[
        "scenario"
    ]
    return found
