"""单位说明: one unit's year in one file: 得分说明书, how and until when to object, and what happened."""

from ptaudit.reports.handout.contract import Handout, Words
from ptaudit.reports.handout.making import make
from ptaudit.reports.handout.page import page

__all__ = ["Handout", "Words", "make", "page"]
