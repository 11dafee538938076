"""Units of measure as people write them, and whether two mean the same."""

import unicodedata
from collections.abc import Mapping

#: Words for what is otherwise written in letters.
WORDS: Mapping[str, str] = {
    "微克/立方米": "ug/m3",
    "微克每立方米": "ug/m3",
    "毫克/立方米": "mg/m3",
    "毫克/升": "mg/l",
    "百分比": "%",
    "千米": "km",
    "公里": "km",
    "公顷": "hm2",
    "吨": "t",
    "天": "d",
    "日": "d",
}


def plain(said: str) -> str:
    """One spelling for all: ``μg/m³``, ``ug/m3`` and ``微克/立方米`` are the same."""
    text = "".join(unicodedata.normalize("NFKC", said).casefold().split()).replace("μ", "u")
    return WORDS.get(text, text)


def differ(said: str | None, due: str | None) -> bool:
    """Whether both are said and are not the same measure."""
    return said is not None and due is not None and plain(said) != plain(due)
