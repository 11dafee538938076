"""The import contracts hold, and each is seen to break when the rule it names is broken."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

BREACHES = [
    ("one-way", {"src/ptaudit/domain/breach.py": "import ptaudit.ledger"}),
    ("one-way", {"src/ptaudit/ledger/breach.py": "import ptaudit.projections"}),
    ("one-way", {"src/ptaudit/stray.py": "A_MODULE_OF_NO_LAYER = True"}),
    ("cli-on-top", {"src/ptaudit/ledger/breach.py": "import click"}),
    ("cli-through-application", {"cli/ptaudit_cli/breach.py": "import ptaudit.ledger"}),
    ("pure-domain", {"src/ptaudit/projections/breach.py": "from uuid import uuid4"}),
    ("one-door", {"src/ptaudit/projections/breach.py": "import sqlalchemy"}),
    (
        "acyclic",
        {
            "src/ptaudit/domain/there.py": "import ptaudit.domain.back",
            "src/ptaudit/domain/back.py": "import ptaudit.domain.there",
        },
    ),
]


def lint_imports(root: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    chosen = [option for contract in contracts for option in ("--contract", contract)]
    return subprocess.run(
        [*command, *chosen],
        cwd=root,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root / "cli")])},
        check=False,
        capture_output=True,
        text=True,
    )


def test_contracts_hold() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(("contract", "files"), BREACHES)
def test_a_breach_is_caught(contract: str, files: dict[str, str], tmp_path: Path) -> None:
    """A contract that no import can break protects nothing."""
    for folder in ("src", "cli"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for file, line in files.items():
        (tmp_path / file).write_text(line + "\n", "utf-8")
    result = lint_imports(tmp_path, contract)
    assert result.returncode == 1, result.stdout
    assert "BROKEN" in result.stdout
