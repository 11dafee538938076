"""Family A: the key that the ledger's checkpoints are signed with."""

from typing import ClassVar

from ptaudit.domain.commands.base import Command, arg, opt
from ptaudit.domain.events.keys import KeyRotated
from ptaudit.domain.values import Line, Position


class RegisterLogKey(Command):
    """*from_size* is filled in where it was not said; *signature* is that of the key in force."""

    records: ClassVar = (KeyRotated,)

    key: Line = arg(1, "公钥", "整行照抄 .vkey 文件")
    signature: Line | None = opt("旧密钥的签名", "旧密钥对新公钥的签名;首次登记不填")
    from_size: Position | None = opt("自第几号起", "不填为下一号")
