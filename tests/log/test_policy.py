"""Trust policies: who signs, who must have cosigned, and each fault by its line."""

import itertools
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptaudit.domain.failures import Malformed
from ptaudit.log import keys, policy
from ptaudit.log.checkpoint import Checkpoint
from ptaudit.log.lines import LIMIT
from tests.log.samples import CITY, COURT, HEAD, LOG, OLDER, refusal

AUDIT = keys.of_seed("审计局/见证", keys.COSIGNATURE, bytes([3]) * 32)
WHOLE = f"""\
# 上级三家,两家见证即可
log {LOG.key} https://county.example/log
 log\t{OLDER.key}
# ptaudit: log {OLDER.key.id.hex()} from 0 to 120
# ptaudit: log {LOG.key.id.hex()} from 120 to -

witness 市局 {CITY.key} https://city.example/
witness 纪委 {COURT.key}
witness 审计 {AUDIT.key}
group 上级 2 市局 纪委 审计
quorum 上级
"""


def read(text: str) -> policy.Policy:
    return policy.read(text.encode())


def of_size(size: int) -> Checkpoint:
    return replace(HEAD, size=size)


def test_a_policy_says_who_signs_and_who_cosigns() -> None:
    said = read(WHOLE)
    assert said.logs == (LOG.key, OLDER.key)
    assert dict(said.witnesses) == {"市局": CITY.key, "纪委": COURT.key, "审计": AUDIT.key}
    assert (said.quorum, said.needed) == ("上级", (2, 3))
    assert said.urls == {
        str(LOG.key): "https://county.example/log",
        "市局": "https://city.example/",
    }
    assert said.digest != read(WHOLE.replace("上级 2", "上级 1")).digest


@pytest.mark.parametrize(
    ("size", "newer", "older"), [(0, False, True), (119, False, True), (120, True, True)]
)
def test_a_key_signs_within_its_span(size: int, newer: bool, older: bool) -> None:
    said, head = read(WHOLE), of_size(size)
    assert (said.may_sign(LOG.key, head), said.may_sign(OLDER.key, head)) == (newer, older)


def test_outside_every_span_and_of_other_keys_nothing_counts() -> None:
    said = read(WHOLE)
    assert said.may_sign(LOG.key, of_size(LIMIT))
    assert not said.may_sign(OLDER.key, of_size(121))
    assert not said.may_sign(CITY.key, of_size(120))
    assert read(f"log {LOG.key}\nquorum none\n").may_sign(LOG.key, of_size(5))


def test_a_span_may_be_of_one_size() -> None:
    line = f"# ptaudit: log {LOG.key.id.hex()} from 7 to 7"
    said = read(f"log {LOG.key}\n{line}\nquorum none\n")
    assert [said.may_sign(LOG.key, of_size(size)) for size in (6, 7, 8)] == [False, True, False]


def test_a_key_signs_for_the_log_of_its_name_only() -> None:
    neighbour = keys.of_seed("next.example/ptaudit", keys.NOTE, bytes([9]) * 32).key
    said = read(f"log {LOG.key}\nlog {neighbour}\nquorum none\n")
    assert not said.may_sign(neighbour, HEAD)
    assert said.may_sign(neighbour, replace(HEAD, origin=neighbour.name))


def test_two_of_three_are_a_quorum() -> None:
    said = read(WHOLE)
    for count in range(4):
        for some in itertools.combinations(("市局", "纪委", "审计"), count):
            assert said.is_met(some) == (count >= 2)
    assert not said.is_met(("市局", "市局"))
    assert not said.is_met(("上级",))


@pytest.mark.parametrize(
    ("lines", "quorums", "needed"),
    [
        ("quorum none", ["", "市局"], (0, 3)),
        ("quorum 市局", ["市局", "市局 纪委"], (1, 3)),
        ("group g all 市局 纪委\nquorum g", ["市局 纪委"], (2, 3)),
        ("group g any 市局 纪委\nquorum g", ["市局", "纪委"], (1, 3)),
        ("group g any 市局 纪委\ngroup h all g 审计\nquorum h", ["市局 审计"], (2, 3)),
        ("group g all 市局 纪委\ngroup h any g 审计\nquorum h", ["审计", "市局 纪委"], (1, 3)),
    ],
)
def test_groups_of_groups(lines: str, quorums: list[str], needed: tuple[int, int]) -> None:
    said = read(WHOLE.split("group")[0] + lines)
    assert said.needed == needed
    for names in quorums:
        assert said.is_met(tuple(names.split()))
        if needed[0]:
            assert not said.is_met(tuple(names.split()[1:]))


def test_groups_may_stand_one_in_another_however_deep() -> None:
    deep = "".join(f"group g{n + 1} any g{n}\n" for n in range(5000))
    said = read(f"{HEADS}group g0 all w v\n{deep}quorum g5000\n")
    assert said.needed == (2, 2)
    assert said.is_met(("v", "w"))
    assert not said.is_met(("v", "g0", "none"))


HEADS = f"log {LOG.key}\nwitness w {CITY.key}\nwitness v {COURT.key}\n"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("nonsense", "policy_file.line"),
        ("log", "policy_file.line"),
        ("group g 1", "policy_file.line"),
        ("quorum", "policy_file.line"),
        ("witness w", "policy_file.line"),
        (f"log {CITY.key}", "policy_file.key_use"),
        (f"witness x {LOG.key}", "policy_file.key_use"),
        ("log name+00000000+AAAA", "policy_file.key"),
        (f"log {LOG.key}", "policy_file.twice"),
        (f"witness x {CITY.key}", "policy_file.twice"),
        (f"witness w {AUDIT.key}", "policy_file.name_taken"),
        (f"witness none {AUDIT.key}", "policy_file.name_taken"),
        ("group w any v", "policy_file.name_taken"),
        ("group none any v", "policy_file.name_taken"),
        ("group g 0 w", "policy_file.threshold"),
        ("group g 2 w", "policy_file.threshold"),
        ("group g many w", "policy_file.threshold"),
        ("group g 01 w", "policy_file.threshold"),
        ("group g any x", "policy_file.name_unknown"),
        ("group g any none", "policy_file.name_unknown"),
        ("group g any g", "policy_file.name_unknown"),
        ("group g any w w", "policy_file.member_twice"),
        ("quorum x", "policy_file.name_unknown"),
        ("quorum w\x01", "policy_file.control"),
        ("# ptaudit: log 00000000 from 0 to 1", "policy_file.span"),
        (f"# ptaudit: log {LOG.key.id.hex()} from 2 to 1", "policy_file.span"),
        (f"# ptaudit: log {LOG.key.id.hex()} from a to 1", "policy_file.span"),
        (f"# ptaudit: log {LOG.key.id.hex()} from 1 to b", "policy_file.span"),
        ("# ptaudit: something else", "policy_file.span"),
    ],
)
def test_each_fault_is_named_by_its_line(line: str, why: str) -> None:
    with pytest.raises(Malformed) as refused:
        read(f"{HEADS}{line}\nquorum w\n")
    assert (refused.value.code, refused.value.params) == (why, {"line": 4})


@pytest.mark.parametrize(
    ("text", "at", "why"),
    [
        ("", 1, "policy_file.no_quorum"),
        (HEADS, 3, "policy_file.no_quorum"),
        (f"{HEADS}quorum w\nquorum w\n", 5, "policy_file.line"),
        (f"{HEADS}group g any w\ngroup g any v\nquorum g\n", 5, "policy_file.name_taken"),
        (f"{HEADS}group g any w\nwitness g {AUDIT.key}\nquorum g\n", 5, "policy_file.name_taken"),
        (f"{HEADS}group g any w\ngroup h any w\nquorum h\n", 5, "policy_file.member_twice"),
        (
            f"{HEADS}" + f"# ptaudit: log {LOG.key.id.hex()} from 0 to 1\n" * 2 + "quorum w\n",
            5,
            "policy_file.twice",
        ),
    ],
)
def test_faults_of_a_whole_policy(text: str, at: int, why: str) -> None:
    with pytest.raises(Malformed) as refused:
        read(text)
    assert (refused.value.code, refused.value.params) == (why, {"line": at})


def test_names_that_are_no_text_stay_apart() -> None:
    """The one octet C4 and the two that write Ä are two names, whatever they look like."""
    one, two = f"{CITY.key}\n".encode(), f"{COURT.key}\n".encode()
    data = b"witness \xc4 " + one + b"witness \xc3\x84 " + two + b"quorum \xc4\n"
    said = policy.read(data)
    assert len(said.witnesses) == 2
    assert not said.is_met(("\u00c4",))


def test_the_name_of_a_key_is_utf8() -> None:
    """A note could not say it otherwise."""
    data = bytes((keys.NOTE,)) + LOG.key.public
    id_ = sha256(b"\xff\n" + data).hexdigest()[:8]
    with pytest.raises(Malformed, match=r"policy_file\.key"):
        policy.read(b"log \xff+%s+%s\nquorum none\n" % (id_.encode(), b64encode(data)))


def test_comments_of_others_are_passed_over() -> None:
    assert read(f"#x\n  # ptaudit says\n#ptaudit: log\n{HEADS}quorum w").quorum == "w"


@given(st.lists(st.sampled_from([*WHOLE.encode().split(b"\n"), b"\xff", b"quorum none"])))
def test_any_lines_are_a_policy_or_refused(lines: list[bytes]) -> None:
    code = refusal(lambda: policy.read(b"\n".join(lines)))
    assert code is None or code.startswith("policy_file.")
