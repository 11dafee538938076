"""文书 as data: the papers a year makes, the articles they come about under, and the acts they record.

Titles are the offices' usual ones; what a county calls its own stands in the basis of the entry.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """*refs*: articles and items (``9.3``) it comes about under; none where only 口径 or practice asks for it.

    *kinds*: the acts it is the original of; none where the program draws it up from the ledger.
    *stated*: the text itself speaks of what it records.
    """

    name: str
    refs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    stated: bool = True


def _stated(name: str, refs: str, kinds: str = "") -> Document:
    return Document(name, tuple(refs.split()), tuple(kinds.split()))


def _unstated(name: str, refs: str, kinds: str = "") -> Document:
    return Document(name, tuple(refs.split()), tuple(kinds.split()), stated=False)


DOCUMENTS: tuple[Document, ...] = (
    _stated("实施细则", "1 4 21", "regulation.adopted"),
    _unstated("机构设置文件", "2 3", "organ.named unit.registered unit.changed"),
    _unstated("机构改革、区划调整批复", "2 10", "unit.reorganised"),
    _unstated("任免文件", "5", "post.assumed post.left"),
    _unstated("得分说明书", "7"),
    _unstated("复核说明册", "7"),
    _unstated("证据和补录说明", "7", "evidence.attached"),
    _unstated("缺项认定通知", "8", "indicator.waived"),
    _stated("党委会议季度情况表", "9.1", "duty.recorded"),
    _stated("人大报告情况表", "9.1", "duty.recorded"),
    _stated("履职材料", "9 10", "duty.recorded"),
    _unstated("督办通知", "9.3 10.3", "finding.escalated"),
    _unstated("突发环境事件报告和等级、责任认定", "9.3", "incident.reported incident.graded incident.attributed"),
    _unstated("区域限批决定、解除决定", "9.3", "restriction.imposed restriction.lifted"),
    _unstated("一票否决认定书", "9.3", "veto.decided"),
    _unstated("年度考评工作方案", "11 13 15", "year.opened"),
    _stated("目标任务和考评细则拟制稿", "11", "draft.submitted"),
    _stated("下达目标任务的通知", "3 11", "target.issued"),
    _unstated("目标任务调整通知", "11", "target.issued"),
    _stated("印发考评细则的通知", "6 8 11", "rules.issued"),
    _unstated("送达回证", "11 14", "document.served"),
    _unstated("退回通知", "11 13 15", "submission.returned"),
    _stated("目标任务分解表", "12", "target.decomposed task.reported"),
    _unstated("指标值填报表", "12 13", "indicator.reported"),
    _stated("半年自查评估报告", "13", "selfcheck.filed"),
    _stated("抄送单", "13", "selfcheck.filed"),
    _unstated("催报通知", "13 14", "notice.sent"),
    _unstated("否决后果告知函", "9.3", "notice.sent"),
    _unstated("自查未报认定", "13", "selfcheck.missed"),
    _stated("检查、督查、巡查记录", "14", "inspection.held"),
    _stated("问题反馈函", "10.1 14", "finding.raised finding.notified"),
    _stated("限期整改通知", "14", "rectification.ordered"),
    _unstated("责任单位变更函", "14", "finding.reassigned"),
    _unstated("延期申请和批复", "14", "extension.requested extension.decided"),
    _unstated("整改方案和整改完成报告", "14", "rectification.reported rectification.submitted"),
    _unstated(
        "核查意见、公示和销号通知", "14", "rectification.verified closure.publicised finding.closed"
    ),
    _unstated("重新打开、撤销问题登记的通知", "14", "finding.reopened finding.withdrawn"),
    _stated("年度自查报告", "15.1", "selfcheck.filed"),
    _stated("审核记录和会审意见", "15.2", "review.done review.joined"),
    _unstated("考评计分表", "15.2 15.3", "score.entered score.reversed"),
    _unstated("指标值核定表", "15.2", "indicator.certified"),
    _stated("实地考评方案和批复", "15.2", "onsite.proposed onsite.decided"),
    _stated("实地考评记录", "15.2", "onsite.held"),
    _stated("考评意见", "15.2", "opinion.issued"),
    _stated("复核意见", "15.3", "opinion.verified"),
    _stated("考评结果报告", "15.3 16", "report.submitted"),
    _stated("审定批示或会议纪要", "3 15.3", "result.approved"),
    _unstated("程序变通说明", "15", "procedure.deviated"),
    _unstated("更正决定和更正通报", "15.3", "result.corrected"),
    _unstated("序列划定通知", "16", "unit.sequenced"),
    _unstated("往年考评结果文件", "16 20", "history.carried"),
    _stated("考评结果通报", "16 17 18", "result.published"),
    _stated("先进单位名单", "17", "result.published"),
    _unstated("撤销先进的决定", "9.3 17", "advanced.revoked"),
    _stated("加分通知单", "17", "bonus.entered"),
    _stated("约谈通知和纪要", "18", "interview.notified interview.held"),
    _unstated("约谈落实报告和核查", "18", "interview.followed"),
    _unstated("考评结果抄送函", "19", "result.referred"),
    _unstated("目标任务完成认定表", "20", "completion.determined"),
    _unstated("连续未完成情况核查表", "20"),
    _stated("问责启动建议", "20", "accountability.proposed"),
    _unstated("问责建议的撤回和处理情况", "20", "accountability.withdrawn accountability.decided"),
    # What only 口径 or practice asks for.
    _unstated("口径文件", "", "policy.adopted"),
    _unstated("节假日安排的通知", "", "calendar.published"),
    _unstated("承继认定文件", "", "lineage.determined"),
    _unstated("登记岗位和登记权文件", "", "operator.registered grant.given grant.ended"),
    _unstated("密钥更换记录", "", "key.rotated"),
    _unstated("异议申请书、受理通知和撤回", "", "objection.filed objection.accepted objection.withdrawn"),
    _unstated("结果预告知、两年预警函", "", "notice.sent"),
    _unstated("复核决定书", "", "objection.decided"),
    _unstated("回避说明", "", "recusal.recorded"),
    _unstated("封账说明、重启决定", "", "year.sealed year.reopened"),
    _unstated("更正、作废和登记复核的记录", "", "record.corrected record.voided record.checked"),
    _unstated("文书登记簿", "", "document.issued"),
    _unstated("导入的工作簿", "", "batch.imported"),
    _unstated("个人信息遮蔽审批", "", "person.sealed"),
    _unstated("归档移交清册", "", "archive.transferred"),
)  # fmt: skip

#: Kinds no paper is the original of: what the ledger says of itself.
OWN_ENTRIES = frozenset(("ledger.opened",))


def within(claimed: str, ref: str) -> bool:
    """Whether what claims *claimed* belongs to *ref*: the same, an item of it, or the whole of it."""
    return claimed == ref or claimed.startswith(f"{ref}.") or ref.startswith(f"{claimed}.")
