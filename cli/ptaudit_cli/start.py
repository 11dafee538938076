"""Where a process begins: nothing is imported before an interruption can be met."""


def start() -> int:
    """Run one command; the result is the exit code. Interrupted at any moment, it ends without a word."""
    try:
        from ptaudit_cli.main import main

        return main()
    except KeyboardInterrupt:
        # failures.INTERRUPTED, which may be what was being imported.
        return 130
