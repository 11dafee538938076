"""What stands in a bundle's README.txt, for who has never seen one."""

from ptaudit.log.checkpoint import Checkpoint

_TEXT = """证 据 包
账本:{origin}
规模:第1—{size}号{signed}

本文件夹装有账本的全部登记原文、逐层散列、检查点和核验程序。核验只需一台装有
Python 3.8 或更高版本的计算机,不联网,不装其他软件,不必信任导出的人。

一、核验本包(在本文件夹内打开命令行):

    python3 verify.py

二、用您自己留存的信任名单核验,不用包内带来的:

    python3 verify.py --policy 名单文件

三、再与您手中的回执或以前留存的检查点对照:

    python3 verify.py --policy 名单文件 --anchor 回执文件

在 Windows 上把 python3 换成 py。结论在最后一行;退出码 0 达到所要求的级别,3 证实不符
(指明第几号、哪一种),1 不能判定(拷贝不全、签名或见证不够),2 用法不对。

级别:L0 自身一致;L1 县级签名;L2 上级见证;L3 外部凭据。"暴露尾部"是只凭县级自己的
密钥、没有第二方作证的号段。核验证明何时登记在链、其后未变,不证明所登记的内容、所称
日期是否属实;责任由有权机关认定。

包内的 verify.py 也可能被换过:请用另行取得的同一版本程序核验,或先对照其散列值。
"""


def readme(head: Checkpoint, *, signed: bool) -> bytes:
    word = "" if signed else "(没有检查点,没有任何签名:只能核验到 L0)"
    return _TEXT.format(origin=head.origin, size=head.size, signed=word).encode()
