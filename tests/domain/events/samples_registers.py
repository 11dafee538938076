"""One full and one minimal event of each kind of the families A to D, and the ledger's own."""

import datetime as dt
from decimal import Decimal

from ptaudit.domain.events.base import Event
from ptaudit.domain.events.basis import (
    CalendarPublished,
    Erratum,
    LegalBasis,
    PolicyAdopted,
    RegulationAdopted,
    Retroactive,
    YearOpened,
    YearSpan,
)
from ptaudit.domain.events.history import HistoryCarried
from ptaudit.domain.events.ledger import Admin, LedgerOpened
from ptaudit.domain.events.register import (
    GrantEnded,
    GrantGiven,
    OperatorKey,
    OperatorRegistered,
    OrganNamed,
    UnitRegistered,
    UnitSequenced,
)
from ptaudit.domain.events.targets import (
    DocumentServed,
    DraftRef,
    DraftSubmitted,
    PerCase,
    RuleItem,
    RulesIssued,
    RulesPart,
    RuleWarning,
    ServedDocument,
    Target,
    TargetIssued,
    TargetPart,
    UnitTargets,
)

EARLIER = "0000000000000000000000000000000a"
OTHER = "0000000000000000000000000000000b"
SHA = "ab" * 32

BINDING = Target(
    code="T1", name="化学需氧量减排", value=Decimal("12.5"), op="≥",
    unit_of_measure="吨", binding=True, article="9.1",
)  # fmt: skip
PLAIN = Target(code="T2", name="秸秆禁烧", binding=False, article="9.2")
GROUP = RuleItem(
    code="R3", name="环境监管", group="8.3", mode="扣分", points=Decimal("40.00"),
    rule_text="按下列各项计",
)  # fmt: skip
LEAF = RuleItem(
    code="R31", parent="R3", no="31", name="问题整改", group="8.3", article="14", mode="扣分",
    points=Decimal("10.00"), cap=Decimal("10.00"), floor=Decimal("0.00"),
    rule_text="每起逾期扣1分,扣完为止", assessor="EPB", applies_to=("hekou", "qinghe"),
    per_case=(
        PerCase(code="逾期", amount=Decimal("-1.00"), text="逾期未整改", floor="扣完为止"),
        PerCase(code="虚假", amount=Decimal("-3.00"), text="虚假整改"),
    ),
    row=17,
)  # fmt: skip
OPEN_LEAF = LEAF.model_copy(update={"floor": "无"})
WARNING = RuleWarning(row=17, code="floor.silent", text="未写明是否保底")
DRAFT = DraftRef(version=1, parts_digest=SHA)

REGISTERS: tuple[tuple[Event, Event], ...] = (
    (
        LedgerOpened(
            format=1, origin="qinghe-county/2025", hash_suite="RFC6962-SHA256", zone="+08:00",
            county="清河县", admin=Admin(code="admin", name="系统管理员"), key="ed25519:AAAA",
        ),
        LedgerOpened(
            format=1, origin="qinghe-county/2025", hash_suite="RFC6962-SHA256", zone="+08:00",
            county="清河县", admin=Admin(code="admin", name="系统管理员"),
        ),
    ),
    (
        RegulationAdopted(
            regulation_title="环境保护党政同责工作目标绩效管理实施细则", doc_no="×委办〔2015〕31号",
            issued_on=dt.date(2015, 9, 1), in_force=dt.date(2015, 9, 1), text_sha=SHA,
            bases=(
                LegalBasis(
                    title="中华人民共和国环境保护法", doc_no="主席令第9号",
                    from_=dt.date(2015, 1, 1), to=dt.date(2026, 8, 14), source="第二十六条",
                ),
                LegalBasis(title="党政领导干部生态环境损害责任追究办法(试行)"),
            ),
            replaces=EARLIER, errata=(Erratum(article="18", printed="乡很", read="乡镇"),),
        ),
        RegulationAdopted(
            regulation_title="实施细则", doc_no="×委办〔2015〕31号",
            issued_on=dt.date(2015, 9, 1), in_force=dt.date(2015, 9, 1), bases=(),
        ),
    ),
    (
        PolicyAdopted(
            policy_version=2, keys=(("third.min", "1"), ("third.rounding", "floor")),
            years=YearSpan(from_=2025, to=2026),
            retroactive=Retroactive(years=(2024,), decision="×委纪要〔2025〕2号"), replaces=EARLIER,
        ),
        PolicyAdopted(policy_version=1, keys=(("tie.rank", "dense"),), years=YearSpan(from_=2025)),
    ),
    (
        CalendarPublished(
            year=2025, holidays=(dt.date(2025, 1, 1), dt.date(2025, 1, 28)),
            workdays=(dt.date(2025, 1, 26),), doc_no="国办发明电〔2024〕12号", calendar_version=1,
            source="国务院办公厅通知",
        ),
        CalendarPublished(
            year=2026, holidays=(), workdays=(), doc_no="国办发明电〔2025〕7号", calendar_version=1
        ),
    ),
    (
        YearOpened(
            year=2025, year_version=2,
            due=(("上半年自查", dt.date(2025, 7, 15)), ("年终自查", dt.date(2026, 1, 10))),
            plan_doc="×督查〔2025〕1号", regulation=EARLIER, revises=OTHER,
        ),
        YearOpened(year=2025, year_version=1, due=()),
    ),
    (
        OrganNamed(
            role="EPB", name="××市清河县生态环境局", short="县生态环境局", level="市",
            until=dt.date(2030, 12, 31),
        ),
        OrganNamed(role="JXW", name="县绩效管理委员会"),
    ),
    (
        UnitRegistered(
            unit="qinghe", name="清河镇", short=("清河",), unit_kind="镇",
            party_organ="清河镇党委", gov_organ="清河镇人民政府", since=dt.date(2001, 4, 1),
            roles=("DEP",), binding=("T1",),
        ),
        UnitRegistered(unit="slj", name="水利局", unit_kind="部门", gov_organ="水利局"),
    ),
    (
        UnitSequenced(unit="slj", years=YearSpan(from_=2025, to=2025), sequence="不参与排位"),
        UnitSequenced(unit="slj", years=YearSpan(from_=2025), sequence="B"),
    ),
    (
        OperatorRegistered(
            operator="jia", name="经办甲", organ="MDB", desk="目督办登记岗", operator_version=2,
            key=OperatorKey(alg="ed25519", public="AAAA"), status="在岗",
        ),
        OperatorRegistered(
            operator="yi", name="经办乙", organ="EPB", desk="环保登记岗", operator_version=1,
            status="停用",
        ),
    ),
    (
        GrantGiven(
            grant="g2", desk="环保登记岗", acts_of=("DEP", "EPB", "SUP", "UNI"),
            kinds=("document.served", "finding.raised"), until=dt.date(2026, 12, 31),
        ),
        GrantGiven(grant="g1", desk="目督办登记岗", acts_of=("CGV", "CPC")),
    ),
    (GrantEnded(grant="g2"), GrantEnded(grant="g1")),
    (
        HistoryCarried(
            unit="qinghe", year=2023, name_then="清河乡", sequence="A", score=Decimal("91.50"),
            score_printed="91.5", rank=3, completion="完成", veto="否", advanced="是",
            interviewed="否", note="原件无分项",
        ),
        HistoryCarried(unit="qinghe", year=2022, completion="未认定"),
    ),
    (
        DraftSubmitted(
            draft="考评细则", year=2025, draft_version=1, part=2, parts=2,
            content=RulesPart(
                applies_to="A", full_marks=Decimal("100.00"), items=(GROUP, LEAF),
                warnings=(WARNING,),
            ),
            parts_digest=SHA,
        ),
        DraftSubmitted(
            draft="目标任务", year=2025, draft_version=1, part=1, parts=2,
            content=TargetPart(units=(UnitTargets(unit="qinghe", targets=(PLAIN,)),)),
        ),
    ),
    (
        TargetIssued(
            year=2025, target_version=2, part=1, parts=1,
            units=(
                UnitTargets(unit="hekou", targets=(BINDING,)),
                UnitTargets(unit="qinghe", targets=(BINDING, PLAIN)),
            ),
            draft=DRAFT, changes="调整化学需氧量减排目标", parts_digest=SHA,
        ),
        TargetIssued(
            year=2025, target_version=1, part=1, parts=2,
            units=(UnitTargets(unit="qinghe", targets=()),),
        ),
    ),
    (
        RulesIssued(
            year=2025, rules_version=2, applies_to=("hekou", "qinghe"), part=2, parts=2,
            full_marks=Decimal("100.00"), items=(GROUP, LEAF, OPEN_LEAF), warnings=(WARNING,),
            draft=DRAFT, revises=EARLIER, parts_digest=SHA,
        ),
        RulesIssued(
            year=2025, rules_version=1, applies_to="B", part=1, parts=2,
            full_marks=Decimal("100.00"), items=(GROUP,),
        ),
    ),
    (
        DocumentServed(
            document=ServedDocument(id=EARLIER, doc_no="×环函〔2025〕17号"), to="qinghe",
            method="公文系统", receiver="清河镇党政办", receipt_no="清政收〔2025〕88号",
        ),
        DocumentServed(
            document=ServedDocument(doc_no="×环函〔2025〕17号"), to="MDB", method="直接送达"
        ),
    ),
)  # fmt: skip
