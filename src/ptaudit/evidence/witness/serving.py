"""A witness on the network: ``POST …/add-checkpoint`` and nothing else."""

import http.server
import socket
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from ptaudit.domain.failures import Unusable
from ptaudit.evidence.witness.rules import Answer

#: Bytes a request may have: 63 proof lines and a checkpoint are far shorter.
LONGEST = 100_000
#: Seconds a client may keep us waiting for any part of a request.
PATIENCE = 10.0

Add = Callable[[bytes], Answer]
Told = Callable[[str, Answer], None]


class Server(http.server.ThreadingHTTPServer):
    """Answers at (host, port) until it is shut down. Raises Unusable ``witness_state.port``."""

    daemon_threads = True

    def __init__(self, host: str, port: int, add: Add, told: Told) -> None:
        self.add, self.told = add, told
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            super().__init__((host, port), _Handler)
        except (OSError, OverflowError):
            raise Unusable("witness_state.port", host=host, port=str(port)) from None

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no fault of ours."""


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "ptaudit-witness"
    sys_version = ""
    timeout = PATIENCE
    server: Server

    def do_POST(self) -> None:
        if not self.path.endswith("/add-checkpoint"):
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        said = self.headers.get("Content-Length")
        if said is None:
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
        try:
            answer = self.server.add(data)
        except Unusable as failure:
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

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are told by :data:`Told`; a client's own words are not written anywhere."""
