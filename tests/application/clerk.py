"""A clerk's own process on a shared ledger: raises findings without numbers and scores one unit."""

import datetime as dt
import sys
import uuid
from decimal import Decimal

from ptaudit.application import Ptaudit
from ptaudit.domain.commands.assessment import EnterScore
from ptaudit.domain.commands.findings import RaiseFinding
from ptaudit.domain.failures import Conflict
from tests.domain.specification import say


def clock() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def new_id() -> str:
    return uuid.uuid4().hex


def main(url: str, clerk: str, times: str) -> None:
    app = Ptaudit.open(url, clock=clock, new_id=new_id)
    year = app.today.year
    for n in range(int(times)):
        again(app, say(RaiseFinding, units="清河镇", issue=f"第{clerk}组第{n}件粪污直排"))
        again(
            app,
            say(
                EnterScore,
                unit="清河镇",
                item="R31",
                amount=Decimal("-0.01"),
                year=year,
                note=f"第{clerk}组第{n}笔",
            ),
        )
    app.close()


def again(app: Ptaudit, command: RaiseFinding | EnterScore) -> None:
    """Until it is recorded: after five lost races the application gives up, a clerk does not."""
    while True:
        try:
            outcome = app.execute(command, operator="epb")
        except Conflict as conflict:
            if conflict.code != "decision.contended":
                raise
        else:
            assert outcome.records
            return


if __name__ == "__main__":
    main(*sys.argv[1:])
