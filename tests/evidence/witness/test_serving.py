"""The witness on the network: right requests, wrong ones, and clients that behave badly."""

import contextlib
import http.client
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ptaudit.domain.failures import Unusable
from ptaudit.evidence.witness import serving
from ptaudit.evidence.witness.rules import Answer
from tests.evidence.witness.beds import Log, Witness
from tests.log.samples import CITY

CHUNKED = (
    b"POST /add-checkpoint HTTP/1.1\r\nTransfer-Encoding: chunked\r\n"
    b"Content-Length: 5\r\n\r\n0\r\n\r\n"
)


class Served:
    def __init__(self, folder: Path) -> None:
        self.witness = Witness(folder)
        self.told: list[Answer] = []
        self.server = serving.Server(
            "127.0.0.1", 0, self.witness.add, lambda _, answer: self.told.append(answer)
        )
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def post(self, data: bytes, path: str = "/add-checkpoint") -> tuple[int, str | None, bytes]:
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        client.request("POST", path, data)
        got = client.getresponse()
        answer = got.status, got.headers["Content-Type"], got.read()
        client.close()
        return answer

    def raw(self, data: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as client:
            client.sendall(data)
            got = b""
            while part := client.recv(4096):
                got += part
        return got


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    found = Served(tmp_path)
    yield found
    found.stop()


def test_a_request_is_answered_as_the_rules_say(served: Served) -> None:
    log = Log()
    status, kind, body = served.post(log.request(0, 3))
    assert (status, kind) == (200, "text/plain; charset=utf-8")
    assert body.startswith(f"— {CITY.key.name} ".encode())
    assert served.post(log.request(0, 4)) == (409, "text/x.tlog.size", b"3\n")
    assert served.post(b"nonsense")[0] == 400
    assert served.post(Log(origin="b.example").request(0, 1))[0] == 404
    assert served.post(log.request(3, 4), "/log/city/add-checkpoint")[0] == 200
    assert [answer.status for answer in served.told] == [200, 409, 400, 404, 200]


def test_one_connection_serves_many_requests(served: Served) -> None:
    client = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
    for size in range(1, 5):
        client.request("POST", "/add-checkpoint", Log().request(size - 1, size))
        got = client.getresponse()
        assert (got.status, len(got.read()) > 100) == (200, True)
    client.close()


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"GET /add-checkpoint HTTP/1.1\r\n\r\n", 405),
        (b"PUT /add-checkpoint HTTP/1.1\r\n\r\n", 501),
        (b"POST /elsewhere HTTP/1.1\r\nContent-Length: 1\r\n\r\nx", 404),
        (b"POST /add-checkpoint HTTP/1.1\r\n\r\n", 411),
        (CHUNKED, 411),
        (b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: many\r\n\r\n", 400),
        (b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n", 413),
        (b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: " + b"9" * 30 + b"\r\n\r\n", 400),
    ],
)
def test_what_is_no_request_is_refused_and_the_connection_ends(
    served: Served, said: bytes, status: int
) -> None:
    answer = served.raw(said)
    assert b" %d " % status in answer.split(b"\r\n")[0]
    assert answer.endswith(b"\r\n\r\n")
    assert answer.count(b"HTTP/1.1") == 1
    assert served.told == []


def test_what_is_no_http_at_all_is_not_answered(served: Served) -> None:
    assert served.raw(b"\x16\x03\x01\x02\x00\r\n\r\n") == b""


def test_whoever_keeps_it_waiting_is_let_go(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving._Handler, "timeout", 0.1)
    head = b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 50\r\n\r\n"
    assert b" 408 " in served.raw(head + b"old 0").split(b"\r\n")[0]
    assert served.raw(b"POST /add") == b""
    assert served.post(Log().request(0, 2))[0] == 200


def test_whoever_sends_a_byte_now_and_then_is_cut_off(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "DEADLINE", 0.3)
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as client:
        client.sendall(b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 500\r\n\r\n")
        started = time.monotonic()
        with contextlib.suppress(OSError):
            while time.monotonic() - started < 5:
                client.sendall(b"o")
                time.sleep(0.02)
        assert time.monotonic() - started < 3
    assert served.told == []


def test_beyond_its_room_clients_are_sent_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "ROOM", 2)
    served = Served(tmp_path)
    held = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(2)]
    for client in held:
        client.sendall(b"POST")
    time.sleep(0.1)
    assert served.raw(b"") == b""
    for client in held:
        client.close()
    time.sleep(0.1)
    assert served.post(Log().request(0, 2))[0] == 200
    served.stop()


def test_a_fault_of_our_own_is_told(served: Served) -> None:
    def broken(_: bytes) -> Answer:
        raise ValueError

    served.server.add = broken
    assert served.raw(b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 1\r\n\r\nx") == b""
    assert served.told == [Answer(500, why="ValueError")]


def test_whoever_leaves_half_way_disturbs_nobody(served: Served) -> None:
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", served.port)) as client:
            client.sendall(b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 50\r\n\r\nold")
    assert served.post(Log().request(0, 2))[0] == 200


def test_many_at_once_get_one_history(served: Served) -> None:
    asked = [Log().request(0, 1 + n) for n in range(16)]
    with ThreadPoolExecutor(8) as pool:
        statuses = [status for status, _, _ in pool.map(served.post, asked)]
    assert sorted(statuses) == [200] + [409] * 15


def test_where_nothing_can_be_kept_nothing_is_cosigned(served: Served) -> None:
    served.witness.store.path.unlink()
    assert served.post(Log().request(0, 2)) == (503, None, b"")
    assert [answer.status for answer in served.told] == [503]


def test_a_port_that_is_taken_is_named(served: Served) -> None:
    for port in (served.port, 70_000):
        with pytest.raises(Unusable) as refused:
            serving.Server("127.0.0.1", port, served.witness.add, print)
        assert refused.value.code == "witness_state.port"
