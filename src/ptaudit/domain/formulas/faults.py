"""What is wrong with a formula as written; the words name the column and what stands in it."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "form_missing": "没有写算法的形式,可用{known}",
    "form_unknown": "没有“{said}”这种算法,可用{known}",
    "field_unknown": "“{form}”没有“{said}”一栏,可用{known}",
    "field_twice": "“{field}”写了两次",
    "field_missing": "“{form}”缺“{field}”一栏",
    "number": "“{field}”应为数,最多六位小数,写的是“{said}”",
    "points": "“{field}”应为0至1000的分值,最多两位小数,写的是“{said}”",
    "integer": "“{field}”应为整数,写的是“{said}”",
    "choice": "“{field}”应为{known}之一,写的是“{said}”",
    "input": "“{field}”应写成“来源:名称”,来源为{known},写的是“{said}”",
    "label": "“{field}”应为不超过40字的名称,不含标点,写的是“{said}”",
    "condition": "“{field}”读不成条件,写的是“{said}”",
    "row": "“{field}”的一行应写成“{pattern}”,写的是“{said}”",
    "rows_missing": "“{field}”至少一行",
    "not_text": "“{field}”应为文字",
    "too_much": "算法超过{limit}步或{limit}行",
}


class Faulty(ValueError):
    """A formula that cannot be read. *code* is a key of TEXTS; the text is said in full."""

    def __init__(self, code: str, /, **params: object) -> None:
        text = TEXTS[code].format(**{name: _short(value) for name, value in params.items()})
        super().__init__(text)
        self.code = code
        self.text = text


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 80 else text[:80] + "..."
