"""The words of levels, outcomes and findings: one table, of which every verdict is made."""

import re
from typing import Any, Dict, Mapping, NamedTuple

#: Findings are ``bad.…`` (tampering or damage is proven, exit 3), ``lack.…`` (it cannot be decided,
#: exit 1) and ``note.…`` (said, and changes no outcome).
WORDS: Dict[str, str] = {
    "L0": "自身一致",
    "L1": "县级签名",
    "L2": "上级见证",
    "L3": "外部凭据",
    "verdict": "结论:{outcome}",
    "reached": "核验到所要求的级别 {level}({word})",
    "undecided": "不能判定:未达到所要求的级别 {level}({word})",
    "tampered": "证实不符:内容与证据相矛盾(被改动,或介质损坏)",
    # What is proved, by whom, up to where.
    "bundle": "证据包:{folder},账本 {origin},规模 {size}",
    "bundle.unknown": "证据包:{folder},账本不明",
    "L0.upto": "L0 自身一致:第1—{upto}号逐号重算,根 {root}",
    "L0.since": "L0 自身一致:至第{upto}号,根 {root};本次重算 {hashed} 号,其余凭上次核验的根",
    "L1.upto": "L1 县级签名:至第{upto}号,密钥 {by}",
    "L2.upto": "L2 上级见证:至第{upto}号,{by},最迟一家的时间 {at}",
    "L3.upto": "L3 外部凭据:至第{upto}号,与 {by} 一致",
    "none.upto": "{level} {word}:无",
    # What rests on trust.
    "tail.unsigned": "暴露尾部:第{first}—{last}号没有任何签名{since}",
    "tail.log_key": "暴露尾部:第{first}—{last}号只凭县级自己的密钥{since}",
    "tail.since": ",最早一号登记于 {at}(距今 {days} 天)",
    "tail.undated": "",
    "tail.none": "暴露尾部:无",
    "policy.own": "信任名单:{digest}(核验人自备)",
    "policy.carried": "信任名单:{digest}(随包带来;请与另行取得的指纹核对,名单被换则结论无效)",
    "policy.none": "信任名单:无,签名一概不计",
    "limits": "不证明:所登记的内容、所称日期是否属实;只证明何时登记在链、其后未变",
    # Tampering or damage, proven.
    "bad.entry": "第{n}号登记与其叶子散列不符",
    "bad.entries": "第{first}—{last}号登记与各自的叶子散列不符",
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
    "lack.shorter": "{file} 的规模 {size} 大于本账本的 {upto}:本账本较旧,或被截短",
    "lack.receipt": "{file} 的路径不从第{n}号登记通向它自己的检查点",
    "lack.suite": "账本自称用散列套件 {suite},本程序只认 RFC6962-SHA256",
    # Said, and no more.
    "note.receipt": "{file} 成立:第{n}号登记在它的检查点之内",
    # No proof of back-dating: a stick may take days to the witness, and entries are recorded meanwhile.
    "note.gap": "第{n}号起有登记自称早于第{size}号检查点的见证时间 {at},却不在其中:"
    "时间只凭县级自己的时钟",
    "note.times": "条目没有登记时间(不是本系统的登记),时间未核",
    "note.span": "{file} 由当时不当用的密钥 {name} 签,不计",
    "note.signed": "经办人签名 {count} 号,逐号核对成立",
    "note.signer": "第{n}号登记的签名密钥,在它以前没有登记",
    "note.litter": "不属于证据包、未予理会的文件:{file}",
    "note.others": "检查点没有说到、未予理会的文件 {count} 个,如 {file}",
    "more": "同类的另有 {count} 处,不一一列出",
}


class Said(NamedTuple):
    """A sentence: a key of :data:`WORDS` and what fills its places, which may be sentences too."""

    code: str
    params: Dict[str, Any]


def text(said: Said, words: Mapping[str, str] = WORDS) -> str:
    """*said* in *words*; nothing in it moves a terminal's cursor."""
    parts = {
        name: text(part, words) if isinstance(part, Said) else part
        for name, part in said.params.items()
    }
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", "?", words[said.code].format(**parts))
