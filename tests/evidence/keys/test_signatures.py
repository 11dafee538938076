"""An operator's signature: over all that was said, by the key registered before, asked for by 口径."""

import json
from pathlib import Path
from typing import Any

import pytest

from ptaudit.application import Ptaudit, keying
from ptaudit.application.requests import Request
from ptaudit.application.signing import check, check_by
from ptaudit.domain import wire
from ptaudit.domain.commands.register import NameOrgan, RegisterOperator
from ptaudit.domain.decider import Refused
from ptaudit.domain.events.base import Evidence
from ptaudit.domain.events.corrections import BatchImported
from ptaudit.domain.events.register import OperatorRegistered
from ptaudit.domain.failures import Conflict, Failure, Malformed, NotFound
from ptaudit.log.keys import COSIGNATURE, Signer
from tests.evidence.keys.county import data, did, holder, incident, key, ledger, ruling

OURS, OTHER = key(1), key(2)
NAMED = NameOrgan(role="EPB", name="清河县生态环境局")
HEADING = BatchImported(
    template="命令",
    template_version=1,
    file=Evidence(sha="ab" * 32, name="a.csv", size=1),
    rows=1,
    recorded=1,
    skipped=0,
)


def refused(app: Ptaudit, command: Any, operator: str, signer: Signer | None = None) -> Failure:
    size = app.ledger.head().size
    with pytest.raises(Failure) as refusal:
        did(app, command, operator, signer)
    assert app.ledger.head().size == size
    return refusal.value


def checked(app: Ptaudit, position: int) -> str:
    return check(data(app, position), app.registry(position - 1))


def test_an_entry_is_signed_by_its_operator(tmp_path: Path) -> None:
    with ledger(tmp_path) as app:
        did(app, holder(OURS), "admin")
        [record] = did(app, incident(), "epb", OURS).records
        assert (record.identity, record.key_id) == ("key", f"{OURS.key.name}+{OURS.key.id.hex()}")
        written = data(app, record.position)
        assert wire.decode(written) == record
        assert checked(app, record.position) == check_by(written, OURS.key) == "ok"


def test_without_a_key_everything_is_as_before(tmp_path: Path) -> None:
    with ledger(tmp_path) as app:
        [record] = did(app, incident(), "epb").records
        assert (record.identity, record.key_id, record.signature) == (
            "unauthenticated",
            None,
            None,
        )
        found = {checked(app, p) for p in range(1, record.position + 1)}
        assert found == {"unsigned"}
        assert check_by(data(app, record.position), OURS.key) == "unsigned"


def test_whatever_was_said_is_covered_and_what_the_ledger_adds_is_not(tmp_path: Path) -> None:
    """Each field of a signed entry changed in turn: only place and time leave the signature right."""
    with ledger(tmp_path) as app:
        did(app, holder(OURS), "admin")
        app._signer = lambda: OURS
        first = Request(incident(), "键-1")
        app.execute_all([first], operator="epb", heading=lambda _: HEADING)
        size = app.ledger.head().size
        registry = app.registry(size - 2)
        assert [checked(app, p) for p in (size - 1, size)] == ["ok", "ok"]
        content = json.loads(data(app, size))
        assert {"batch", "key", "key_digest", "correlation"} <= set(content)
        for name, value in content.items():
            changed = {**content, name: _other(name, value)}
            found = check(wire.canonical(changed), registry)
            expected = {"position": "ok", "recorded_at": "ok", "key_id": "unknown_key"}
            # Whoever else it says to be has no key.
            expected |= {"operator": "unknown_key"}
            assert found == expected.get(name, "wrong"), name
            left = {n: v for n, v in content.items() if n != name}
            assert check(wire.canonical(left), registry) != "unsigned", name


def _other(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return "mdb" if name == "operator" else value[:-1] + ("A" if value[-1] != "A" else "B")
    if isinstance(value, int):
        return value + 1
    return {**value, "more": 1} if isinstance(value, dict) else [*value, "more"]


@pytest.mark.parametrize("said", ["", "AAAA", "=", "中"])
def test_a_signature_that_is_none(said: str, tmp_path: Path) -> None:
    with ledger(tmp_path) as app:
        did(app, holder(OURS), "admin")
        [record] = did(app, incident(), "epb", OURS).records
        content = json.loads(data(app, record.position)) | {"signature": said}
        assert check(wire.canonical(content), app.registry(record.position - 1)) == "wrong"


def test_another_key_than_the_registered_one_is_refused(tmp_path: Path) -> None:
    with ledger(tmp_path) as app:
        assert refused(app, incident(), "epb", OURS).code == "signature.no_key"
        did(app, holder(OURS), "admin")
        assert refused(app, incident(), "epb", OTHER).code == "signature.other_key"
        assert refused(app, incident(), "mdb", OURS).code == "signature.no_key"
        renamed = key(1, "elsewhere")
        assert refused(app, incident(), "epb", renamed).code == "signature.other_key"


def test_a_signature_of_another_key_is_found(tmp_path: Path) -> None:
    """The entry of a ledger in which somebody else's key was registered, under the registration of ours."""
    with ledger(tmp_path) as app:
        did(app, holder(OTHER), "admin")
        [record] = did(app, incident(), "epb", OTHER).records
        written = data(app, record.position)
    (tmp_path / "ptaudit.db").unlink()
    with ledger(tmp_path) as app:
        did(app, holder(OURS), "admin")
        assert check(written, app.registry(app.ledger.head().size)) == "unknown_key"
    assert check_by(written, OURS.key) == "unknown_key"


@pytest.mark.parametrize(
    ("value", "act", "own"), [("off", True, True), ("acts", False, True), ("all", False, False)]
)
def test_what_has_to_be_signed(value: str, act: bool, own: bool, tmp_path: Path) -> None:
    """signatures.required: *act* and the ledger's *own* administration without a key, or refused."""
    with ledger(tmp_path) as app:
        did(app, holder(OURS), "admin")
        did(app, holder(key(3, "admin"), "admin"), "admin")
        did(app, ruling(value), "mdb")
        for allowed, command, operator in (
            (act, incident(), "epb"),
            (own, holder(OTHER, "mdb"), "admin"),
        ):
            if allowed:
                did(app, command, operator)
            else:
                assert refused(app, command, operator).code == "signature.required"
        did(app, incident("又有死鱼"), "epb", OURS)
        did(app, holder(key(4), "mdb", reason="换新"), "admin", key(3, "admin"))


def test_required_signatures_are_not_turned_off_without_one(tmp_path: Path) -> None:
    with ledger(tmp_path) as app:
        did(app, holder(OURS, "mdb"), "admin")
        did(app, ruling("acts"), "mdb")
        assert refused(app, ruling("off"), "mdb").code == "signature.required"
        did(app, ruling("off"), "mdb", OURS)
        did(app, incident(), "epb")


def test_a_batch_and_its_heading_are_asked_for_signatures(tmp_path: Path) -> None:
    with ledger(tmp_path) as app:
        did(app, ruling("acts"), "mdb")
        # What the administrator registers needs no signature; that a file was imported does.
        for command, operator in ((NAMED, "epb"), (holder(OURS), "admin")):
            with pytest.raises(Refused) as refusal:
                app.execute_all([Request(command)], operator=operator, heading=lambda _: HEADING)
            assert refusal.value.code == "signature.required"


def test_a_rehearsal_is_asked_too_and_signs_nothing(tmp_path: Path) -> None:
    with ledger(tmp_path) as app:
        did(app, holder(OURS), "admin")
        app._signer = lambda: Signer(OURS.key, lambda data: pytest.fail("signed"))
        [record] = app.execute(incident(), operator="epb", dry_run=True).records
        assert (record.identity, record.signature) == ("key", None)
        app._signer = lambda: OTHER
        with pytest.raises(Refused):
            app.execute(incident(), operator="epb", dry_run=True)


def revoking(app: Ptaudit, url: str, command: RegisterOperator) -> Signer:
    """Signs like OURS; while it does, the administrator records *command* through another process."""
    done: list[int] = []

    def sign(text: bytes) -> bytes:
        if not done:
            done.append(1)
            other = Ptaudit.open(url, clock=app._clock, new_id=lambda: "f" * 32)
            other.execute(command, operator="admin")
            other.close()
        return OURS.sign(text)

    return Signer(OURS.key, sign)


@pytest.mark.parametrize(
    ("status", "refusal"), [("停用", "operator.off_duty"), ("在岗", "signature.other_key")]
)
def test_a_key_revoked_at_the_same_moment_signs_nothing(
    status: Any, refusal: str, tmp_path: Path
) -> None:
    """The act was decided and signed before, and is not recorded: decided again, it is refused."""
    with ledger(tmp_path) as app:
        did(app, holder(OURS), "admin")
        size = app.ledger.head().size
        gone = holder(OTHER, reason="密钥被盗").model_copy(update={"status": status})
        signer = revoking(app, f"sqlite:///{tmp_path / 'ptaudit.db'}", gone)
        with pytest.raises((Refused, NotFound, Conflict)) as found:
            did(app, incident(), "epb", signer)
        assert found.value.code == refusal
        assert app.ledger.head().size == size + 1
        assert b"operator.registered" in data(app, size + 1)


def test_ones_own_key_is_replaced_by_oneself(tmp_path: Path) -> None:
    """No administrator is needed where the old key signs; it vouches for the new one, and is none any more."""
    with ledger(tmp_path) as app:
        did(app, holder(OURS), "admin")
        [record] = did(app, holder(OTHER), "epb", OURS).records
        assert checked(app, record.position) == "ok"
        assert check_by(data(app, record.position), OURS.key) == "ok"
        assert refused(app, incident(), "epb", OURS).code == "signature.other_key"
        [after] = did(app, incident(), "epb", OTHER).records
        assert checked(app, after.position) == "ok"
        assert isinstance(record.payload, OperatorRegistered)
        assert record.payload.operator_version == 3


@pytest.mark.parametrize(
    "more",
    [
        {"status": "停用"},
        {"desk": "系统管理"},
        {"name": "别人"},
        {"office": "MDB"},
        {"operator": "mdb", "name": "目督办经办", "desk": "目督办登记岗"},
    ],
    ids=["status", "desk", "name", "office", "operator"],
)
def test_nothing_else_is_changed_under_ones_own_key(more: dict[str, Any], tmp_path: Path) -> None:
    with ledger(tmp_path) as app:
        did(app, holder(OURS), "admin")
        did(app, holder(key(5), "mdb"), "admin")
        said = {**holder(OTHER, reason="x").model_dump(exclude_unset=True), **more}
        failure = refused(app, RegisterOperator.model_validate(said), "epb", OURS)
        assert failure.code == "desk.not_admin"


def test_a_key_is_replaced_by_the_administrator_with_a_reason(tmp_path: Path) -> None:
    with ledger(tmp_path) as app:
        did(app, holder(OURS), "admin")
        assert refused(app, holder(OTHER), "admin").code == "operator.key_reason"
        assert refused(app, holder(OTHER), "epb").code == "operator.key_reason"
        [record] = did(app, holder(OTHER, reason="密钥丢失"), "admin").records
        assert record.reason == "密钥丢失"
        did(app, incident(), "epb", OTHER)


def test_a_key_to_be_registered_is_one_for_signing(tmp_path: Path) -> None:
    with ledger(tmp_path) as app:
        witness = key(1, algorithm=COSIGNATURE)
        assert refused(app, holder(witness), "admin").code == "vkey.use"
        spoiled = holder(OURS).model_copy(update={"public_key": str(OURS.key)[:-2]})
        with pytest.raises(Malformed) as refusal:
            did(app, spoiled, "admin")
        assert refusal.value.code == "vkey.malformed"


def test_keys_of_other_kinds_sign_nothing_here(tmp_path: Path) -> None:
    """A key registered under another algorithm is kept as it was said, and unknown to us."""
    with ledger(tmp_path) as app:
        sm2 = holder(OURS).model_copy(update={"key_alg": "SM2"})
        did(app, sm2, "admin")
        assert refused(app, incident(), "epb", OURS).code == "signature.no_key"


def test_vouching_is_over_the_text_of_the_new_key() -> None:
    said = keying.vouching(OURS, OTHER.key)
    assert keying.vouches(OURS.key, OTHER.key, said)
    assert not keying.vouches(OURS.key, OURS.key, said)
    assert not keying.vouches(OTHER.key, OTHER.key, said)
    assert not keying.vouches(OURS.key, OTHER.key, "no base64")
