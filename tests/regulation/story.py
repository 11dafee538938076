"""The small county's year 2025: its tables, and ``year-2025.txt`` line by line as its two desks type it."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

YEAR = 2025

#: name, kind, code, Party organ, government organ
UNITS = (
    ("清河镇", "镇", "qinghe", "清河镇党委", "清河镇人民政府"),
    ("河口镇", "镇", "hekou", "河口镇党委", "河口镇人民政府"),
    ("临江镇", "镇", "linjiang", "临江镇党委", "临江镇人民政府"),
    ("石桥乡", "乡", "shiqiao", "石桥乡党委", "石桥乡人民政府"),
    ("新店乡", "乡", "xindian", "新店乡党委", "新店乡人民政府"),
    ("三溪乡", "乡", "sanxi", "三溪乡党委", "三溪乡人民政府"),
    ("云台乡", "乡", "yuntai", "云台乡党委", "云台乡人民政府"),
    ("城关街道", "街道", "chengguan", "城关街道党工委", "城关街道办事处"),
    ("高新园区", "园区", "gaoxin", "高新园区党工委", "高新园区管委会"),
    ("县生态环境局", "部门", "hbj", "县生态环境局党组", "县生态环境局"),
    ("县水利局", "部门", "slj", "县水利局党组", "县水利局"),
    ("县农业农村局", "部门", "nyj", "县农业农村局党组", "县农业农村局"),
    ("县商务局", "部门", "swj", "县商务局党组", "县商务局"),
)
TOWNS = tuple(unit[0] for unit in UNITS if unit[1] != "部门")
DEPARTMENTS = tuple(unit[0] for unit in UNITS if unit[1] == "部门")

_LATE = json.dumps(
    [{"code": "逾期", "amount": "3", "text": "逾期未整改", "floor": "扣完为止"}],
    ensure_ascii=False,
)
_RULE = [
    "指标代码",
    "上级指标代码",
    "指标名称",
    "一级指标",
    "计分方式",
    "分值",
    "下限",
    "评分标准",
    "考评单位",
    "按次分值",
]
RULES_A = (
    ("A1", "", "加强组织领导情况", "8.1", "得分", 20, "", "加强组织领导情况", "", ""),
    ("A11", "A1", "定期研究部署", "8.1", "扣分", 10, 0, "每少研究一次扣1分,扣完为止", "", ""),
    ("A12", "A1", "自查评估报送", "8.1", "扣分", 10, 0, "逾期报送每次扣1分,扣完为止", "", ""),
    ("A2", "", "推动重点工作情况", "8.2", "得分", 60, "", "推动重点工作情况", "", ""),
    ("A21", "A2", "年度目标任务", "8.2", "核定", 40, "", "按完成情况核定", "", ""),
    ("A22", "A2", "水污染防治", "8.2", "核定", 20, "", "按完成情况核定", "县水利局", ""),
    ("A3", "", "强化考核问效情况", "8.3", "得分", 20, "", "强化考核问效情况", "", ""),
    ("A31", "A3", "整改各类环境问题", "8.3", "扣分", 20, 0, "逾期未整改每件扣3分,扣完为止", "", _LATE),
)  # fmt: skip
RULES_B = (
    ("B11", "", "研究部署和自查报送", "8.1", "扣分", 20, 0, "每少研究一次扣1分,扣完为止", "", ""),
    ("B21", "", "履行监管职责", "8.2", "核定", 60, "", "按完成情况核定", "", ""),
    ("B31", "", "督察发现问题整改", "8.3", "扣分", 20, 0, "逾期未整改每件扣3分,扣完为止", "", ""),
)

_TARGET = ["单位", "指标代码", "指标名称", "目标值", "比较", "计量单位", "约束性"]
TARGETS = (
    *((unit, "T1", "出境断面水质优良比例", 90, "≥", "%", "是") for unit in TOWNS),
    *((unit, "T2", "秸秆综合利用率", 95, "≥", "%", "否") for unit in TOWNS),
    *((unit, "T3", "年度重点任务完成率", 100, "=", "%", "是") for unit in DEPARTMENTS),
)

#: What each unit is awarded: A21 and A22, or B21. The rest of its items stay full.
AWARDS: Mapping[str, tuple[int, ...]] = {
    "清河镇": (34, 17),
    "河口镇": (38, 19),
    "临江镇": (37, 18),
    "石桥乡": (30, 15),
    "新店乡": (33, 15),
    "三溪乡": (24, 12),
    "云台乡": (35, 18),
    "城关街道": (39, 19),
    "高新园区": (36, 16),
    "县生态环境局": (55,),
    "县水利局": (57,),
    "县农业农村局": (52,),
    "县商务局": (48,),
}


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A CSV text as Excel saves it."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([headings, *rows])
    return text.getvalue()


def _filed(period: str, day: str, received: str) -> str:
    headings = ["单位", "时段", "年度", "报送日期", "收文号", "抄送收到日期", "抄送收文号"]
    rows = (
        (unit, period, YEAR, day, f"环收{received}-{n}", day, f"目督收{received}-{n}")
        for n, (unit, *_) in enumerate(UNITS, 101)
    )
    return table(headings, rows)


def _awarded() -> str:
    headings = ["单位", "指标代码", "得分", "年度", "阶段", "评语", "计分日期"]
    rows = (
        (unit, item, points, YEAR, "审核", "按完成情况核定", "2026-01-12")
        for unit, awards in AWARDS.items()
        for item, points in zip(("A21", "A22") if unit in TOWNS else ("B21",), awards, strict=True)
    )
    return table(headings, rows)


#: Every table the lines below name.
FILES: Mapping[str, str] = {
    "单位.csv": table(
        ["单位名称", "单位类别", "单位代码", "党组织", "行政机关"],
        (unit for unit in UNITS if unit[2] != "hbj"),
    ),
    "评分表甲.csv": table(_RULE, RULES_A),
    "评分表乙.csv": table(_RULE, RULES_B),
    "目标任务.csv": table(_TARGET, TARGETS),
    "上半年自查.csv": _filed("上半年", "2025-07-10", "2025"),
    "年终自查.csv": _filed("年终", "2026-01-06", "2026"),
    "计分.csv": _awarded(),
    "会审.csv": table(["单位", "结果"], ((unit, "同意") for unit in TOWNS)),
    "审核.csv": table(["单位", "结果"], ((unit, "通过") for unit, *_ in UNITS)),
    "完成认定.csv": table(
        ["单位", "结果", "理由"],
        (
            (unit, "未完成", "出境断面水质未达标") if unit == "三溪乡" else (unit, "完成", "")
            for unit, *_ in UNITS
        ),
    ),
}


def _told() -> Mapping[str, tuple[tuple[str, str], ...]]:
    stages: dict[str, tuple[tuple[str, str], ...]] = {}
    name = ""
    for line in (Path(__file__).parent / "year-2025.txt").read_text("utf-8").splitlines():
        if line.startswith("## "):
            name = line[3:]
            stages[name] = ()
        elif line and not line.startswith("#"):
            when, _, typed = line.partition("  ")
            stages[name] += ((when, typed),)
    return stages


#: Stage → (when it is typed, the line). ``@epb`` before a line: the second desk types it.
STORY = _told()
STAGES = tuple(STORY)
