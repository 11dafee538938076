"""A witness on the network: ``POST …/add-checkpoint`` and nothing else."""

import contextlib
import http.server
import socket
import sys
import threading
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from ptaudit.domain.failures import Failure, Unusable
from ptaudit.evidence.witness.rules import Answer

#: Bytes a request may have: 63 proof lines and a checkpoint are far shorter.
LONGEST = 100_000
#: Seconds a client may keep us waiting for any part of a request, and for the whole of it.
PATIENCE, DEADLINE = 10.0, 30.0
#: Clients answered at once; who comes beyond that is sent away.
ROOM = 64

Add = Callable[[bytes], Answer]
Told = Callable[[str, Answer], None]


class Server(http.server.ThreadingHTTPServer):
    """Answers at (host, port) until it is shut down. Raises Unusable ``witness_state.port``."""

    daemon_threads = True

    def __init__(self, host: str, port: int, add: Add, told: Told) -> None:
        self.add, self.told = add, told
        self._room = threading.BoundedSemaphore(ROOM)
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            super().__init__((host, port), _Handler)
        except (OSError, OverflowError):
            raise Unusable("witness_state.port", host=host, port=str(port)) from None

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no fault of ours; anything else is told."""
        if not isinstance(error := sys.exception(), OSError):
            self.told(client_address[0], Answer(500, why=type(error).__name__))


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "ptaudit-witness"
    sys_version = ""
    timeout = PATIENCE
    server: Server

    def handle_one_request(self) -> None:
        """Whoever sends a byte now and then is cut off once the whole has taken too long."""
        self._clock = threading.Timer(DEADLINE, self._cut)
        self._clock.daemon = True
        self._clock.start()
        try:
            super().handle_one_request()
        finally:
            self._clock.cancel()

    def _cut(self) -> None:
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def do_POST(self) -> None:
        if not self.path.endswith("/add-checkpoint"):
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        said = self.headers.get("Content-Length")
        if self.headers.get("Transfer-Encoding") is not None or said is None:
            self._refuse(HTTPStatus.LENGTH_REQUIRED)
        elif not (said.isascii() and said.isdecimal() and len(said) < 20):
            self._refuse(HTTPStatus.BAD_REQUEST)
        elif int(said) > LONGEST:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        elif (data := self._body(int(said))) is None:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT)
        else:
            self._answer(data)

    def do_GET(self) -> None:
        self._refuse(HTTPStatus.METHOD_NOT_ALLOWED)

    def _body(self, size: int) -> bytes | None:
        try:
            data = self.rfile.read(size)
        except TimeoutError:
            return None
        return data if len(data) == size else None

    def _answer(self, data: bytes) -> None:
        # A signature may take its time.
        self._clock.cancel()
        try:
            answer = self.server.add(data)
        except Failure as failure:
            # The disk is full, the key is gone: nothing was cosigned, and nothing is said of why.
            self.server.told(self.client_address[0], Answer(503, why=failure.code))
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        self.server.told(self.client_address[0], answer)
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def _refuse(self, status: HTTPStatus) -> None:
        """The rest of the request was not read: the connection cannot go on."""
        self.close_connection = True
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()

    def send_error(
        self, code: int, message: str | None = None, explain: str | None = None
    ) -> None:
        """Without the page a browser would be given."""
        self._refuse(HTTPStatus(code))

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are told by :data:`Told`; a client's own words are not written anywhere."""
