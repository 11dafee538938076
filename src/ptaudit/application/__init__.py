"""The one place where boundary, decide, append and views meet; the public Python API."""

from ptaudit.application.moments import Moment
from ptaudit.application.opening import Opening
from ptaudit.application.ptaudit import Outcome, Ptaudit
from ptaudit.application.view import View

__all__ = ["Moment", "Opening", "Outcome", "Ptaudit", "View"]
