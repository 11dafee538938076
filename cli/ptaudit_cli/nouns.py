"""What the first word of a call may be, under which heading of the root help, in both languages."""

from typing import NamedTuple


class Noun(NamedTuple):
    """*group* is the heading the noun stands under in the root help."""

    noun: str
    group: str
    zh: str
    en: str


NOUNS: tuple[Noun, ...] = (
    Noun("init", "ledger", "新建账本", "Create a ledger"),
    Noun("status", "daily", "今日待办、账本与设置", "To-do of today, the ledger, the settings"),
    Noun("due", "daily", "到期和逾期", "What is due and overdue (到期、逾期)"),
    Noun("finding", "daily", "问题与整改", "Findings and their rectification (问题、整改)"),
    Noun("selfcheck", "daily", "自查报送", "Self-checks (自查)"),
    Noun("score", "daily", "计分", "Scores (计分)"),
    Noun("timeline", "daily", "时间线", "Timeline of a unit, case or year"),
    Noun("correct", "daily", "更正一号登记", "Correct an entry (record correct)"),
    Noun("void", "daily", "作废一号登记", "Void an entry (record void)"),
    Noun("regulation", "register", "细则", "The regulation (细则)"),
    Noun("policy", "register", "口径", "Rulings on what the regulation leaves open (口径)"),
    Noun("calendar", "register", "节假日调休", "Holidays and working days"),
    Noun("year", "register", "考核年度", "Assessment years"),
    Noun("organ", "register", "机关名称", "Names of organs (机关)"),
    Noun("unit", "register", "被考评单位", "Assessed units (被考评单位)"),
    Noun("post", "register", "任职与离任", "Posts and who holds them (任职)"),
    Noun("person", "register", "任职人员", "Persons in posts (任职人员)"),
    Noun("lineage", "register", "承继认定", "Whose past results a unit carries (承继认定)"),
    Noun("operator", "register", "经办人", "Operators (经办人)"),
    Noun("grant", "register", "登记权", "Whose acts a desk may register (登记权)"),
    Noun("history", "register", "历史年度结果", "Results of past years (结转)"),
    Noun("draft", "process", "草案", "Drafts of targets and rules (草案)"),
    Noun("target", "process", "目标任务", "Targets (目标任务)"),
    Noun("rules", "process", "考评细则", "Scoring rules (考评细则)"),
    Noun("document", "process", "文书出具与送达", "Documents issued and served (文书)"),
    Noun("task", "process", "任务分解与进展", "Tasks made of targets (细化分解)"),
    Noun("indicator", "process", "指标值填报、核定与缺项", "Indicator values (指标值)"),
    Noun("duty", "process", "履职事项", "Duties of 第九、十条 (履职事项)"),
    Noun("submission", "process", "退回报送材料", "Returned submissions (退回)"),
    Noun("notice", "process", "告知", "What units were told (告知)"),
    Noun("extension", "process", "延期", "Extensions of deadlines (延期)"),
    Noun("inspection", "process", "检查、督查、巡查", "Inspections (检查、督查、巡查)"),
    Noun("incident", "process", "突发环境事件", "Environmental incidents (突发环境事件)"),
    Noun("restriction", "process", "区域限批", "Approval restrictions (区域限批)"),
    Noun("veto", "process", "一票否决", "Vetoes (一票否决)"),
    Noun("review", "process", "自查审核", "Review of self-checks (审核)"),
    Noun("onsite", "process", "实地考评", "On-site assessment (实地考评)"),
    Noun("opinion", "process", "考评意见与复核", "Assessment opinions (考评意见)"),
    Noun("completion", "process", "目标任务完成认定", "Completed or not (完成认定)"),
    Noun("report", "process", "考评结果报告", "The result report (报告)"),
    Noun("result", "process", "审定、通报与抄送", "Approval, publication, referral (审定、通报)"),
    Noun("procedure", "process", "程序变通", "Departures from procedure (变通)"),
    Noun("advanced", "process", "先进单位", "Advanced units (先进单位)"),
    Noun("bonus", "process", "目标绩效加分", "Bonus points (目标绩效加分)"),
    Noun("interview", "process", "约谈", "Interviews (约谈)"),
    Noun("archive", "process", "归档移交", "Files handed to the archive (归档)"),
    Noun("accountability", "process", "问责启动建议", "Accountability (问责)"),
    Noun("objection", "process", "异议", "Objections (异议)"),
    Noun("recusal", "process", "回避", "Recusals (回避)"),
    Noun("record", "process", "更正、作废与复核", "Corrections, voids, checks (复核)"),
    Noun("evidence", "process", "附证据", "Evidence added later"),
    Noun("confidential", "process", "保密内容(举报人等)", "Informants and the like (保密内容)"),
    Noun("template", "daily", "空白工作簿", "An empty workbook to fill in"),
    Noun(
        "import", "daily", "导入工作簿、csv、jsonl", "Record what a workbook, csv or jsonl holds"
    ),
    Noun("standing", "view", "排位和名单", "Ranks and lists (排位、名单)"),
    Noun("replay", "view", "回放当时所知", "What was known then about a day (回放)"),
    Noun("whatif", "view", "假如", "What if: without an entry, under another ruling"),
    Noun("consequences", "view", "假如的后果", "What would have to follow from a what-if"),
    Noun("diff", "view", "两边对照", "Two moments, days or rulings compared"),
    Noun(
        "exhibit",
        "view",
        "复核说明册",
        "The book of a dispute, for both sides to check (复核说明册)",
    ),
    Noun("audit", "view", "审计", "Audit: a year in twelve items, a whole ledger by question"),
    Noun("reconcile", "view", "与收文登记簿对账", "A register of documents against the ledger"),
    Noun("explain", "view", "为什么", "Why: a score, an entry, an article"),
    Noun("show", "view", "一号登记的原文", "One entry as it was recorded"),
    Noun("security", "ledger", "安全日志", "Security log (安全日志)"),
    Noun("key", "ledger", "密钥", "Keys that sign entries and checkpoints (密钥)"),
    Noun("verify", "ledger", "核验账本或证据包", "Verify a ledger or a bundle"),
    Noun("fsck", "ledger", "只核对账本自身", "Check the ledger's own bytes"),
    Noun("export", "ledger", "导出证据包", "Export an evidence bundle (证据包)"),
    Noun("checkpoint", "ledger", "检查点与上级见证", "Signed heads, and witnesses (检查点)"),
    Noun("witness", "ledger", "给别的账本作见证", "Witness other ledgers (见证)"),
    Noun("receipt", "ledger", "回执", "Proof that an entry was recorded (回执)"),
    Noun("projections", "ledger", "视图的存储", "Stored views"),
    Noun("demo", "ledger", "示例县", "A synthetic county to try things on"),
    Noun("completion-script", "ledger", "命令补全脚本", "Script for shell completion"),
)
