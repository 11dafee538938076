"""Where a process begins: nothing is imported before an interruption can be met."""

import gc

#: What is imported stays to the end: going through it for garbage again and again costs a short command a tenth.
UNCOLLECTED = 100_000


def start() -> int:
    """Run one command; the result is the exit code. Interrupted at any moment, it ends without a word."""
    try:
        gc.set_threshold(UNCOLLECTED)
        from ptaudit_cli.main import main

        return main()
    except KeyboardInterrupt:
        # failures.INTERRUPTED, which may be what was being imported.
        return 130
