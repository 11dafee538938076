"""Change the rules one small step at a time, in a temporary copy, and count what no test notices.

``python tools/mutants.py [THEME …]``; without a theme, all of them. mutmut is not among the tools that are
installed with the project: without it nothing is run and nothing is installed.
"""

import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: By theme, the modules changed (below src/ptaudit) and the tests that must notice (below tests).
THEMES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "completion": (
        (
            "domain/completion/three_years.py",
            "domain/completion/answers.py",
            "domain/completion/inheriting.py",
        ),
        (
            "domain/test_three_years.py",
            "domain/test_year_papers.py",
            "domain/test_lineage_*.py",
            "domain/test_completion.py",
        ),
    ),
    "lineage": (("domain/lineage/*.py",), ("domain/test_lineage_*.py",)),
    "ranking": (
        ("domain/scoring/ranking.py", "domain/scoring/ties.py"),
        (
            "domain/test_ranking.py",
            "domain/test_ranking_lists.py",
            "domain/test_ties.py",
            "domain/test_placing.py",
        ),
    ),
    "arithmetic": (
        ("domain/scoring/arithmetic.py",),
        ("domain/test_scor*.py", "domain/test_waived.py"),
    ),
    "rules": (
        ("domain/rules/evaluating.py", "domain/rules/book.py", "domain/rules/rounding.py"),
        ("domain/rules/test_*.py",),
    ),
    "findings": (
        (
            "domain/findings/states.py",
            "domain/findings/standing.py",
            "domain/findings/deadlines.py",
            "domain/findings/periods.py",
        ),
        ("domain/test_finding_*.py", "domain/test_findings.py", "domain/test_deadlines.py"),
    ),
    "interviews": (("domain/interviews/standing.py",), ("domain/test_interview*.py",)),
    "honours": (
        ("domain/honours/titles.py", "domain/honours/account.py", "domain/honours/years.py"),
        ("domain/test_honours*.py",),
    ),
    "clocks": (("domain/clocks.py",), ("domain/test_clocks.py",)),
    "indicators": (("domain/indicators/standing.py",), ("domain/test_indicator*.py",)),
    "vetoes": (("domain/vetoes/grounds.py",), ("domain/test_veto*.py",)),
    "calendar": (("domain/calendar.py",), ("domain/test_calendar.py",)),
    "log": (("log/*.py",), ("log/test_*.py",)),
    "checkpoints": (
        (
            "evidence/checkpointing.py",
            "evidence/cosigning.py",
            "evidence/trust.py",
            "evidence/receipts.py",
            "ledger/checkpoints.py",
        ),
        ("evidence/checkpoints/test_*.py", "ledger/test_checkpoints.py"),
    ),
    "witness": (
        ("evidence/witness/rules.py", "evidence/witness/store.py"),
        ("evidence/witness/test_rules.py", "evidence/witness/test_store.py"),
    ),
    "private": (("evidence/private/*.py",), ("evidence/private/test_*.py",)),
    "verify": (
        (
            "evidence/verifying.py",
            "evidence/verdict.py",
            "evidence/operators.py",
            "evidence/remembering.py",
        ),
        ("evidence/verify/test_*.py",),
    ),
    "fsck": (
        ("ledger/fsck_log.py", "ledger/fsck_since.py", "ledger/fsck_index.py"),
        ("ledger/test_fsck*.py", "ledger/test_tampering.py", "ledger/test_findings_exact.py"),
    ),
    "onread": (("ledger/onread.py",), ("ledger/test_onread.py",)),
}
#: How mutmut ends the tests of a mutant: they pass, they fail, none reaches it; else it is stopped.
ENDS = {0: "survived", 1: "killed", 3: "killed", 5: "no test", 33: "no test"}
NEEDS = """mutants: mutmut is not installed, and make does not install it. It needs mutmut 3.8 in .venv:
  .venv/bin/uv pip install --python .venv/bin/python "mutmut>=3.8,<4"
"""
KEPT_OUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")


def run(themes: list[str]) -> int:
    modules = [f"src/ptaudit/{path}" for theme in themes for path in THEMES[theme][0]]
    patterns = dict.fromkeys(path for theme in themes for path in THEMES[theme][1])
    found = (path for pattern in patterns for path in (ROOT / "tests").glob(pattern))
    tests = sorted({str(path.relative_to(ROOT)) for path in found})
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "copy"
        shutil.copytree(ROOT, copy, ignore=KEPT_OUT)
        with (copy / "pyproject.toml").open("a", encoding="utf-8") as settings:
            settings.write(
                "\n[tool.mutmut]\n"
                'source_paths = ["src"]\n'
                f"only_mutate = {json.dumps(modules)}\n"
                f"pytest_add_cli_args_test_selection = {json.dumps(tests)}\n"
                'pytest_add_cli_args = ["-p", "no:cacheprovider"]\n'
                'also_copy = ["cli", "docs", "bench", "tools", "tests"]\n'
                "track_dependencies = false\n"
            )
        mutmut = [sys.executable, "-m", "mutmut"]
        done = subprocess.run([*mutmut, "run", "--max-children", "1"], cwd=copy, check=False)
        told = subprocess.run(
            [*mutmut, "results"], cwd=copy, check=False, capture_output=True, text=True
        )
        for line in told.stdout.splitlines():
            if line.endswith(": survived"):
                name = line.strip().partition(":")[0]
                subprocess.run([*mutmut, "show", name], cwd=copy, check=False)
        count(copy / "mutants")
        return done.returncode


def count(mutants: Path) -> None:
    """One line a module: how many mutants ended in which way."""
    for path in sorted(mutants.rglob("*.meta")):
        codes = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"].values()
        ends = Counter("not run" if c is None else ENDS.get(c, "stopped") for c in codes)
        said = ", ".join(f"{name} {n}" for name, n in sorted(ends.items()))
        print(f"{path.relative_to(mutants).with_suffix('')}: {sum(ends.values())} — {said}")


def main(themes: list[str]) -> int:
    if unknown := [theme for theme in themes if theme not in THEMES]:
        print(f"mutants: no theme {', '.join(unknown)}; there are {', '.join(THEMES)}")
        return 2
    if importlib.util.find_spec("mutmut") is None:
        print(NEEDS, end="", file=sys.stderr)
        return 1
    return run(themes or list(THEMES))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
