"""A small county at its desk, for tests an auditor reads: type a line, have it refused, ask a table.

``county`` (the fixture; ``tests/regulation/conftest.py``, imported by ``tests/policy/conftest.py``) stands on
2025-03-05: nine units in sequence A (three 镇, four 乡, 城关街道, 高新园区), four departments in B (among them
县生态环境局, which is 县环保部门 itself, and 县水利局, which assesses item A22), the regulation adopted, no
ruling adopted, the year 2025 open with its due days, rules and targets issued and served. Everything that
was typed is in ``tests/regulation/year-2025.txt``, its tables in ``story.py``. ::

    county.on("2025-11-03 09:00")                 # sets the clock; only ever forwards
    county.ok("@epb finding raise 清河镇 粪污直排")  # must succeed; @epb: typed at the second desk
    county.refused("year seal 2025", "seal.not_approved")  # refused with this code or these words
    county.irregular("@epb …", "倒签")             # refused first, recorded with --irregular 倒签
    [n] = county.recorded("@epb …")               # numbers of the entries a line recorded
    county.rows("score list --year 2025")         # rows of a table, as JSON
    county.answer("score list")                   # the whole JSON answer, both clocks included
    county.write("会审.csv", "单位,结果\\n…")        # a file beside the ledger
    county.to_review()                            # on to a stage of the year, whatever was typed before

Stages, each with those before it: ``to_selfchecks`` (half-year and year-end, both received in time),
``to_review`` (scores entered, joint review where there is one, review), ``to_opinion``, ``to_verification``,
``to_report``, ``to_approval`` (with 完成认定: 三溪乡 did not meet its targets), ``to_circular``. From the
fixture, untouched, a stage is a copied file; after a line was typed its own lines are typed.
Scores of A: 城关街道 98, 河口镇 97, 临江镇 95, 云台乡 93, 高新园区 92, 清河镇 91, 新店乡 88, 石桥乡 85,
三溪乡 76; of B: 县水利局 97, 县生态环境局 95, 县农业农村局 92, 县商务局 88.

Entry numbers move when the story does: take them from :meth:`County.recorded`, never write them down.
"""

import json
import re
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.cli.desk import Desk, at
from tests.regulation.story import FILES, STAGES, STORY

_NUMBER = re.compile(r"已登记 第(\d+)号")


@dataclass
class County:
    """*stage* is how far the story is told; *told*: nothing was typed but the story."""

    desk: Desk
    stage: str = ""
    told: bool = True
    saved: "Saved | None" = field(default=None, repr=False)

    # Typing.

    def on(self, when: str) -> "County":
        """Set the clock: ``2025-07-10 09:00``, or the day alone for nine in the morning."""
        now = at(when if " " in when else f"{when} 09:00")
        assert now >= self.desk.now, f"the clock stands at {self.desk.now}"
        self.desk.now = now
        return self

    def say(self, line: str) -> tuple[int, str]:
        """Exit code and what was printed. *line* as it is typed, without ``ptaudit``."""
        self.told = False
        return self._typed(line)

    def ok(self, line: str) -> str:
        status, printed = self.say(line)
        assert status == 0, f"{line}\n{printed}"
        return printed

    def recorded(self, line: str) -> tuple[int, ...]:
        """Numbers of the entries *line* recorded."""
        return tuple(map(int, _NUMBER.findall(self.ok(line))))

    def refused(self, line: str, *words: str) -> str:
        """*line* must fail with each of *words* (a code or what is read), and record nothing."""
        head = self.head
        status, printed = self.say(line)
        assert status != 0, f"{line}\n{printed}"
        for word in words:
            assert word in printed, f"{line}\n{printed}"
        assert self.head == head, f"{line}: recorded all the same"
        return printed

    def irregular(self, line: str, reason: str, *words: str) -> int:
        """*line* breaches order or authority: refused with *words* (exit 6), recorded once a reason is given.

        The number of the last entry recorded.
        """
        head = self.head
        status, printed = self.say(line)
        assert status == 6, f"{line}\n{printed}"
        for word in words:
            assert word in printed, f"{line}\n{printed}"
        assert self.head == head, f"{line}: recorded all the same"
        marked = self.ok(f"{line} --irregular {reason}")
        assert "程序存疑" in marked, marked
        return int(_NUMBER.findall(marked)[-1])

    # Asking.

    def answer(self, line: str) -> dict[str, Any]:
        status, printed = self._typed(f"{line} --format json")
        assert status == 0, f"{line}\n{printed}"
        found: dict[str, Any] = json.loads(printed)
        return found

    def rows(self, line: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.answer(line)["rows"]
        return found

    def read(self, line: str) -> str:
        """What a question prints for people."""
        status, printed = self._typed(line)
        assert status == 0, f"{line}\n{printed}"
        return printed

    @property
    def head(self) -> int:
        """The last entry's number."""
        position = self.answer("unit list")["as_recorded"]["position"]
        assert isinstance(position, int)
        return position

    def write(self, name: str, text: str) -> None:
        (self.desk.folder / name).write_text(text, "utf-8")

    # Telling the story.

    def to_selfchecks(self) -> "County":
        return self.to("selfchecks")

    def to_review(self) -> "County":
        return self.to("review")

    def to_opinion(self) -> "County":
        return self.to("opinion")

    def to_verification(self) -> "County":
        return self.to("verification")

    def to_report(self) -> "County":
        return self.to("report")

    def to_approval(self) -> "County":
        return self.to("approval")

    def to_circular(self) -> "County":
        return self.to("circular")

    def to(self, stage: str) -> "County":
        """On to *stage*. Nothing happens where the story is told so far already."""
        if self.stage and STAGES.index(stage) <= STAGES.index(self.stage):
            return self
        if self.told and self.saved is not None:
            source = self.saved.at(stage)
            shutil.copytree(source.desk.folder, self.desk.folder, dirs_exist_ok=True)
            self.desk.now, self.desk._ids = source.desk.now, source.desk._ids
            self.stage = stage
            return self
        for name in STAGES[STAGES.index(self.stage) + 1 if self.stage else 0 :]:
            self._tell(name)
            if name == stage:
                break
        return self

    def _tell(self, stage: str) -> None:
        for when, line in STORY[stage]:
            self.desk.now = max(at(when), self.desk.now)
            status, printed = self._typed(line)
            assert status == 0, f"{line}\n{printed}"
        self.stage = stage

    def _typed(self, line: str) -> tuple[int, str]:
        if line.startswith("@"):
            operator, _, line = line[1:].partition(" ")
            line = f"{line} --operator {operator}"
        return self.desk.say(f"ptaudit {line}")


@dataclass
class Saved:
    """The county at each stage, told once for all tests and copied."""

    folder: Path
    counties: dict[str, County] = field(default_factory=dict)

    def at(self, stage: str) -> County:
        if stage not in self.counties:
            folder = self.folder / stage
            folder.mkdir()
            number = STAGES.index(stage)
            if number:
                before = self.at(STAGES[number - 1])
                shutil.copytree(before.desk.folder, folder, dirs_exist_ok=True)
                county = County(replace(before.desk, folder=folder), before.stage)
            else:
                county = County(Desk(folder))
                for name, text in FILES.items():
                    county.write(name, text)
            county._tell(stage)
            self.counties[stage] = county
        return self.counties[stage]

    def copy(self, folder: Path, stage: str = "issued") -> County:
        """A county of one's own at *stage*."""
        return County(Desk(folder), saved=self).to(stage)
