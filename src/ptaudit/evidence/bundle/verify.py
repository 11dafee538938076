"""核验证据包:python3 verify.py [目录] [--policy 文件] [--anchor 文件]... [--level L0|L1|L2|L3]

Python 3.8 or later and nothing else: every entry is hashed, every tile and root computed anew, every signature
verified. Exit code 0: reaches the level asked, 3: tampering or damage is proven, 1: cannot be decided, 2: usage.
"""
from __future__ import annotations
import argparse, base64, hashlib, os, re, sys, time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace as Made
from typing import Any, Iterable, Iterator

SHA, LIMIT, P, ORDER = hashlib.sha256, 2**63 - 1, 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, BASE_Y, TOLERANCE = -121665 * pow(121666, P - 2, P) % P, 4 * pow(5, P - 2, P) % P, 300
BASE_X = 15112221349535400772501151409588531511454012693041857206046113283949847762202
NO_TIMES = "条目没有登记时间(不是本系统的登记),时间未核"
GAP = ",却不在其中:时间只凭县级自己的时钟"
LEVELS = {"L0": "自身一致", "L1": "县级签名", "L2": "上级见证", "L3": "外部凭据"}
SHORT, WRONG = "文件 {} 残缺:没有拷贝完,或被截短", "文件 {} 的内容与清单或其文件名不符"
NOTE = re.compile(r"(([^\n]+)\n(\d+)\n(\S+)\n(?:[^\n]+\n)*)(?:\n((?:— [^\s+]+ \S+\n){1,100}))?")
TILE = re.compile(r"tile/(entries|\d|[1-5]\d|6[0-3])/((?:x\d{3}/)*\d{3})(?:\.p/([1-9]\d?\d?))?")
LISTED = re.compile(r"([0-9a-f]{64}) (\d{1,18}) ((?:attachments/|checkpoints/)?\w[\w.]*)\n", re.ASCII)
OPENED = re.compile(r'"hash_suite":"([^"]*)".*"origin":"([^"]*)"')
LITTER = re.compile(r"(.*/)?(\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)")

class Stop(Exception):
    """(grade, text) of a finding after which there is no going on: ``bad`` is proven, ``lack`` undecided."""

def need(right: object, grade: str = "", text: str = "") -> None:
    if not right:
        raise Stop(grade, text) if grade else ValueError

def b64(text: str) -> bytes:
    data = base64.b64decode(text, validate=True)
    need(base64.b64encode(data).decode() == text)
    return data

def number(text: str) -> int:
    need(re.fullmatch("0|[1-9][0-9]{0,18}", text) and int(text) <= LIMIT)
    return int(text)

def add(a: Iterable[int], b: Iterable[int]) -> tuple[int, int, int, int]:
    """The sum of two points of the curve in extended coordinates (RFC 8032, 5.1.4)."""
    (x, y, z, t), (u, v, w, s) = a, b
    low, high, c, d = (y - x) * (v - u), (y + x) * (v + u), 2 * t * s * D, 2 * z * w
    e, f, g, h = (high - low) % P, (d - c) % P, (d + c) % P, (high + low) % P
    return e * f % P, g * h % P, f * g % P, e * h % P

def verifies(public: bytes, data: bytes, signature: bytes) -> bool:
    """Whether *signature* is that of the Ed25519 key *public* over *data* (RFC 8032, 5.1.7)."""
    y, s = int.from_bytes(public, "little") % 2**255, int.from_bytes(signature[32:], "little")
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or y >= P or s >= ORDER or len(signature) != 64:
        return False
    x = P - x if x & 1 == public[31] >> 7 else x  # minus the key: R is to be s·B - k·A
    r, base, key = (0, 1, 1, 0), (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P), (x, y, 1, x * y % P)
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + data).digest(), "little") % ORDER
    sums = r, base, key, add(base, key)
    for bit in range(252, -1, -1):
        r = add(add(r, r), sums[(s >> bit & 1) | (k >> bit & 1) << 1])
    x, y = (v * pow(r[2], P - 2, P) % P for v in r[:2])
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]

def policy(data: bytes) -> Made:
    """A trust policy (C2SP tlog-policy); comments ``# ptaudit: log ID from SIZE to SIZE`` are spans of sizes."""
    made = Made(digest=f"sha256:{SHA(data).hexdigest()}", keys={}, spans={}, groups={}, quorum="", inside=set())
    at, text = 0, data.decode("utf-8", "surrogateescape")
    try:
        for at, written in enumerate((text[:-1] if text[-1:] == "\n" else text).split("\n"), 1):  # noqa: B007
            need(not re.search("[\x00-\x08\x0b-\x1f\x7f]", written))
            line = re.sub("[ \t]+", " ", written).strip(" ")
            names = {**made.groups, "none": 0}
            if m := re.fullmatch(r"(?:log|witness ([^ ]+)) ([^ +]+)\+([^ +]+)\+([^ ]+)(?: [^ ]+)?", line):
                word, data, octets = m[1] or "", b64(m[4]), m[2].encode()
                need(data[0] == (4 if word else 1) and len(data) == 33 and re.fullmatch(r"[^\s\x00-\x1f]+", m[2]))
                need(m[3] == SHA(octets + b"\n" + data).hexdigest()[:8] and word not in names)
                need(all(data[1:] != public for other, public in made.keys.values() if bool(other) == bool(word)))
                made.keys[m[2], m[3]] = word, data[1:]
                made.groups.update({word: (0, [])} if word else {})  # a witness is a group of nobody
            elif m := re.fullmatch(r"group ([^ ]+) ([^ ]+) (.+)", line):
                k, of = {"any": 1, "all": m[3].count(" ") + 1}.get(m[2]) or number(m[2]), m[3].split(" ")
                need(m[1] not in names and 1 <= k <= len(of) == len((set(of) & set(made.groups)) - made.inside))
                made.inside, made.groups[m[1]] = made.inside | set(of), (k, of)
            elif m := re.fullmatch(r"# ptaudit: log ([^ ]+) from ([^ ]+) to ([^ ]+)", line):
                low, high = number(m[2]), LIMIT if m[3] == "-" else number(m[3])
                known = [id_ for (_, id_), (word, _) in made.keys.items() if not word]
                need(m[1] in known and m[1] not in made.spans and low <= high)
                made.spans[m[1]] = low, high
            elif (m := re.fullmatch(r"quorum ([^ ]+)", line)) and not made.quorum:
                need(m[1] in names)
                made.quorum = m[1]
            else:
                need(line[:1] in ("", "#") and not re.match("# ptaudit:( |$)", line))
        need(made.quorum)
    except (ValueError, IndexError):
        raise Stop("lack", f"信任名单第{at}行读不懂") from None
    return made

def tile(level: object, index: int, width: int) -> str:
    last, partial = f"{index % 1000:03d}", "" if width == 256 else f".p/{width}"
    while index := index // 1000:
        last = f"x{index % 1000:03d}/{last}"
    return f"tile/{level}/{last}{partial}"

def root(levels: Iterable[list[bytes]]) -> bytes:
    """The root over perfect subtrees, the lowest level first, each from left to right (RFC 6962, 2.1)."""
    found = b""
    for nodes in levels:
        end = len(nodes)
        while end:
            part, end = nodes[end - (end & -end) : end], end - (end & -end)
            while len(part) > 1:
                part = [SHA(b"\1" + a + b).digest() for a, b in zip(part[::2], part[1::2])]
            found = SHA(b"\1" + part[0] + found).digest() if found else part[0]
    return found or SHA(b"").digest()

def stamp(seconds: int) -> str:
    return datetime.fromtimestamp(min(seconds, 250_000_000_000), timezone(timedelta(hours=8))).isoformat()

def seconds(text: str) -> float:
    try:
        return datetime.fromisoformat(text).timestamp()
    except (ValueError, OverflowError, OSError):
        raise Stop("bad", f"登记时间 {text} 写法不对") from None

class Bundle:
    def __init__(self, folder: Path) -> None:
        self.folder, self.trust, self.size, self.origin = folder, policy(b"quorum none\n"), 0, "不明"
        self.foreign = not any((folder / name).exists() for name in ("MANIFEST", "verify.py", "attachments"))
        self.timed = True
        self.said: list[tuple[str, str]] = []
        self.roots, self.times = {0: root([])}, {0: ""}  # at the sizes that a checkpoint is of, and one on

    def parts(self, name: str) -> Iterator[bytes]:
        try:
            path = self.folder / name
            need(path.is_file() or not path.exists(), "lack", f"读不出文件 {name}")
            with path.open("rb") as file:
                yield from iter(lambda: file.read(1 << 18), b"")
        except OSError as error:
            gone = isinstance(error, (FileNotFoundError, NotADirectoryError))
            raise Stop("lack", f"缺文件 {name}:没有拷贝完,或被取走" if gone else f"读不出文件 {name}") from None

    def read(self, name: str, most: int = 1_000_000) -> bytes:
        data = b""
        for part in self.parts(name):
            data += part
            need(len(data) <= most, "bad", WRONG.format(name))
        return data

    def tile(self, level: object, index: int, width: int, most: int) -> tuple[str, bytes]:
        """A tile's name and content; a third party may keep of a partial tile the full one it has become."""
        name, full, end = tile(level, index, width), tile(level, index, 256), 0
        if not self.foreign or (self.folder / name).exists() or not (self.folder / full).exists():
            return name, self.read(name, most)
        data = self.read(full, most)
        for _ in range(width):
            end += 2 + int.from_bytes(data[end : end + 2], "big") if level == "entries" else 32
        return full, data[:end]

    def head(self, file: str) -> Made:
        """A checkpoint: in a note, in a receipt, or without signatures; those of known keys are verified."""
        data, bare = self.read(file), file == "head.unsigned"
        try:
            receipt = data.startswith(b"c2sp.org/tlog-proof@v1\n")
            m: Any = NOTE.fullmatch((data.partition(b"\n\n")[2] if receipt else data).decode())
            need(m and bare == (m[5] is None) and not re.search("[\x00-\x09\x0b-\x1f]", m[0]))
            text, origin, size, digest, signed = m.groups()
            made = Made(file=file, origin=origin, size=number(size), root=b64(digest), keys=[], by={}, at=0, last=0)
            signatures = [(name, b64(line)) for name, line in re.findall(r"— (\S+) (\S+)\n", signed or "")]
            need(len(made.root) == 32 and all(len(signature) > 4 for _, signature in signatures))
        except ValueError:
            raise Stop("lack", f"{file} 不是合格的检查点或回执") from None
        for name, signature in signatures:
            id_ = signature[:4].hex()
            word, public = self.trust.keys.get((name, id_), ("", b""))
            low, high = self.trust.spans.get(id_, (0, LIMIT))
            when = int.from_bytes(signature[4:12], "big") if word else 0
            said = (b"cosignature/v1\ntime %d\n" % when if word else b"") + text.encode()
            if public and (when > LIMIT or not verifies(public, said, signature[12 if word else 4 :])):
                self.said.append(("bad", f"{file} 上署名 {name} 的签名不是该密钥所签"))
            elif word:
                made.by[word], made.last = min(when, made.by.get(word, when)), max(when, made.last)
            elif public and not low <= made.size <= high:
                self.said.append(("note", f"{file} 由当时不当用的密钥 {name}+{id_} 签,不计"))
            elif public and name == origin:
                made.keys.append(f"{name}+{id_}")
        for when in sorted(made.by.values(), reverse=True):  # the last cosignature that the quorum needs
            if made.keys and self.met([word for word, at in made.by.items() if at <= when]):
                made.at = when
        return made

    def met(self, by: Iterable[str]) -> bool:
        met = set(by)
        for name, (k, of) in self.trust.groups.items():  # a group stands after its members
            met.update({name} if of and len(met.intersection(of)) >= k else ())
        return self.trust.quorum in met

    def entries(self, first: int, width: int) -> tuple[list[bytes], list[bytes]]:
        """Leaf hashes and times of one tile of entries, held against the tile of hashes."""
        start, leaves, times = 0, [], []
        name, data = self.tile("entries", first >> 8, width, 256 * 65537)
        hashes, want = self.tile(0, first >> 8, width, 8192)
        for n in range(first + 1, first + width + 1):
            end = start + 2 + int.from_bytes(data[start : start + 2], "big")
            entry, start = data[start + 2 : end], end
            leaves.append(SHA(b"\0" + entry).digest())
            m = OPENED.search(entry.decode("utf-8", "replace")) if n == 1 else None
            self.timed = bool(m) or not self.foreign if n == 1 else self.timed
            place = entry.rfind(b'"recorded_at":"') if self.timed else -1
            times.append(entry[place + 15 : place + 44] if place > 0 else b"")
            if place > 0 and not entry.endswith(own := b'"position":%d,' % n, 0, place) and own not in entry:
                other = re.findall(rb'"position":(\d{1,18}),', entry)
                need(not other, "bad", f"第{n}号的位置上放着自称第{b''.join(other[-1:]).decode()}号的登记")
            if m:
                need(m[1] == "RFC6962-SHA256", "lack", f"账本自称用散列套件 {m[1]},本程序只认 RFC6962-SHA256")
                need(m[2] == self.origin, "lack", f"检查点 属于另一账本({self.origin})")
        for file, length, least in (name, len(data), start), (hashes, len(want), 32 * width):
            need(length >= least, "lack", SHORT.format(file))
            need(length == least, "bad", WRONG.format(file))
        for n, leaf in enumerate(leaves if b"".join(leaves) != want else ()):
            need(leaf == want[32 * n : 32 * n + 32], "bad", f"第{first + n + 1}号登记与其叶子散列不符")
        return leaves, times

    def walk(self, marks: list[int]) -> None:
        """The roots at *marks*, in order, computed from all entries; every other tile is compared on the way."""
        levels: list[list[bytes]] = [[]]
        before = zone = b""
        for first in range(0, self.size, 256):
            leaves, times = self.entries(first, min(256, self.size - first))
            done, zone = first + len(leaves), zone if first else times[0][23:]
            ordered = {when[23:] for when in times} == {zone} and sorted([before, *times]) == [before, *times]
            for n, when in enumerate(() if ordered else times, first + 1):
                need(when[23:] == zone, "bad", f"第{n}号的登记时间写法不对")
                need(when >= before, "bad", f"第{n}号的登记时间早于第{n - 1}号")
                before = when
            before = times[-1]
            while marks and marks[0] <= done:
                n = marks.pop(0)
                self.roots[n], when = root([leaves[: n - first], *levels[1:]]), times[n - first - 1]
                self.times[n] = when.decode("ascii", "replace")
                need(not when or seconds(self.times[n]))
            levels[0], level = leaves, 0
            while level < len(levels) and (len(levels[level]) == 256 or done == self.size):
                nodes = levels[level]
                place, want = ((done >> 8 * level) - 1) >> 8, b"".join(nodes)
                name, have = self.tile(level, place, len(nodes), 8192) if level and nodes else ("", want)
                need(have == want or not want.startswith(have), "lack", SHORT.format(name))
                need(have == want, "bad", f"文件 {name} 与由条目重算的散列不符")
                if len(nodes) == 256:
                    levels[level:] = [[], *(levels[level + 1 :] or [[]])]
                    levels[level + 1].append(root([nodes]))
                level += 1

    def listed(self) -> None:
        """MANIFEST is true of every file it names; every other file is a tile of this log."""
        text = "" if self.foreign else self.read("MANIFEST", 1 << 28).decode("latin-1")
        need(self.foreign or text[-1:] == "\n", "lack", SHORT.format("MANIFEST"))
        need(re.fullmatch(f"({LISTED.pattern})*", text, re.ASCII), "bad", WRONG.format("MANIFEST"))
        for said, size, name in LISTED.findall(text):
            digest, length = SHA(), 0
            for part in self.parts(name):
                digest.update(part)
                length += len(part)
            need(length >= int(size), "lack", SHORT.format(name))
            right = digest.hexdigest() == said and name in (f"attachments/{said}", name.replace("attachments/", ""))
            need(length == int(size) and right, "bad", WRONG.format(name))
        names = {"checkpoint", "MANIFEST", *(name for _, _, name in LISTED.findall(text))}
        own, others = re.compile("policy|head.unsigned|checkpoints/.*" if self.foreign else "(?!)"), []
        for at, _, files in os.walk(self.folder):
            for name in (Path(at, file).relative_to(self.folder).as_posix() for file in files):
                if LITTER.fullmatch(name):
                    self.said.append(("note", f"不属于证据包、未予理会的文件:{name}"))
                elif name not in names and not own.fullmatch(name) and not self.belongs(name):
                    others.append(name)
        if self.foreign and others:
            self.said.append(("note", f"检查点没有说到、未予理会的文件 {len(others)} 个,如 {min(others)}"))
        elif others:
            self.said += [("lack", f"多出文件 {name}:不属于检查点所述的账本") for name in others]

    def belongs(self, name: str) -> bool:
        """Whether a file is a tile of this log; an earlier partial tile is if the present one begins with it."""
        m = TILE.fullmatch(name) or [""] * 4
        index, said = int(re.sub("[x/]", "", m[2]) or -1), int(m[3] or 256)
        width = min(256, (self.size >> 8 * int(m[1].replace("entries", "0") or 0)) - 256 * index)
        if index < 0 or not 0 < said <= width or name != tile(m[1], index, said):
            return False
        return said == width or self.read(tile(m[1], index, width), 1 << 25).startswith(self.read(name, 1 << 25))

    def timely(self, head: Made) -> None:
        """What a cosignature bounds: entries within were recorded before it, those after it only say when."""
        for n, sign in ((head.size, 1), (head.size + 1, -1)) if head.at and self.times.get(1) else ():
            when, bound = self.times.get(n, ""), head.at if sign > 0 else head.last
            wrong = when and (seconds(when) - bound) * sign > TOLERANCE
            if wrong and sign > 0:
                self.said.append(("bad", f"第{n}号自称登记于 {when},晚于见证时间 {stamp(bound)}:见证时它已在链中"))
            elif wrong:
                said = f"第{n}号起有登记自称早于第{head.size}号检查点的见证时间 {stamp(bound)}"
                self.said.append(("note", said + GAP))

    def compare(self, heads: list[Made], outside: list[str]) -> dict[str, Made]:
        """The heads with the roots computed: what each level rests on, furthest first found."""
        good, broken, main = [], [], heads[0]
        for head in heads:
            if head.origin != main.origin:
                self.said.append(("lack", f"{head.file} 属于另一账本({head.origin})"))
            elif head.size > self.size:
                older = f"的规模 {head.size} 大于本账本的 {self.size}:本账本较旧,或被截短"
                self.said.append(("lack", f"{head.file} {older}"))
            elif head.file in outside and not head.keys:
                self.said.append(("lack", f"{head.file} 没有信任名单所列县级密钥的签名"))
            elif self.roots.get(head.size) == head.root:
                good.append(head)
                self.timely(head)
            elif head.size in self.roots:
                split = f"县级密钥对同一规模 {head.size} 签过两个不同的根({head.file})"
                plain = f"检查点({head.file},规模 {head.size})的根与由条目重算的不符"
                self.said.append(("bad", split if head.file in outside and main.keys else plain))
                broken.append(head.size)
            if head.file.startswith("checkpoints/") and head.file != f"checkpoints/{head.size}":
                self.said.append(("bad", WRONG.format(head.file)))
        if broken:
            first = max([head.size for head in good if head.keys and head.size < min(broken)], default=0) + 1
            self.said.append(("bad", f"改动在第{first}—{min(broken)}号之间"))
        of = {"L0": [main], "L1": [h for h in good if h.keys], "L2": [h for h in good if h.at],
              "L3": [h for h in good if h.file in outside]}
        return {level: max(some, key=lambda h: h.size) for level, some in of.items() if some and main in good}

def examine(folder: Path, own: str | None, anchors: list[str], asked: str | None, now: float) -> tuple[int, list[str]]:
    """The exit code, and what is to be said, the verdict last. Files of the caller's are named from where it stands."""
    bundle, heads, best = Bundle(folder), [], {}
    carried = (folder / "policy").exists()
    unsigned = (folder / "head.unsigned").exists() and not (folder / "checkpoint").exists()
    try:
        need(not (folder / "INCOMPLETE").exists(), "lack", "证据包没有写完(有 INCOMPLETE 文件),请重新导出或重新拷贝")
        if own or carried:
            bundle.trust = policy(bundle.read(own or "policy"))
        heads.append(bundle.head("head.unsigned" if unsigned else "checkpoint"))
        bundle.size, bundle.origin = heads[0].size, heads[0].origin
        heads += [bundle.head(f"checkpoints/{path.name}") for path in sorted(folder.glob("checkpoints/*"))]
        heads += [bundle.head(file) for file in anchors]
        bundle.listed()
        bundle.walk(sorted({n for head in heads for n in (1, head.size, head.size + 1) if 0 < n <= bundle.size}))
        best = bundle.compare(heads, anchors)
    except Stop as stop:
        bundle.said.append((stop.args[0], stop.args[1]))
    size, trust, upto = bundle.size, bundle.trust, {level: best[level].size if level in best else 0 for level in LEVELS}
    source = "核验人自备" if own else "随包带来;请与另行取得的指纹核对,名单被换则结论无效"
    lines = [f"证据包:{folder},账本 {bundle.origin},规模 {size}",
             f"信任名单:{trust.digest}({source})" if own or carried else "信任名单:无,签名一概不计"]
    lines += [f"{level} {word}:无" for level, word in LEVELS.items() if level not in best]
    for level, head in best.items():
        by = "、".join(sorted(word for word, at in head.by.items() if at <= head.at))
        lines.append({"L0": f"L0 自身一致:第1—{size}号逐号重算,根 {head.root.hex()}",
                      "L1": f"L1 县级签名:至第{head.size}号,密钥 {'、'.join(head.keys)}",
                      "L2": f"L2 上级见证:至第{head.size}号,{by},最迟一家的时间 {stamp(head.at)}",
                      "L3": f"L3 外部凭据:至第{head.size}号,与 {head.file} 一致"}[level])
    second, last = max(upto["L2"], upto["L3"]), max(upto["L1"], upto["L2"], upto["L3"])
    for first, to, whose in ((second, last, "只凭县级自己的密钥"), (last, size, "没有任何签名")) if best else ():
        if since := bundle.times.get(first + 1, "") if first < to else "":
            days = int(now - seconds(since)) // 86400
            since = f",最早一号登记于 {since}(距今 {days} 天)"
        lines += [f"暴露尾部:第{first + 1}—{to}号{whose}{since}"] * (first < to)
    lines += ["暴露尾部:无"] * (second == size and bool(best)) + [NO_TIMES] * (bool(best) and not bundle.times.get(1))
    lines += dict.fromkeys(text for _, text in bundle.said)
    lines.append("不证明:所登记的内容、所称日期是否属实;只证明何时登记在链、其后未变")
    witnessed, grades = trust.quorum != "none", {grade for grade, _ in bundle.said}
    asked = asked or ("L3" if anchors else "L2" if witnessed else "L1")
    needed = [level for level in LEVELS if level <= asked and (level != "L2" or witnessed or asked == "L2")]
    if "bad" in grades:
        return 3, [*lines, "结论:证实不符:内容与证据相矛盾(被改动,或介质损坏)"]
    if "lack" in grades or not set(needed) <= set(best):
        return 1, [*lines, f"结论:不能判定:未达到所要求的级别 {asked}({LEVELS[asked]})"]
    return 0, [*lines, f"结论:核验到所要求的级别 {asked}({LEVELS[asked]})"]

if __name__ == "__main__":
    parser = argparse.ArgumentParser(usage=__doc__.splitlines()[0], add_help=False)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent)
    parser.add_argument("--policy")
    parser.add_argument("--anchor", action="append", default=[])
    parser.add_argument("--level", choices=LEVELS)
    given = parser.parse_args()
    own = str(Path(given.policy).absolute()) if given.policy else None
    anchors = [str(Path(anchor).absolute()) for anchor in given.anchor]
    code, lines = examine(given.folder, own, anchors, given.level, time.time())
    text = "".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", "?", line) + "\n" for line in lines)
    sys.stdout.buffer.write(text.encode(sys.stdout.encoding or "utf-8", "replace"))
    sys.exit(code)
