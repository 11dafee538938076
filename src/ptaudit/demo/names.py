"""Made-up names: eighteen townships, streets and parks, thirty-one departments, and areas for a larger county."""

from collections.abc import Mapping, Sequence
from typing import Literal

TOWNS: Mapping[Literal["乡", "镇", "街道", "园区"], Sequence[str]] = {
    "镇": (
        "清河镇",
        "永宁镇",
        "临江镇",
        "金山镇",
        "大柏镇",
        "马鞍镇",
        "长乐镇",
        "白鹤镇",
        "河口镇",
    ),
    "乡": ("石桥乡", "新店乡", "三溪乡", "云台乡"),
    "街道": ("双河街道", "太和街道", "南坪街道"),
    "园区": ("高新园区", "城东工业园区"),
}

DEPARTMENTS: Sequence[str] = (
    "县发展改革局",
    "县经济信息化局",
    "县教育局",
    "县科技局",
    "县公安局",
    "县民政局",
    "县司法局",
    "县财政局",
    "县人力资源社会保障局",
    "县自然资源局",
    "县生态环境局",
    "县住房城乡建设局",
    "县交通运输局",
    "县水务局",
    "县农业农村局",
    "县商务局",
    "县文化旅游局",
    "县卫生健康局",
    "县应急管理局",
    "县审计局",
    "县市场监管局",
    "县统计局",
    "县林业局",
    "县城市管理局",
    "县行政审批局",
    "县气象局",
    "县供销社",
    "县投资促进局",
    "县信访局",
    "县机关事务中心",
    "县融媒体中心",
)

_FIRST = "东南西北中前后上下新"
_SECOND = "安平和兴泰丰华盛昌宁"

#: The bureau itself, which closes no finding of its own.
BUREAU = "县生态环境局"

ISSUES: Sequence[str] = (
    "沿河养殖粪污直排",
    "砂石料场扬尘无覆盖",
    "污水管网错接混接",
    "集中式饮用水水源保护区标志缺失",
    "废旧塑料加工点无环评手续",
    "秸秆露天焚烧",
    "餐饮油烟净化设施未运行",
    "垃圾填埋场渗滤液外溢",
    "洗砂废水直排入河",
    "危险废物贮存不规范",
    "散煤复燃",
    "入河排污口未整治",
)


def areas(count: int) -> Sequence[str]:
    """*count* prefixes that make further names."""
    pairs = [a + b for a in _FIRST for b in _SECOND]
    return pairs[:count]
