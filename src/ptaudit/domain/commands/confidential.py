"""Family K: what must not stand in the ledger itself is committed to, and its content erased."""

from typing import ClassVar

from ptaudit.domain.commands.base import Command, Documents, EntryName, arg, need, opt
from ptaudit.domain.confidences import What
from ptaudit.domain.events.corrections import EvidenceAttached
from ptaudit.domain.events.posts import PersonSealed
from ptaudit.domain.values import Sha256


class AttachConfidential(Command):
    """The text itself is no part of it: who records keeps it apart and fills in what commits to it."""

    records: ClassVar = (EvidenceAttached,)

    target: EntryName = arg(1, "附于哪一号", "登记号,如 1042")
    what: What = arg(2, "内容类别", "举报人、来信人、证人、联系方式、其他")
    commitment: Sha256 | None = opt("内容指纹", "不填由程序计算;内容本身不进账本")


class EraseConfidential(Command):
    """The act; who records it destroys the key of the content."""

    records: ClassVar = (PersonSealed,)

    target: EntryName = arg(1, "清除哪一号", "附保密内容的那一号登记")
    basis: Documents = need("依据文号", "可重复", min_length=1)
