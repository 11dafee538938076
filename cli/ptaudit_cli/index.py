"""What can be called, by noun and verb, with its title in both languages: help reads this and nothing else.

A test holds it equal to the doors of the domain and the reads of ``commands``. *home* is the module of
``ptaudit_cli.commands`` that answers; empty, the call is a door: it records an act.
"""

from typing import NamedTuple

from ptaudit_cli.nouns import NOUNS, Noun

__all__ = ["ALONE", "ENTRIES", "NOUNS", "SHORTCUTS", "Entry", "Noun", "nouns", "verbs"]


class Entry(NamedTuple):
    """*verb* is empty where the noun itself is called (``status``)."""

    noun: str
    verb: str
    zh: str
    en: str
    home: str = ""


ENTRIES: tuple[Entry, ...] = (
    Entry("regulation", "adopt", "登记细则印发施行", "Record the regulation's adoption"),
    Entry("policy", "adopt", "登记口径确定", "Record a ruling (口径)"),
    Entry("calendar", "publish", "登记节假日调休", "Record a year's holidays and working days"),
    Entry("year", "open", "启用考核年度", "Open an assessment year"),
    Entry("year", "seal", "年度封账", "Seal a year (封账)"),
    Entry("year", "reopen", "登记年度重启", "Record that a sealed year is opened again"),
    Entry("organ", "name", "登记机关名称", "Record an organ's name"),
    Entry("unit", "register", "登记单位", "Register a unit"),
    Entry("unit", "change", "登记更名、改制", "Record a new name or kind (更名、改制)"),
    Entry("unit", "merge", "登记单位合并", "Record that units merge (合并)"),
    Entry("unit", "split", "登记单位拆分", "Record that a unit is divided (拆分)"),
    Entry("unit", "abolish", "登记单位撤销", "Record that units are abolished (撤销)"),
    Entry("unit", "transfer", "登记职能划转", "Record that functions are handed over (职能划转)"),
    Entry(
        "lineage", "determine", "登记承继认定", "Record whose results a unit carries (承继认定)"
    ),
    Entry("unit", "sequence", "划定序列", "Put a unit into a sequence (序列)"),
    Entry("post", "assume", "登记任职", "Record that somebody takes a post (任职)"),
    Entry("post", "leave", "登记离任", "Record that somebody leaves a post (离任)"),
    Entry("operator", "register", "登记经办人", "Register an operator"),
    Entry("grant", "give", "授予登记权", "Grant a desk the right to register acts"),
    Entry("grant", "end", "收回登记权", "End a grant"),
    Entry("recusal", "record", "登记回避或不回避", "Record who stands aside (回避)"),
    Entry("history", "carry", "结转历史年度结果", "Carry over a past year's result"),
    Entry("draft", "submit", "登记草案报送", "Record a submitted draft"),
    Entry("target", "issue", "登记目标任务下达", "Record issued targets"),
    Entry("rules", "issue", "登记考评细则印发", "Record issued scoring rules"),
    Entry("document", "serve", "登记文书送达", "Record the service of a document"),
    Entry("task", "decompose", "登记细化分解", "Record the tasks a unit made of its targets"),
    Entry("task", "report", "登记任务进展", "Record how far a task is"),
    Entry("indicator", "report", "登记指标值填报", "Record values a unit reported"),
    Entry("indicator", "certify", "登记指标值核定", "Record certified values (核定)"),
    Entry("indicator", "waive", "登记缺项认定", "Record that an indicator does not apply (缺项)"),
    Entry("duty", "record", "登记履职事项", "Record a duty carried out"),
    Entry("selfcheck", "file", "登记自查报送", "Record a self-check received"),
    Entry("selfcheck", "miss", "登记自查未报认定", "Record that a self-check was found missing"),
    Entry("submission", "return", "登记退回", "Record that a submission was sent back"),
    Entry("notice", "send", "登记告知", "Record what units were told (告知)"),
    Entry("inspection", "hold", "登记检查、督查、巡查", "Record an inspection (检查、督查、巡查)"),
    Entry("finding", "raise", "登记问题", "Record a finding (问题)"),
    Entry("finding", "notify", "登记反馈", "Record the feedback to the units"),
    Entry("finding", "order", "登记限期整改", "Record an order of rectification (限期整改)"),
    Entry("finding", "plan", "登记整改方案", "Record a plan of rectification (整改方案)"),
    Entry("finding", "progress", "登记整改进展", "Record how far rectification is (进展)"),
    Entry("finding", "submit", "登记整改报完成", "Record that rectification was reported done"),
    Entry("finding", "verify", "登记整改核查", "Record a verification (核查)"),
    Entry("finding", "publicise", "登记销号公示", "Record that a closing is publicised (公示)"),
    Entry("finding", "close", "登记销号", "Record that a finding is closed (销号)"),
    Entry("finding", "reopen", "登记重新打开", "Record that a finding is opened again"),
    Entry("finding", "withdraw", "登记撤销问题登记", "Record that a finding is withdrawn (撤销)"),
    Entry("finding", "reassign", "登记责任单位变更", "Record that other units answer for it"),
    Entry("finding", "escalate", "登记升级督办", "Record that it is taken up higher (督办)"),
    Entry("extension", "request", "登记延期申请", "Record a request for extension"),
    Entry("extension", "decide", "登记延期批复", "Record the answer to a request"),
    Entry("incident", "report", "登记事件报告", "Record a reported incident"),
    Entry("incident", "grade", "登记事件等级认定", "Record the grading of an incident"),
    Entry("incident", "attribute", "登记责任认定", "Record who is held responsible"),
    Entry("restriction", "impose", "登记区域限批", "Record an approval restriction"),
    Entry("restriction", "lift", "登记解除限批", "Record that a restriction is lifted"),
    Entry("veto", "decide", "登记一票否决认定", "Record a decision on a veto"),
    Entry("score", "enter", "记分", "Enter a score"),
    Entry("score", "deduct", "扣分", "Deduct points"),
    Entry("score", "reverse", "冲回一笔计分", "Reverse a score entry"),
    Entry("review", "done", "登记自查审核", "Record the review of self-checks"),
    Entry("review", "join", "登记会审意见", "Record that a department joins the review (会审)"),
    Entry("onsite", "propose", "登记实地考评方案", "Record an on-site plan"),
    Entry("onsite", "decide", "登记方案审议结果", "Record the answer to an on-site plan"),
    Entry("onsite", "hold", "登记实地考评", "Record an on-site assessment held"),
    Entry("opinion", "issue", "登记考评意见", "Record an assessment opinion"),
    Entry("opinion", "verify", "登记复核", "Record the verification of an opinion (复核)"),
    Entry("completion", "determine", "登记目标任务完成认定", "Record completed or not"),
    Entry("report", "submit", "登记考评结果报审", "Record the result report"),
    Entry("result", "approve", "登记审定", "Record the approval (审定)"),
    Entry("result", "publish", "登记通报", "Record the publication (通报)"),
    Entry("procedure", "deviate", "登记程序变通", "Record a departure from procedure"),
    Entry("result", "correct", "登记结果更正", "Record a correction of the result (结果更正)"),
    Entry("advanced", "revoke", "登记撤销先进", "Record that a title is taken back (撤销先进)"),
    Entry("bonus", "enter", "登记目标绩效加分", "Record bonus points (加分)"),
    Entry("bonus", "reverse", "登记收回加分", "Record that bonus points are taken back"),
    Entry("interview", "notify", "登记约谈通知", "Record a call to an interview (约谈通知)"),
    Entry("interview", "hold", "登记约谈", "Record an interview (约谈)"),
    Entry("interview", "follow", "登记约谈落实和核查", "Record a report after it, or its check"),
    Entry("result", "refer", "登记结果抄送", "Record that results were referred (抄送)"),
    Entry("accountability", "propose", "登记问责启动建议", "Record a proposal of accountability"),
    Entry("accountability", "withdraw", "登记撤回问责建议", "Record that one is withdrawn"),
    Entry("accountability", "decide", "登记问责处理", "Record what became of a proposal"),
    Entry("objection", "file", "登记提出异议", "Record an objection received (异议)"),
    Entry("objection", "accept", "登记异议受理或不予受理", "Record whether it is taken up"),
    Entry("objection", "decide", "登记异议复核决定", "Record the decision on an objection"),
    Entry("objection", "withdraw", "登记撤回异议", "Record that an objection is withdrawn"),
    Entry("record", "correct", "更正一号登记", "Correct an entry"),
    Entry("record", "void", "作废一号登记", "Void an entry"),
    Entry("record", "check", "登记复核", "Check entries somebody else typed (复核)"),
    Entry("document", "issue", "登记文书出具", "Enter an issued document in the register"),
    Entry("person", "seal", "遮蔽个人信息", "Cover a person's name (遮蔽)"),
    Entry("archive", "transfer", "登记归档移交", "Record files handed to the archive (归档)"),
    Entry("evidence", "attach", "附证据或收文号", "Attach a file or a receipt number"),
    Entry("init", "", "新建账本", "Create a ledger", "ledger"),
    Entry(
        "status", "", "今日待办、账本与设置", "To-do of today, the ledger, the settings", "status"
    ),
    Entry("verify", "", "核验账本", "Prove the ledger from its bytes", "ledger"),
    Entry("projections", "status", "视图存到第几号", "How far each view is stored", "upkeep"),
    Entry("projections", "rebuild", "重建视图", "Build stored views anew", "ledger"),
    Entry(
        "projections", "verify", "核对视图与重放", "Hold stored views against a replay", "ledger"
    ),
    Entry("demo", "", "建示例县并演示主要查询", "Make the synthetic county and ask it", "demo"),
    Entry("completion-script", "", "命令补全脚本", "Script for shell completion", "ledger"),
    Entry("template", "", "写出空白工作簿", "Write an empty workbook", "files"),
    Entry(
        "import",
        "",
        "导入文件,全部登记或全部不登记",
        "Record a file, all of it or nothing",
        "files",
    ),
    Entry("show", "", "一号登记的原文", "One entry as it was recorded", "entries"),
    Entry(
        "explain",
        "",
        "得分、一号登记或一条细则的说明",
        "A score, an entry or an article explained",
        "explain",
    ),
    Entry("timeline", "", "时间线", "Timeline of a unit, case, year or entry", "entries"),
    Entry("regulation", "list", "历次细则", "Every regulation", "registers"),
    Entry(
        "regulation", "show", "细则及其依据", "Regulations and what they rest on", "regulations"
    ),
    Entry("policy", "list", "各项口径", "Every ruling as it applies", "registers"),
    Entry("policy", "show", "一项口径", "One ruling as it applies", "registers"),
    Entry("calendar", "list", "各年节假日", "Holidays by year", "registers"),
    Entry("year", "list", "各年度", "Every year: level, stage", "consequences"),
    Entry("year", "show", "一个年度的程序核查", "One year step by step", "consequences"),
    Entry("year", "overview", "一页纸年度概览", "One year on one page", "overview"),
    Entry("audit", "show", "年度审计要点", "Audit of a year: twelve items (审计要点)", "audit"),
    Entry("audit", "late", "迟录的登记", "Entries recorded late, worst first", "audit_entries"),
    Entry("audit", "after-approval", "审定后录入", "Recorded once approved", "audit_entries"),
    Entry("audit", "changes", "更正、作废前后对照", "What corrections changed", "audit_entries"),
    Entry("audit", "rules", "考评细则各版差异", "What each issue changed", "audit_results"),
    Entry("audit", "treatment", "同一规则不同扣分", "One rule, many amounts", "audit_results"),
    Entry("audit", "totals", "分数断言与分项之和", "Totals against items", "audit_results"),
    Entry("audit", "lists", "名单、排位与计算", "Lists against computed", "audit_results"),
    Entry("audit", "self-review", "自己审自己", "Who judged itself", "audit_entries"),
    Entry("audit", "flat", "不分高下的指标", "Indicators alike for all", "audit_results"),
    Entry(
        "reconcile",
        "",
        "与收文登记簿对账",
        "A register of documents against the ledger",
        "reconcile",
    ),
    Entry("review", "show", "会审情况", "Who joined the review of what", "onsite"),
    Entry("onsite", "list", "历次实地考评方案", "On-site plans, version by version", "onsite"),
    Entry("onsite", "show", "实地考评逐单位情况", "On-site assessment unit by unit", "onsite"),
    Entry("procedure", "show", "逐件核查程序", "The procedure paper by paper", "procedure"),
    Entry("organ", "list", "机关名称", "Names of organs", "registers"),
    Entry("unit", "list", "全部单位", "All units", "registers"),
    Entry("unit", "show", "一个单位", "One unit", "registers"),
    Entry("unit", "profile", "一个单位的历年", "A unit over the years", "people"),
    Entry("post", "list", "在任和缺位", "Who holds which post on a day", "people"),
    Entry("person", "list", "已登记的人员", "Persons on record", "people"),
    Entry("person", "show", "一人历年任职和当年结果", "A person's years in posts", "people"),
    Entry("unit", "handout", "单位的得分说明书", "A unit's year in one file", "handout"),
    Entry(
        "unit", "lineage", "单位沿革和历年结果", "Whom a unit came from, year by year", "lineages"
    ),
    Entry("lineage", "list", "已登记的承继认定", "Recorded determinations of lineage", "entries"),
    Entry("operator", "list", "全部经办人", "All operators", "registers"),
    Entry("grant", "list", "各岗登记权", "All grants", "registers"),
    Entry("selfcheck", "show", "一个单位的自查", "One unit's self-checks", "selfchecks"),
    Entry("selfcheck", "gap", "自评与复核之差", "Own score against reviewed", "indicators"),
    Entry("replay", "", "回放当时所知", "What was known then about a day (回放)", "replay"),
    Entry("due", "list", "到期和逾期的各项", "All that is due and overdue, by day", "due"),
    Entry("notice", "list", "告知台账", "Who was told what", "notices"),
    Entry("selfcheck", "list", "自查台账", "Self-checks owed and filed", "results"),
    Entry(
        "finding", "board", "未销号问题,最急的在前", "Open findings, most urgent first", "findings"
    ),
    Entry("finding", "list", "全部问题", "All findings", "findings"),
    Entry("finding", "show", "一个问题的各项措施", "One finding, measure by measure", "findings"),
    Entry("inspection", "list", "全部检查、督查、巡查", "All inspections", "inspections"),
    Entry("score", "list", "各单位得分", "Scores of all units", "results"),
    Entry("score", "show", "一个单位的得分和每条理由", "One score with every reason", "results"),
    Entry("score", "suggest", "由登记的事实建议计分", "Entries that facts imply", "suggest"),
    Entry("standing", "", "排位和名单", "Ranks and lists", "results"),
    Entry(
        "whatif",
        "",
        "假如没有某号、或换一种口径",
        "Without an entry, under another ruling",
        "whatif",
    ),
    Entry(
        "consequences",
        "",
        "假如的后果:各有依据和了结办法",
        "What would have to follow, each with its entries",
        "whatif",
    ),
    Entry(
        "diff",
        "",
        "两个时点、两天或两种口径的对照",
        "Two moments, days or rulings compared",
        "diff",
    ),
    Entry(
        "exhibit",
        "",
        "复核说明册:作出、核对",
        "The book of a dispute: made, checked",
        "exhibit",
    ),
    Entry("veto", "list", "否决案件", "Cases and vetoes", "consequences"),
    Entry("accountability", "list", "连续未完成", "Years incomplete in a row", "consequences"),
    Entry("history", "list", "已结转的历年结果", "Past results carried over", "entries"),
    Entry("draft", "list", "已登记的草案", "Recorded drafts", "entries"),
    Entry("target", "list", "已登记的目标任务下达", "Recorded issues of targets", "entries"),
    Entry("rules", "list", "已登记的考评细则", "Recorded scoring rules", "entries"),
    Entry("rules", "check", "核对考评细则表", "Check a scoring table", "rules"),
    Entry("rules", "try", "试算", "Try a table on facts (试算)", "rules"),
    Entry("rules", "show", "逐项看考评细则", "An issued table, item by item", "rules"),
    Entry("rules", "export", "写出考评细则", "Write an issued table to a file", "rules"),
    Entry(
        "document", "list", "已登记的出具和送达", "Recorded documents and their service", "entries"
    ),
    Entry("document", "receipts", "各件文书的送达和回执", "Who got which document", "notices"),
    Entry("document", "register", "文书台账", "The register of documents", "keeping"),
    Entry("document", "check", "一个文件是否在册", "Whether a file is in the register", "keeping"),
    Entry("task", "list", "任务台账", "Tasks: due, done, targets without", "tasks"),
    Entry("task", "show", "一个单位的各版分解和进展", "One unit's tasks, paper by paper", "tasks"),
    Entry("indicator", "list", "指标值台账", "Values reported beside certified", "indicators"),
    Entry(
        "indicator", "show", "一项指标的历次数值", "One indicator, paper by paper", "indicators"
    ),
    Entry("duty", "list", "履职事项表", "The duty register", "duties"),
    Entry("duty", "matrix", "履职情况:单位、事项、时段", "Duties by unit and period", "duties"),
    Entry("completion", "suggest", "完成与否的建议", "Suggested: completed or not", "tasks"),
    Entry("submission", "list", "已登记的退回", "Recorded returns", "entries"),
    Entry(
        "extension", "list", "已登记的延期申请和批复", "Recorded requests and answers", "entries"
    ),
    Entry("incident", "list", "已登记的事件报告和认定", "Recorded incidents", "entries"),
    Entry("restriction", "list", "已登记的区域限批", "Recorded restrictions", "entries"),
    Entry("review", "list", "已登记的自查审核", "Recorded reviews", "entries"),
    Entry(
        "opinion",
        "list",
        "已登记的考评意见和复核",
        "Recorded opinions and verifications",
        "entries",
    ),
    Entry("completion", "list", "已登记的完成认定", "Recorded determinations", "entries"),
    Entry("report", "list", "已登记的结果报告", "Recorded reports", "entries"),
    Entry(
        "result", "list", "已登记的审定和通报", "Recorded approvals and publications", "entries"
    ),
    Entry("advanced", "list", "先进单位现状", "Advanced units as they stand", "honours"),
    Entry("bonus", "list", "加分账", "Bonus points, entry by entry", "honours"),
    Entry("interview", "list", "约谈台账", "Interviews due, held, followed up", "interviews"),
    Entry("accountability", "show", "一个单位的问责建议", "Proposals about a unit", "proceedings"),
    Entry("result", "handover", "抄送表:得分、名次和任职", "The table to be referred", "people"),
    Entry("archive", "list", "已登记的归档移交", "Recorded transfers to the archive", "entries"),
    Entry(
        "objection",
        "list",
        "全部异议,未办结的在前",
        "All objections, open ones first",
        "objections",
    ),
    Entry("objection", "show", "一件异议的经过", "One objection, act by act", "objections"),
    Entry("recusal", "list", "已登记的回避和不回避", "Recorded recusals", "entries"),
    Entry(
        "record",
        "list",
        "已登记的更正、作废和复核",
        "Recorded corrections, voids, checks",
        "entries",
    ),
    Entry("record", "checked", "应复核的登记", "Entries that are to be checked", "keeping"),
    Entry("evidence", "list", "已登记的附证据", "Recorded later evidence", "entries"),
    Entry("correct", "", "更正一号登记", "Correct an entry"),
    Entry("void", "", "作废一号登记", "Void an entry"),
)

#: Calls that stand for another: what is typed, what is meant.
SHORTCUTS = {"correct": ("record", "correct"), "void": ("record", "void")}


#: Nouns that answer alone, without a verb, as this verb does.
ALONE = {"audit": "show"}


def nouns() -> dict[str, Noun]:
    return {noun.noun: noun for noun in NOUNS}


def verbs(noun: str) -> dict[str, Entry]:
    """The entries of *noun* by verb, in the order of help."""
    return {entry.verb: entry for entry in ENTRIES if entry.noun == noun}
