"""退出码: what the program's exit says, and which class of failure it stands for."""

from ptaudit_cli.failures import EXIT, INTERRUPTED
from tests.docs.reference.markdown import GENERATED, WORDS, joined, table

MEANING = {
    "Unusable": "账本此时此地用不了:没有账本、不是账本、被占用、在网络共享上、磁盘已满",
    "Malformed": "命令或文件写得不对,没有登记任何内容",
    "Damaged": "账本与自己的证据不符;停止登记,保留原件",
    "Altered": "交出去的说明册与交出时不符(被改动或缺失);账本本身可能完好",
    "Conflict": "别人刚登记了判断所依据的内容,或幂等键已用于别的内容;看过再打一次",
    "NotFound": "没有这个单位、问题、登记号或文件",
    "Refused": "细则、口径或软件约束不允许;显示依据和办法",
}

AFTER = """\
`ptaudit audit` 和 `ptaudit reconcile` 列出的是要看的事,不是失败,退出码仍是 0。
被拒绝的登记在标准错误流说明:怎么了、依据、办法、代码。代码是稳定的,见[错误代码](errors.md);文字可能改进。
标准输出流只有结果,可以接到别的程序;给程序读的用 `--format json` 或 `csv`,结构用 `--format schema` 查看。"""


def page() -> str:
    rows: list[tuple[object, ...]] = [(0, "", "完成")]
    rows += [
        (number, WORDS(f"failure.kind.{name}"), MEANING[name]) for name, number in EXIT.items()
    ]
    rows.append((INTERRUPTED, "", "被人中断(Ctrl-C)"))
    return joined("# 退出码", GENERATED, table(("退出码", "种类", "意思"), rows), AFTER)
