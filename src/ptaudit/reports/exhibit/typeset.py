"""Prose as an official document prints it: full-width punctuation, days as 2024年1月25日."""

import re

_DAY = re.compile(r"(?<![0-9-])([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9-])")
_CHINESE = r"\u3000-\u303f\u4e00-\u9fff\uff01-\uff60“”‘’→—"
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_MARK = re.compile(rf"(?<=[{_CHINESE}])[,;:?!]|[,;:?!](?=[{_CHINESE}])")
_OPEN = re.compile(rf"[{_CHINESE}]")


def typeset(text: str) -> str:
    """*text* for print; what stands between backquotes or in Latin script is left as it is."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if part.startswith("`") else _prose(part) for part in parts)


def _prose(text: str) -> str:
    days = _DAY.sub(lambda m: f"{m[1]}年{int(m[2])}月{int(m[3])}日", text)
    return _MARK.sub(lambda m: _FULL[m[0]], _brackets(days))


def _brackets(text: str) -> str:
    """Round brackets with Chinese on either side or inside, full width in pairs."""
    found = list(text)
    opened: list[int] = []
    for at, character in enumerate(text):
        if character == "(":
            opened.append(at)
        elif character == ")" and opened:
            start = opened.pop()
            around = text[max(0, start - 1) : start] + text[start + 1 : at + 2]
            if _OPEN.search(around):
                found[start], found[at] = "（", "）"
    return "".join(found)
