"""The twenty-one articles as data: what each is about, how many items it has, and what it leaves open.

Headings and open points are our own words; the text itself is the county's document. Points a 口径
decides are in ``policy.KEYS`` and are not repeated here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Article:
    """*items*: how many 项 it has, *parts* what each is about. *open*: what the text leaves to somebody
    and no 口径 decides.
    """

    number: int
    heading: str
    items: int = 0
    open: tuple[str, ...] = ()
    note: str = ""
    parts: tuple[str, ...] = ()


#: What 第八条's three parts are about; 第九、十条 repeat them for their units.
THREE = ("加强组织领导情况", "推动重点工作情况", "强化考核问效情况")

ARTICLES: tuple[Article, ...] = (
    Article(1, "制定的目的和上位办法", open=("上位文件修订后本细则是否随之修订",)),
    Article(2, "适用于哪些单位", open=("新设、合并、撤销的单位从何时起适用",)),
    Article(3, "县委、县政府统一领导"),
    Article(
        4,
        "制定的依据",
        items=6,
        open=("所列依据失效后以何为据",),
        parts=(
            "中央的损害责任追究办法",
            "环保机构垂直管理改革的意见",
            "省的损害责任追究细则",
            "省的环保职责分工",
            "市的环保职责分工和问责办法",
            "县的环保职责分工、问责和党政同责办法",
        ),
    ),
    Article(5, "各级各部门和党政领导的责任", open=("任期不满一年的主要负责人如何计",)),
    Article(6, "遵循的理念和方法", open=("各项指标的权重",)),
    Article(7, "实事求是、接受监督", open=("异议由谁受理、多久答复",)),
    Article(8, "指标体系的三个方面", items=3, open=("三个方面各占多少分",), parts=THREE),
    Article(
        9,
        "园区、乡镇(街道)的百分制考评内容和一票否决",
        items=3,
        open=("事故的等级和责任由哪个机关认定",),
        parts=(THREE[0], THREE[1], f"{THREE[2]},含一票否决"),
    ),
    Article(
        10,
        "县级部门的百分制考评内容",
        items=3,
        open=("县级部门没有一票否决的规定",),
        note="第二项原文误作“(一)”",
        parts=THREE,
    ),
    Article(
        11,
        "环保部门拟制,县绩效委印发下达",
        open=("印发下达的时限", "年中调整的办法"),
    ),
    Article(12, "各单位细化分解、组织实施", open=("分解的时限和报备",)),
    Article(13, "半年自查,报环保部门、抄送目督办", open=("报送的具体日期",)),
    Article(
        14,
        "检查督查,反馈和督促限期整改",
        open=("整改期限的长短", "核查、公示和销号的程序"),
    ),
    Article(
        15,
        "考评程序:自查,审核和意见,复核、报告和审定",
        items=3,
        open=("各环节的时限", "复核不同意考评意见时如何处理"),
        parts=(
            "各单位年底自查",
            "环保部门审核、提出考评意见,需要时实地考评",
            "目督办复核、形成报告,县委、县政府审定",
        ),
    ),
    Article(16, "两个序列按得分排位,审定后通报", open=("通报的范围",)),
    Article(17, "前三分之一为先进,在综合考评中加分", open=("加多少分",)),
    Article(18, "后三位由县领导约谈", open=("约谈的时限",)),
    Article(19, "结果作为干部评价和任用的参考"),
    Article(20, "连续三年未完成的启动问责", open=("问责由哪个机关、按什么程序启动",)),
    Article(21, "自印发之日起施行"),
)

BY_NUMBER: Mapping[int, Article] = MappingProxyType({a.number: a for a in ARTICLES})


def exists(ref: str) -> bool:
    """Whether the text has the article or item *ref* (``9``, ``9.3``): only such may be cited."""
    number, dot, item = ref.partition(".")
    if not number.isdecimal() or (found := BY_NUMBER.get(int(number))) is None:
        return False
    return not dot or (item.isdecimal() and 1 <= int(item) <= found.items)
