"""The other side: whoever witnesses (见证) a county's ledger. None of it needs a ledger."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from ptaudit.domain.failures import Damaged, Failure, Malformed, NotFound, Unusable
from ptaudit_cli import checkpointing
from ptaudit_cli.actions import Action
from ptaudit_cli.call import Call
from ptaudit_cli.commands.checkpoint import content, written
from ptaudit_cli.params import Flag, Meaning, place

if TYPE_CHECKING:
    from ptaudit.evidence.witness.rules import Answer
    from ptaudit.evidence.witness.store import Store
    from ptaudit.log.keys import Signer

STATE, HOST, PORT = "witness.db", "127.0.0.1", 8642


def add_log(call: Call, given: Mapping[str, Any]) -> int:
    """Know a log by its public key; a new state where there is none."""
    from ptaudit.evidence import keyfiles
    from ptaudit.evidence.witness.store import Store
    from ptaudit.log import keys

    said = _wanted(call, given, "vkey")
    path = call.around.folder / said
    key = keyfiles.public(path) if "+" not in said else keys.verifier(said)
    store = Store.create(_state(call, given))
    words, about = call.words, {"origin": key.name, "id": key.id.hex()}
    if store.add_log(key):
        call.say(words("witness.added", **about))
    else:
        call.say(words("witness.known", **about))
    return 0


def sign(call: Call, given: Mapping[str, Any]) -> int:
    """Answer a request that came by file. 1 where it starts from another size, 3 where it contradicts."""
    from ptaudit.evidence.witness import rules
    from ptaudit.log import checkpoint, request

    data = content(call.around.folder / _wanted(call, given, "witness_request"))
    if (output := given["witness_output"]) is None:
        raise Malformed("argument.missing", argument="-o")
    store, signer = _opened(call, given)
    head = checkpoint.of(request.read(data).note)
    answer = rules.add(store, signer, data, int(call.around.clock().timestamp()))
    if answer.status not in (rules.COSIGNED, rules.CONFLICT) or answer.why == "root":
        raise _failure(answer, head.origin, head.size)
    path = call.around.folder / output
    written(path, answer.body)
    words, file = call.words, call.shown(str(path))
    if answer.status == rules.CONFLICT:
        size = int(answer.body)
        call.say(words("witness.size", origin=head.origin, size=size, file=file))
        return 1
    root = head.root.hex()
    call.say(words("witness.signed", origin=head.origin, size=head.size, root=root, file=file))
    return 0


def _failure(answer: "Answer", origin: str, size: int) -> Failure:
    match answer.status:
        case 404:
            return NotFound("witness_state.log_unknown", origin=origin)
        case 403:
            return Unusable("witness_state.key_unknown", origin=origin)
        case 409:
            return Damaged("witness_state.other_tree", origin=origin, size=size)
        case 422:
            return Damaged("witness_state.no_proof", origin=origin, size=size)
        case _:
            return Malformed("witness_state.old", size=size)


def serve(call: Call, given: Mapping[str, Any]) -> int:
    """Answer over the network until it is interrupted."""
    from ptaudit.evidence.witness import rules, serving

    store, signer = _opened(call, given)
    host, port = given["witness_host"] or HOST, _port(given["witness_port"])

    def add(data: bytes) -> "Answer":
        return rules.add(store, signer, data, int(call.around.clock().timestamp()))

    def told(client: str, answer: "Answer") -> None:
        time = f"{call.around.clock():%Y-%m-%d %H:%M:%S}"
        call.say(f"{time} {client} {answer.status} {answer.why}".rstrip())

    server = serving.Server(host, port, add, told)
    call.say(call.words("witness.serving", host=host, port=server.server_address[1]))
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        call.note(call.words("witness.stopped"))
    finally:
        server.server_close()
    return 0


def state(call: Call, given: Mapping[str, Any]) -> int:
    """Every log with the head last cosigned; and what contradicted it. 3 where anything did."""
    from ptaudit.evidence.witness.store import Store

    store, words = Store.open(_state(call, given)), call.words
    for seen, keys in store.logs():
        if seen.note is None:
            call.say(words("witness.never", origin=seen.origin))
        else:
            time, root = checkpointing.moment(seen.cosigned_at), seen.root.hex()
            call.say(
                words("witness.last", origin=seen.origin, size=seen.size, time=time, root=root)
            )
        for key in keys:
            call.say(words("witness.key", key=str(key)))
    offences = store.offences()
    for number, one in enumerate(offences, 1):
        told = {"number": number, "origin": one.origin, "time": checkpointing.moment(one.at)}
        if one.status == 409:
            call.say(words("witness.offence_root", **told))
        else:
            call.say(words("witness.offence_proof", **told))
        if (folder := given["witness_output"]) is not None:
            path = call.around.folder / f"{folder}-{number}"
            beside = path.with_name(f"{path.name}.cosigned")
            written(path, one.request)
            written(beside, one.cosigned)
            files = call.shown(str(path)), call.shown(str(beside))
            call.say(words("witness.offence_file", file=files[0], seen=files[1]))
    return 3 if offences else 0


def _opened(call: Call, given: Mapping[str, Any]) -> "tuple[Store, Signer]":
    from ptaudit.evidence import keyfiles
    from ptaudit.evidence.witness.store import Store
    from ptaudit.log.keys import COSIGNATURE

    if given["witness_key"] is None:
        raise Malformed("argument.missing", argument="--key")
    signer = keyfiles.load(call.around.folder / given["witness_key"], COSIGNATURE)
    return Store.open(_state(call, given)), signer


def _state(call: Call, given: Mapping[str, Any]) -> Any:
    return call.around.folder / (given["witness_state"] or STATE)


def _port(said: str | None) -> int:
    if said is None:
        return PORT
    if not (said.isascii() and said.isdecimal() and len(said) < 6):
        raise Malformed("checkpoint.number", option="--port", said=said)
    return int(said)


def _wanted(call: Call, given: Mapping[str, Any], name: str) -> str:
    if (said := given[name]) is None:
        raise Malformed("argument.missing", argument=call.words(f"places.{name}"))
    return str(said)


def _own(name: str, value: str = "file") -> Flag:
    meaning = Meaning("own", value, lambda words: words(f"params.witness_{name}"))
    decls = [f"--{name}", f"witness_{name}"]
    return Flag(["-o", *decls] if name == "output" else decls, meaning)


def _sign_params() -> Sequence[click.Parameter]:
    return [place("witness_request"), _own("output"), _own("state"), _own("key")]


def _serve_params() -> Sequence[click.Parameter]:
    return [_own("state"), _own("key"), _own("host", "text"), _own("port", "integer")]


CALLS = (
    Action("witness", "add-log", add_log, lambda: [place("vkey"), _own("state")]),
    Action("witness", "sign", sign, _sign_params),
    Action("witness", "serve", serve, _serve_params),
    Action("witness", "state", state, lambda: [_own("state"), _own("output")]),
)
