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
#: By theme, the modules changed and the tests that must notice.
THEMES = {
    "completion": (
        ("completion/three_years.py", "completion/answers.py", "completion/inheriting.py"),
        ("test_three_years.py", "test_year_papers.py", "test_lineage_*.py", "test_completion.py"),
    ),
    "lineage": (("lineage/*.py",), ("test_lineage_*.py",)),
    "ranking": (
        ("scoring/ranking.py", "scoring/ties.py"),
        ("test_ranking.py", "test_ranking_lists.py", "test_ties.py", "test_placing.py"),
    ),
    "arithmetic": (("scoring/arithmetic.py",), ("test_scor*.py", "test_waived.py")),
    "rules": (
        ("rules/evaluating.py", "rules/book.py", "rules/rounding.py"),
        ("rules/test_*.py",),
    ),
    "findings": (
        tuple(f"findings/{name}.py" for name in ("states", "standing", "deadlines", "periods")),
        ("test_finding_*.py", "test_findings.py", "test_deadlines.py"),
    ),
    "interviews": (("interviews/standing.py",), ("test_interview*.py",)),
    "honours": (
        ("honours/titles.py", "honours/account.py", "honours/years.py"),
        ("test_honours*.py",),
    ),
    "clocks": (("clocks.py",), ("test_clocks.py",)),
    "indicators": (("indicators/standing.py",), ("test_indicator*.py",)),
    "vetoes": (("vetoes/grounds.py",), ("test_veto*.py",)),
    "calendar": (("calendar.py",), ("test_calendar.py",)),
}
#: How mutmut ends the tests of a mutant: they pass, they fail, none reaches it; else it is stopped.
ENDS = {0: "survived", 1: "killed", 3: "killed", 5: "no test", 33: "no test"}
NEEDS = """mutants: mutmut is not installed, and make does not install it. It needs mutmut 3.8 in .venv:
  .venv/bin/uv pip install --python .venv/bin/python "mutmut>=3.8,<4"
"""
KEPT_OUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")


def run(themes: list[str]) -> int:
    modules = [f"src/ptaudit/domain/{path}" for theme in themes for path in THEMES[theme][0]]
    patterns = dict.fromkeys(path for theme in themes for path in THEMES[theme][1])
    found = (path for pattern in patterns for path in (ROOT / "tests/domain").glob(pattern))
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
