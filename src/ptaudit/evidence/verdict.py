"""What a verification has shown: levels, up to where each reaches, what rests on trust; one table of words.

A level is not of a ledger but of its first *upto* entries. Who verifies with the one-file verifier of
a bundle reads the same words: ``bundle/verify.py`` repeats those of :data:`WORDS` that it says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum

from ptaudit.domain.failures import Param


class Level(IntEnum):
    """What stands behind the entries up to some size; each level takes the one below for granted.

    L2 is asked of L3 only where the policy's quorum is not ``none``.
    """

    L0 = 0  #: the bytes give the leaves, those the tiles, those the root that the head says
    L1 = 1  #: a key of the log, within its span of sizes, signed that root
    L2 = 2  #: a quorum of the policy's witnesses cosigned it
    L3 = 3  #: a receipt or checkpoint kept elsewhere has the root of this log at its size


class Outcome(Enum):
    """The exit code of a verification; there is none without one."""

    REACHED = 0
    UNDECIDED = 1
    USAGE = 2
    TAMPERED = 3


#: The words of levels, outcomes and findings. Findings are ``bad.…`` (tampering or damage is proven,
#: exit 3), ``lack.…`` (it cannot be decided, exit 1) and ``note.…`` (said, and changes no outcome).
WORDS: Mapping[str, str] = {
    "L0": "自身一致",
    "L1": "县级签名",
    "L2": "上级见证",
    "L3": "外部凭据",
    "reached": "核验到所要求的级别 {level}({word})",
    "undecided": "不能判定:未达到所要求的级别 {level}({word})",
    "tampered": "证实不符:内容与证据相矛盾(被改动,或介质损坏)",
    "usage": "用法不对",
    # What is proved, by whom, up to where.
    "L0.upto": "L0 自身一致:第1—{upto}号逐号重算,根 {root}",
    "L0.since": "L0 自身一致:至第{upto}号,根 {root};本次重算 {hashed} 号,其余凭上次核验的根",
    "L1.upto": "L1 县级签名:至第{upto}号,密钥 {by}",
    "L2.upto": "L2 上级见证:至第{upto}号,{by},最迟一家的时间 {at}",
    "L3.upto": "L3 外部凭据:至第{upto}号,与 {by} 一致",
    "none.upto": "{level} {word}:无",
    # What rests on trust.
    "tail.unsigned": "暴露尾部:第{first}—{last}号没有任何签名{since}",
    "tail.log_key": "暴露尾部:第{first}—{last}号只凭县级自己的密钥{since}",
    #: What follows a tail whose entries say when they were recorded.
    "tail.since": ",最早一号登记于 {at}(距今 {days} 天)",
    "tail.none": "暴露尾部:无",
    "policy.own": "信任名单:{digest}(核验人自备)",
    "policy.carried": "信任名单:{digest}(随包带来;请与另行取得的指纹核对,名单被换则结论无效)",
    "policy.none": "信任名单:无,签名一概不计",
    "limits": "不证明:所登记的内容、所称日期是否属实;只证明何时登记在链、其后未变",
    # Tampering or damage, proven.
    "bad.entry": "第{n}号登记与其叶子散列不符",
    "bad.order": "第{n}号的位置上放着自称第{other}号的登记",
    "bad.tile": "文件 {file} 与由条目重算的散列不符",
    "bad.root": "检查点({file},规模 {size})的根与由条目重算的不符",
    "bad.since": "改动在第{first}—{last}号之间",
    "bad.split": "县级密钥对同一规模 {size} 签过两个不同的根({file})",
    "bad.forged": "{file} 上署名 {name} 的签名不是该密钥所签",
    "bad.file": "文件 {file} 的内容与清单或其文件名不符",
    "bad.time": "第{n}号的登记时间写法不对",
    "bad.decreases": "第{n}号的登记时间早于第{other}号",
    "bad.future": "第{n}号自称登记于 {at},晚于见证时间 {bound}:见证时它已在链中",
    "bad.truncated": "{file} 有县级签名,规模 {size},而账本只有 {upto} 号:登记被截去,或恢复了旧备份",
    "bad.signature": "第{n}号登记的经办人签名不成立",
    # It cannot be decided.
    "lack.unfinished": "证据包没有写完(有 INCOMPLETE 文件),请重新导出或重新拷贝",
    "lack.missing": "缺文件 {file}:没有拷贝完,或被取走",
    "lack.short": "文件 {file} 残缺:没有拷贝完,或被截短",
    "lack.extra": "多出文件 {file}:不属于检查点所述的账本",
    "lack.unreadable": "读不出文件 {file}",
    "lack.note": "{file} 不是合格的检查点或回执",
    "lack.policy": "信任名单第{line}行读不懂",
    "lack.origin": "{file} 属于另一账本({origin})",
    "lack.unsigned": "{file} 没有信任名单所列县级密钥的签名",
    "lack.span": "{file} 的签名密钥 {name} 在规模 {size} 上不当用(密钥已更换或尚未启用)",
    "lack.quorum": "见证不足:{file} 只有 {count} 家,须 {k} 家",
    "lack.no_quorum": "信任名单没有规定见证数,达不到 L2",
    "lack.no_anchor": "没有外部凭据,达不到 L3",
    "lack.shorter": "{file} 的规模 {size} 大于本账本的 {upto}:本账本较旧,或被截短",
    "lack.receipt": "{file} 的路径不通向它自己的检查点",
    "lack.suite": "账本自称用散列套件 {suite},本程序只认 RFC6962-SHA256",
    # Said, and no more.
    # No proof of back-dating: a stick may take days to the witness, and entries are recorded meanwhile.
    "note.gap": "第{n}号起有登记自称早于第{size}号检查点的见证时间 {at},却不在其中:"
    "时间只凭县级自己的时钟",
    "note.times": "条目没有登记时间(不是本系统的登记),时间未核",
    "note.span": "{file} 由当时不当用的密钥 {name} 签,不计",
    "note.signed": "经办人签名 {count} 号,逐号核对成立",
    "note.signer": "第{n}号登记的签名密钥,在它以前没有登记",
    "note.litter": "不属于证据包、未予理会的文件:{file}",
    "note.others": "检查点没有说到、未予理会的文件 {count} 个,如 {file}",
}

#: How far the county's clock and a witness's may differ before a time is held against an entry.
TOLERANCE_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Finding:
    """*code* is a key of :data:`WORDS` beginning with ``bad.``, ``lack.`` or ``note.``."""

    code: str
    params: Mapping[str, Param]

    def __str__(self) -> str:
        return WORDS[self.code].format(**self.params)


@dataclass(frozen=True, slots=True)
class Reach:
    """*level* holds for the first *upto* entries, by word of *by* (keys, witnesses, files)."""

    level: Level
    upto: int
    by: tuple[str, ...] = ()
    #: Seconds since 1970 of the last cosignature that the quorum needs; None below L2.
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """*reaches* has at most one of each level; *asked* is what the outcome is measured by."""

    asked: Level
    size: int
    reaches: tuple[Reach, ...]
    findings: tuple[Finding, ...] = ()
    #: The policy's quorum is not ``none``.
    witnessed: bool = True

    def upto(self, level: Level) -> int:
        return next((reach.upto for reach in self.reaches if reach.level is level), 0)

    @property
    def reached(self) -> Level | None:
        """The highest level that holds for some entries, with every level it takes for granted."""
        found = None
        for level in Level:
            if any(reach.level is level for reach in self.reaches):
                found = level
            elif level is not Level.L2 or self.witnessed:
                break
        return found

    @property
    def exposed(self) -> range:
        """The entries no second party vouches for, by position."""
        return range(max(self.upto(Level.L2), self.upto(Level.L3)) + 1, self.size + 1)

    @property
    def outcome(self) -> Outcome:
        if any(finding.code.startswith("bad.") for finding in self.findings):
            return Outcome.TAMPERED
        lacks = any(finding.code.startswith("lack.") for finding in self.findings)
        if lacks or self.reached is None or self.reached < self.asked:
            return Outcome.UNDECIDED
        return Outcome.REACHED


def asked(said: Level | None, *, witnessed: bool, anchored: bool) -> Level:
    """The level a verification is measured by: the one *said*, or the highest the material calls for.

    So that a bundle whose cosignatures were taken out is not green at a lower level by itself.
    """
    if said is not None:
        return said
    if anchored:
        return Level.L3
    return Level.L2 if witnessed else Level.L1
