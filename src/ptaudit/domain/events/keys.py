"""The county's own key: what its checkpoints are signed with, from which size on.

Keys are texts of verifier keys; the signature, in base64, is that of the replaced key over the new one's text.
"""

from typing import ClassVar

from pydantic import Field

from ptaudit.domain.events.base import OWN, Event


class KeyRotated(Event):
    """A key for the log's checkpoints takes the place of another, which vouches for it (细则未规定)."""

    kind: ClassVar = "key.rotated"
    title: ClassVar = "账本密钥登记、更换"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("SYS",)
    step: ClassVar = 0
    registry: ClassVar = True

    key: str
    replaces_key: str | None = Field(default=None, alias="replaces")
    from_size: int = Field(ge=1)
    signature: str | None = None
