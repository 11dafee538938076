"""A command and the words it is called by."""

from typing import NamedTuple

from ptaudit.domain.commands.base import Command


class Door(NamedTuple):
    """*noun* and *verb* are the command line's and never change; kinds follow from the command."""

    noun: str
    verb: str
    command: type[Command]
