"""The JSON parser of the raw loop: orjson, installed by the bench beside its ledgers, else the standard one."""

import importlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Loads = Callable[[bytes], Any]


def fastest(cache: Path) -> tuple[str, Loads]:
    """Its name and version, and what reads bytes."""
    folder = cache / f"peers-{sys.version_info[0]}.{sys.version_info[1]}"
    if not folder.exists() and not _install(folder):
        return f"json of Python {sys.version.split()[0]}", json.loads
    sys.path.append(str(folder))
    orjson = importlib.import_module("orjson")
    return f"orjson {orjson.__version__}", orjson.loads


def _install(folder: Path) -> bool:
    """Whether orjson could be had; any of the installers that may be here will do."""
    beside = Path(sys.executable).with_name("uv")
    for command in (
        [str(beside), "pip", "install", "--quiet", "--target", str(folder), "orjson"],
        ["uv", "pip", "install", "--quiet", "--target", str(folder), "orjson"],
        [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), "orjson"],
        ["pip", "install", "--quiet", "--target", str(folder), "orjson"],
    ):
        try:
            if subprocess.run(command, capture_output=True, check=False).returncode == 0:
                return True
        except OSError:
            continue
    return False
