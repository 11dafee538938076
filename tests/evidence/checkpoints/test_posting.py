"""Over a real socket: answers as they come, late, broken off, endless, or from nobody."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from ptaudit.domain.failures import Malformed, Unusable
from ptaudit.evidence.sending import posting
from tests.ledger.beds import refused


@contextmanager
def serving(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """One connection at a time is read once and given to *answer*."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                # To its end: what is left unread would break the answer off.
                asked = b""
                while not asked.endswith(b"asked"):
                    asked += connection.recv(65_536)
                answer(connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/add-checkpoint"
    finally:
        with suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join(2)


def says(data: bytes) -> Callable[[socket.socket], None]:
    return lambda connection: connection.sendall(data)


def http(status: str, body: bytes, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


@pytest.mark.parametrize(
    ("status", "body", "found"),
    [
        ("200 OK", b"x\n", (200, b"x\n")),
        ("409 Conflict", b"17\n", (409, b"17\n")),
        ("404 Not Found", b"", (404, b"")),
    ],
)
def test_status_and_body(status: str, body: bytes, found: tuple[int, bytes]) -> None:
    with serving(says(http(status, body))) as url:
        assert posting(5)(url, b"asked") == found


def test_a_witness_that_sends_elsewhere_is_not_followed() -> None:
    with (
        serving(says(http("200 OK", b"elsewhere"))) as there,
        serving(says(http("302 Found", b"", f"Location: {there}"))) as url,
    ):
        assert posting(5)(url, b"asked") == (302, b"")


def test_no_more_is_read_than_an_answer_can_be_long() -> None:
    with serving(says(http("200 OK", b"x" * 300_000))) as url:
        assert len(posting(5)(url, b"asked")[1]) == 100_001


def silent(connection: socket.socket) -> None:
    time.sleep(1)


def drip(connection: socket.socket) -> None:
    for _ in range(20):
        connection.sendall(b"H")
        time.sleep(0.1)


@pytest.mark.parametrize("slow", [silent, drip])
def test_who_answers_too_slowly_is_late(slow: Callable[[socket.socket], None]) -> None:
    with serving(slow) as url:
        started = time.monotonic()
        with refused(Unusable, "witness.late"):
            posting(0.4)(url, b"asked")
        assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf",
        b"HTTP/1.1 409 Conflict\r\nContent-Length: 9\r\n\r\n1",
    ],
)
def test_who_breaks_off_is_not_reached(data: bytes) -> None:
    with serving(says(data)) as url, refused(Unusable, "witness.unreachable"):
        posting(5)(url, b"asked")


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with refused(Unusable, "witness.unreachable"):
        posting(5)(f"http://127.0.0.1:{port}/add-checkpoint", b"asked")


@pytest.mark.parametrize("url", ["file:///etc/hosts", "witness.example", "http://", "http://[x"])
def test_only_http_is_spoken(url: str) -> None:
    with refused(Malformed, "witness.url"):
        posting(5)(url, b"asked")
