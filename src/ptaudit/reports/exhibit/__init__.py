"""复核说明册: questions of a dispute answered at two clocks, with what proves it, for both sides to check."""

from ptaudit.reports.exhibit.asking import Unaskable, parse, read
from ptaudit.reports.exhibit.checking import Checked, check, hold
from ptaudit.reports.exhibit.contract import Exhibit, schema
from ptaudit.reports.exhibit.files import files, signed, template
from ptaudit.reports.exhibit.folder import write
from ptaudit.reports.exhibit.making import make
from ptaudit.reports.exhibit.posed import Doors

__all__ = [
    "Checked",
    "Doors",
    "Exhibit",
    "Unaskable",
    "check",
    "files",
    "hold",
    "make",
    "parse",
    "read",
    "schema",
    "signed",
    "template",
    "write",
]
