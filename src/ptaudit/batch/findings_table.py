"""问题台账: one row a finding through its life, each act a step with a key of its own.

A table that has grown since it was last imported records only what is new in it.
"""

from collections.abc import Mapping

from ptaudit.batch.forms import Form
from ptaudit.batch.measures import Several
from ptaudit.batch.template import Aside, Step, Template, column, fields, noted
from ptaudit.domain.commands.findings import (
    CloseFinding,
    NotifyFinding,
    OrderRectification,
    RaiseFinding,
    SubmitRectification,
    VerifyRectification,
)
from ptaudit.domain.commands.targets import ServeDocument

_NOTED = fields("irregular late_reason")
_REGISTERED = ("on", "discovered_on")
_SENT = ("sent_on", *_REGISTERED)
_FOUND = "finding units issue source category indicator place discovered_on violation"
_CASE: Mapping[str, tuple[str, ...]] = {"finding": ("登记",)}
FINDINGS = Template(
    name="问题台账",
    version=2,
    columns=(
        column(RaiseFinding, "finding", note="不填顺次编号;登记后可补填"),
        column(
            RaiseFinding,
            "units",
            required=True,
            example="清河镇",
            units=True,
            also="整改责任单位 整改单位 责任主体 牵头单位",
        ),
        column(
            RaiseFinding,
            "issue",
            required=True,
            example="沿河养殖粪污直排",
            also="存在问题 反馈问题 问题描述 具体问题 整改问题 问题内容",
        ),
        column(RaiseFinding, "source", example="日常检查"),
        column(RaiseFinding, "category"),
        column(RaiseFinding, "indicator"),
        column(RaiseFinding, "place"),
        column(RaiseFinding, "violation"),
        column(RaiseFinding, "discovered_on", example="2025-11-01", also="检查日期 发现时间"),
        column(RaiseFinding, "on", "登记日期", note="不填同发现日期", example="2025-11-03"),
        column(
            OrderRectification,
            "measures",
            form=Form("text"),
            note="一行一项,或一格内以1.2.分列;同一问题的下一项措施另起一行,问题栏空着",
            also="整改任务 具体措施 整改要求 整改目标及措施 整改内容",
        ),
        column(
            RaiseFinding,
            "measure_units",
            "措施责任单位",
            of="units",
            units=True,
            note="与责任单位不同才填",
            also="措施牵头单位 措施责任主体",
        ),
        column(
            OrderRectification,
            "deadline",
            form=Form("limit"),
            note="日期,如 2025年12月底前;或立行立改、长期坚持",
            example="2025-12-20",
            also="完成时限 整改期限 整改完成时限 完成时间 整改时间",
        ),
        column(OrderRectification, "deadline_kind"),
        column(OrderRectification, "days"),
        column(
            OrderRectification,
            "doc_no",
            "文号",
            of="basis",
            note="反馈和限期整改的文号",
            example="×环函〔2025〕17号",
        ),
        column(OrderRectification, "sent_on", "发函日期", of="on", note="不填同登记日期"),
        column(OrderRectification, "letter"),
        column(
            ServeDocument,
            "served",
            "送达日期",
            of="on",
            note="责任单位收到之日",
            example="2025-11-07",
        ),
        column(ServeDocument, "receiver"),
        column(ServeDocument, "served_receipt", "送达收文号", of="receipt"),
        column(
            SubmitRectification,
            "submitted",
            "报完成日期",
            of="on",
            note="责任单位报告整改完成之日",
            example="2025-12-18",
        ),
        column(SubmitRectification, "receipt", example="收文2025-0412"),
        column(
            SubmitRectification,
            "submitted_by",
            "报送单位",
            of="unit",
            units=True,
            note="责任单位不止一个时填",
        ),
        column(SubmitRectification, "text"),
        column(
            VerifyRectification,
            "verified",
            "核查日期",
            of="on",
            note="核查通过之日",
            example="2025-12-28",
        ),
        column(VerifyRectification, "method"),
        column(VerifyRectification, "verified_by"),
        column(CloseFinding, "closed", "销号日期", of="on", note="销号之日", example="2025-12-29"),
        column(
            CloseFinding,
            "closed_doc",
            "销号文号",
            of="basis",
            note="销号的文号",
            example="×环函〔2025〕31号",
        ),
        *noted(RaiseFinding),
    ),
    steps=(
        Step(
            "登记",
            RaiseFinding,
            {**fields(_FOUND), "on": _REGISTERED, **_NOTED},
            needs=("on",),
        ),
        Step(
            "反馈",
            NotifyFinding,
            {"on": _SENT, "basis": ("doc_no",), **_NOTED},
            due=("doc_no", "measures", "deadline", "deadline_kind", "days", "sent_on"),
            takes=_CASE,
        ),
        Step(
            "限期",
            OrderRectification,
            {
                **fields("measures deadline deadline_kind days letter"),
                "on": _SENT,
                "basis": ("doc_no",),
                **_NOTED,
            },
            due=("measures", "deadline", "deadline_kind", "days"),
            takes=_CASE,
        ),
        Step(
            "送达",
            ServeDocument,
            {
                "doc_no": ("doc_no",),
                "to": ("units",),
                "on": ("served",),
                "receiver": ("receiver",),
                "receipt": ("served_receipt",),
                **_NOTED,
            },
            due=("served",),
            takes={"document": ("限期", "反馈")},
            needs=("doc_no",),
        ),
        Step(
            "报完成",
            SubmitRectification,
            {
                "on": ("submitted",),
                "unit": ("submitted_by",),
                **fields("receipt text"),
                **_NOTED,
            },
            due=("submitted",),
            takes=_CASE,
        ),
        Step(
            "核查",
            VerifyRectification,
            {"on": ("verified",), **fields("method verified_by"), **_NOTED},
            due=("verified",),
            fixed={"result": "通过"},
            takes=_CASE,
        ),
        Step(
            "销号",
            CloseFinding,
            {"on": ("closed",), "basis": ("closed_doc",), **_NOTED},
            due=("closed",),
            takes=_CASE,
        ),
    ),
    identity=("units", "issue", "discovered_on", "on"),
    book=(_REGISTERED,),
    aside=Aside(
        states=(
            *("整改状态", "整改进展", "整改进展情况", "整改完成情况", "整改情况", "整改落实情况"),
            *(
                "进展情况",
                "目前进展",
                "当前进展",
                "工作进展",
                "状态",
                "是否销号",
                "销号情况",
                "是否完成",
            ),
            *("是否完成整改", "整改结果", "完成状态", "销号状态"),
        ),
        rest=(
            *(
                "整改目标",
                "责任人",
                "整改责任人",
                "具体责任人",
                "责任领导",
                "督导单位",
                "督办单位",
            ),
            *(
                "验收单位",
                "销号单位",
                "牵头领导",
                "包保领导",
                "联系人",
                "联系电话",
                "备注",
                "整改成效",
            ),
        ),
        unless=("完成情况", "submitted"),
    ),
    several=Several("measures", "measure_units", "deadline", "measures"),
)
