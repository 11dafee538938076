"""核验证据包:python3 verify.py [目录] [--policy 文件] [--anchor 文件]... [--level L0|L1|L2|L3]

Python 3.8 or later and nothing else: every entry is hashed, every tile and root computed anew, every signature
verified. Exit code 0: reaches the level asked, 3: tampering or damage is proven, 1: cannot be decided, 2: usage.
"""

import argparse
import os
import sys
import time
from pathlib import Path

from ptaudit.evidence.onefile.judging import Given
from ptaudit.evidence.onefile.telling import LEVELS, examine
from ptaudit.evidence.onefile.words import text


def main() -> int:
    opening = (__doc__ or "").partition("\n")
    usage = opening[0].partition(":")[2]
    parser = argparse.ArgumentParser(usage=usage, description=opening[2])
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent)
    parser.add_argument("--policy")
    parser.add_argument("--anchor", action="append", default=[])
    parser.add_argument("--level", choices=LEVELS)
    typed = parser.parse_args()
    own = str(Path(typed.policy).absolute()) if typed.policy else None
    anchors = [str(Path(anchor).absolute()) for anchor in typed.anchor]
    given = Given(own, anchors, typed.level)
    status, lines = examine(typed.folder, given, time.time())
    # What was typed without its folder is told without it.
    said = "".join(text(line) + "\n" for line in lines).replace(f"{Path.cwd()}{os.sep}", "")
    sys.stdout.buffer.write(said.encode(sys.stdout.encoding or "utf-8", "replace"))
    return status


if __name__ == "__main__":
    sys.exit(main())
