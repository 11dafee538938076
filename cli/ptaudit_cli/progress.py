"""How far long work has come: on standard error, on a terminal, and only once it takes over a second."""

import time

import click

from ptaudit_cli.call import Call

#: Seconds before anything is shown, and between two updates.
QUIET, OFTEN = 1.0, 0.2


class Progress:
    """Call it with what is done and what there is; :meth:`end` leaves the line clean."""

    def __init__(self, call: Call, label: str) -> None:
        self.label = label
        self._shown = call.around.interactive
        self._start = self._last = time.monotonic()
        self._drawn = False

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if not self._shown or now - self._start < QUIET or now - self._last < OFTEN:
            return
        self._last, self._drawn = now, True
        share = 100 * done // total if total else 100
        click.echo(f"\r{self.label} {done}/{total} {share}%", nl=False, err=True)

    def end(self) -> None:
        if self._drawn:
            click.echo("\r" + " " * 70 + "\r", nl=False, err=True)
