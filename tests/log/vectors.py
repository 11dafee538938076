"""The official signed-note vectors, when the shared folder stands beside the repository."""

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[3] / "shared" / "vectors" / "signed_note" / "note_cases.json"
PRESENT = FILE.is_file()
ABSENT = f"the vectors are not at {Path('..', 'shared', 'vectors', 'signed_note')}"


def cases() -> Any:
    return json.loads(FILE.read_text(encoding="utf-8"))
