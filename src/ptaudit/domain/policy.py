"""口径: what the regulation leaves open and the county decides, as dated and versioned data.

Every key has closed options or a pattern, a literal default, and the article it fills in. A computed
number names the keys that decided it and the version they came from.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Key:
    """One 口径. *options* in order of the reference page; *pattern* where the value is open."""

    name: str
    title: str
    article: str
    default: str
    options: tuple[str, ...] = ()
    pattern: str = ""

    def accepts(self, value: str) -> bool:
        if self.options:
            return value in self.options
        return re.fullmatch(self.pattern, value) is not None

    @property
    def choices(self) -> str:
        return " / ".join(self.options) if self.options else self.pattern


def _closed(name: str, title: str, article: str, *options: str) -> Key:
    return Key(name, title, article, options[0], options)


KEYS: Mapping[str, Key] = {
    key.name: key
    for key in (
        _closed("third.rounding", "前三分之一的取整", "17", "floor", "half_up", "ceil"),
        _closed("third.min", "前三分之一至少取几个", "17", "0", "1"),
        _closed("tie.rank", "并列名次的编法", "16", "competition", "dense", "tiebreak_chain"),
        _closed(
            "tie.at_top_line",
            "先进线上并列",
            "17",
            "include_all",
            "exclude_all",
            "decide",
            "tiebreak",
        ),
        _closed("tie.at_bottom_line", "后三位线上并列", "18", "include_all", "decide", "tiebreak"),
        Key(
            "tie.chain",
            "并列时依次比较什么",
            "16",
            "completion,8.2,8.3,overdue",
            pattern=r"(completion|8\.2|8\.3|overdue)(,(completion|8\.2|8\.3|overdue)){0,3}",
        ),
        _closed("all_equal", "全部同分", "17", "hold", "all", "none"),
        _closed("rank.on", "按哪个分数排位", "16", "published", "exact"),
        _closed("score.scale", "得分小数位数", "9", "2", "1", "0"),
        _closed("score.cap", "百分制上限", "9", "100", "none"),
        _closed("score.floor", "百分制下限", "9", "0", "none"),
        _closed("item.floor", "指标扣分保底(细则未写明时)", "11", "zero", "none"),
        _closed("partial_unit", "不足一个单位的差距", "11", "pro_rata", "full_unit", "rule"),
        _closed("rate.over_100", "完成率超过百分之百", "11", "cap", "raw"),
        _closed(
            "na_indicator", "缺项分值(文件未写明时)", "8", "rescale", "full", "zero", "reassign"
        ),
        _closed("missing_value", "应核定而未核定的指标值", "15.2", "block", "zero", "full"),
        _closed("duty.congress", "街道、园区是否向人大报告", "9.1", "none", "with_street", "all"),
        _closed("veto.place", "被否决单位空出的先进名额", "17", "empty", "refill", "shrink"),
        _closed("veto.year", "否决计入哪一年", "9.3", "fact", "determination"),
        _closed("veto.responsibility_scope", "负有责任限定哪种情形", "9.3", "incident", "both"),
        _closed("veto.restriction_level", "限批机关层级", "9.3", "市", "省"),
        _closed("late_veto", "审定后才认定的否决", "9.3", "reopen", "next_year"),
        _closed("veto.implies_incomplete", "否决是否视同未完成", "20", "no", "yes"),
        Key(
            "completion.rule",
            "完成与否怎么建议",
            "20",
            "targets",
            pattern=r"targets|tasks|score:(100|[1-9]?[0-9])(\.[0-9]{1,2})?",
        ),
        _closed("completion.who", "完成与否由谁认定", "20", "CPC+CGV", "JXW"),
        _closed("three_year.gap", "无目标任务的年度", "20", "breaks", "skip"),
        _closed("three_year.pending", "未认定的年度", "20", "holds", "breaks"),
        _closed("three_year.before_effective", "施行前的年度", "20", "exclude", "count"),
        _closed("three_year.retrigger", "第四年起是否再次触发", "20", "yes", "reset"),
        _closed("three_year.targets_of", "绩效委下达是否视同县委、县政府下达", "20", "yes", "no"),
        Key("closure.publicity", "销号前公示的天数", "14", "none", pattern=r"none|[1-9][0-9]?"),
        _closed("reopen.effect", "虚假整改计入哪一年", "14", "by_kind", "current_year"),
        _closed("finding.year", "跨年问题计入哪一年", "14", "deadline", "raising", "closure"),
        _closed("rule.applies", "适用哪一版考评细则", "11", "conduct", "determination"),
        _closed("deadline.start", "期限从何日起算", "14", "service", "issue"),
        _closed("deadline.rollover.period", "期间届满日遇休息日", "14", "next", "stays"),
        _closed("deadline.rollover.fixed", "固定日期遇休息日", "14", "stays", "next"),
        Key("deadline.immediate", "立行立改的天数", "14", "none", pattern=r"none|[1-9][0-9]?"),
        _closed("extension.when", "延期申请时限", "14", "before", "any"),
        _closed("extension.pending", "申请待批期间是否停算", "14", "suspend", "strict"),
        _closed("extension.max", "延期次数上限", "14", "none", "1", "2"),
        _closed("late_filing", "逾期报送", "13", "accept", "refuse_score"),
        Key("late_record.threshold", "补录起算天数", "7", "30", pattern=r"[0-9]{1,3}"),
        _closed("late_record.unproved", "无凭证的补录", "7", "flag", "recorded_day"),
        _closed("h2_selfcheck", "下半年自查与年终自查", "13", "merged", "separate"),
        _closed("correction.after_approval", "审定后更正由谁决定", "15.3", "CPC+CGV"),
        _closed("approval.mode", "审定的方式", "15.3", "either", "joint", "separate"),
        _closed("interview.scope", "后三位按序列或合计", "18", "sequence", "overall"),
        _closed("interview.small_n", "小序列的后三位", "18", "literal", "below_advanced"),
        _closed("interview.persons", "约谈应到场的人", "18", "all", "principals", "one"),
        Key(
            "interview.follow_up",
            "约谈后几天内报落实情况",
            "18",
            "none",
            pattern=r"none|[1-9][0-9]{0,2}",
        ),
        Key(
            "bonus.points",
            "先进单位在目标绩效考评中加几分",
            "17",
            "none",
            pattern=r"none|[1-9][0-9]?(\.[0-9]{1,2})?|0\.(0[1-9]|[1-9][0-9]?)",
        ),
        _closed("exempt.in_n", "不参与排位的单位计入总数", "16", "excluded", "counted"),
        _closed("self_review", "自己审核自己", "15.2", "flag", "refuse"),
        _closed("review.joint", "县级有关部门未会审时的考评意见", "15.2", "flag", "require"),
        _closed("lineage.rename", "更名、改制的承继", "20", "continuous", "kind_anew"),
        _closed("lineage.merge", "合并后的承继", "20", "host", "any", "all", "none"),
        _closed("lineage.split", "拆分后的承继", "20", "inherit", "none"),
        _closed("lineage.functions", "职能划转后的承继", "20", "holder", "none"),
        _closed("lineage.who", "承继由谁认定", "20", "CPC+CGV", "JXW"),
        Key(
            "objection.window", "通报后几天内可提异议", "7", "30", pattern=r"none|[1-9][0-9]{0,2}"
        ),
        Key(
            "objection.window.before",
            "结果预告知后几个工作日内可提异议",
            "7",
            "5",
            pattern=r"none|[1-9][0-9]?",
        ),
        _closed("objection.suspends", "异议未办结时停不停报审和通报", "7", "no", "yes"),
        _closed("personal.unlogged", "安全日志写不进时能否查看个人信息", "7", "warn", "refuse"),
        _closed("signatures.required", "哪些登记须经办人签名", "7", "off", "acts", "all"),
        Key("four_eyes", "须第二人复核的登记", "7", "none", pattern=r"none|[a-z.]+(,[a-z.]+)*"),
    )
}


@dataclass(frozen=True, slots=True)
class Policy:
    """The keys in force for one year. *version* 0: defaults only, nothing adopted.

    *set_by* gives, by key, the version that decided it and its document number.
    """

    version: int = 0
    doc_no: str = ""
    position: int = 0
    values: Mapping[str, str] = field(default_factory=dict)
    set_by: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, KEYS[name].default)

    def source(self, name: str) -> str:
        """``v2`` when adopted, ``tried`` in a what-if, ``default`` otherwise."""
        if name in self.set_by:
            return f"v{self.set_by[name][0]}"
        return "tried" if name in self.values else "default"

    def document(self, name: str) -> str | None:
        """The number of the document that decided the key."""
        return self.set_by[name][1] or None if name in self.set_by else None

    def trying(self, keys: Mapping[str, str]) -> "Policy":
        """The same keys with others tried out on top."""
        kept = {name: version for name, version in self.set_by.items() if name not in keys}
        return replace(self, values={**self.values, **keys}, set_by=kept)

    def named(self, *names: str) -> Iterator[tuple[str, str]]:
        for name in names:
            yield name, self[name]
