"""A checkpoint sent to a witness by HTTP: one request, at most one more with a proof from the size it names."""

import http.client
import urllib.error
import urllib.request
from collections.abc import Callable
from threading import Thread
from typing import IO
from urllib.parse import urlsplit

from ptaudit.domain.failures import Failure, Malformed, Unusable
from ptaudit.evidence import cosigning
from ptaudit.evidence.cosigning import Taken
from ptaudit.ledger import Ledger
from ptaudit.log.policy import Policy

#: Seconds the whole exchange may take, however slowly the bytes come.
PATIENCE = 30.0
_LONGEST = 100_000

Post = Callable[[str, bytes], tuple[int, bytes]]
"""(URL, body) → status and body of the answer; Unusable where there is none."""


def send(ledger: Ledger, trust: Policy, url: str, old: int, post: Post) -> Taken:
    """Have the newest checkpoint cosigned at *url*, which last cosigned *old* entries as far as is known.

    Raises Unusable ``witness.…``: unreachable, late, another state of the log, refused, unreadable.
    """
    kept, place = cosigning.newest(ledger), url.rstrip("/") + "/add-checkpoint"
    old = min(old, kept.size)
    status, body = post(place, bytes(cosigning.request(ledger, kept, old)))
    if _other_root(status, body, old, kept.size):
        raise Unusable("witness.other_root", url=url, size=old)
    if status == http.client.CONFLICT:
        size = cosigning.said_size(body)
        if size is None:
            raise Unusable("witness.answer", url=url)
        if size > kept.size:
            raise Unusable("witness.ahead", url=url, size=size, kept=kept.size)
        status, body = post(place, bytes(cosigning.request(ledger, kept, size)))
        if _other_root(status, body, size, kept.size):
            raise Unusable("witness.other_root", url=url, size=size)
    if status == http.client.CONFLICT:
        raise Unusable("witness.moved", url=url)
    if status != http.client.OK:
        raise _refused(url, status)
    try:
        return cosigning.take(ledger, trust, body, kept)
    except Malformed as failure:
        raise _foreign(url, failure) from None


def _other_root(status: int, body: bytes, old: int, size: int) -> bool:
    """Whether a witness asked to go from *old* to *size* has another root at *old*.

    That is 409 in tlog-witness 1.0, with the size or without, and 422 in what is to follow it.
    """
    if status == http.client.CONFLICT:
        return cosigning.said_size(body) == old or (old == size and not body)
    return status == http.client.UNPROCESSABLE_ENTITY and old == size


def _refused(url: str, status: int) -> Failure:
    match status:
        case 403:
            return Unusable("witness.key_unknown", url=url)
        case 404:
            return Unusable("witness.log_unknown", url=url)
        case 422:
            return Unusable("witness.proof_refused", url=url)
        case _:
            return Unusable("witness.refused", url=url, status=status)


def _foreign(url: str, failure: Malformed) -> Failure:
    match failure.code:
        case "reply.unknown":
            return Unusable("witness.stranger", url=url, names=failure.params["names"])
        case "reply.of_other" | "reply.forged":
            return Unusable("witness.other_state", url=url, name=failure.params["name"])
        case _:
            return Unusable("witness.answer", url=url)


class _Straight(urllib.request.HTTPRedirectHandler):
    """A witness that sends elsewhere is not followed: a request is for whom the policy names."""

    def redirect_request(self, *_: object) -> None:
        return None


def posting(patience: float = PATIENCE) -> Post:
    """Over the network, by no proxy. Raises Malformed ``witness.url`` for what is no HTTP URL."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Straight())

    def post(url: str, body: bytes) -> tuple[int, bytes]:
        try:
            right = urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).hostname)
        except ValueError:
            right = False
        if not right:
            raise Malformed("witness.url", url=url)
        answer: list[tuple[int, bytes] | Failure] = []
        # A thread of its own: whoever answers a byte a second must not hold us longer.
        asking = Thread(target=_ask, args=(opener, url, body, patience, answer), daemon=True)
        asking.start()
        asking.join(patience)
        found = answer[0] if answer else Unusable("witness.late", url=url, seconds=round(patience))
        if isinstance(found, Failure):
            raise found
        return found

    return post


def _ask(
    opener: urllib.request.OpenerDirector,
    url: str,
    body: bytes,
    patience: float,
    answer: list[tuple[int, bytes] | Failure],
) -> None:
    request = urllib.request.Request(url, body, {"Content-Type": "text/plain; charset=utf-8"})
    try:
        with opener.open(request, timeout=patience) as response:
            answer.append((response.status, _body(response)))
    except urllib.error.HTTPError as error:
        answer.append(_said(error, url))
    except TimeoutError:
        answer.append(Unusable("witness.late", url=url, seconds=round(patience)))
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            answer.append(Unusable("witness.late", url=url, seconds=round(patience)))
        else:
            answer.append(Unusable("witness.unreachable", url=url))
    except (OSError, http.client.HTTPException, ValueError):
        answer.append(Unusable("witness.unreachable", url=url))


def _said(error: urllib.error.HTTPError, url: str) -> tuple[int, bytes] | Failure:
    """A status that is no success says something too: 409 the size."""
    with error:
        try:
            return error.code, _body(error)
        except (OSError, http.client.HTTPException):
            return Unusable("witness.unreachable", url=url)


def _body(response: IO[bytes]) -> bytes:
    """What an answer can be long and a byte; IncompleteRead where it says that more was to come."""
    said = response.read(_LONGEST + 1)
    left = getattr(response, "length", None)
    if left and len(said) <= _LONGEST:
        raise http.client.IncompleteRead(said, left)
    return said
