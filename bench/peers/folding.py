"""One fold that every peer does: a finding from its entries as plain JSON, into a mutable dict."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.fold import FINDING_EVENTS

KINDS = tuple(event.kind for event in FINDING_EVENTS)


def evolve(case: dict[str, Any], entry: Mapping[str, Any]) -> None:
    """*case* with one more entry of the finding."""
    payload, on = entry["payload"], entry["effective"]
    match entry["kind"]:
        case "finding.raised":
            case.update(raised=on, units=payload["units"], issue=payload["issue"])
        case "finding.notified":
            case.setdefault("notified", on)
        case "rectification.ordered":
            order = {"id": entry["id"], "measures": payload["measures"], "served": []}
            case.setdefault("orders", []).append(order)
        case "document.served":
            named = payload["document"].get("id")
            for order in case.get("orders", ()):
                if named in (None, order["id"]):
                    order["served"].append((payload["to"].rpartition(":")[2], on))
        case "rectification.submitted":
            _progress(case, payload, submitted=payload.get("received_on") or on)
        case "rectification.verified":
            if payload["passed"]:
                _progress(case, payload, verified=on)
            else:
                _progress(case, payload, failed=on, submitted=None)
        case "extension.requested":
            case.setdefault("requests", {})[payload["request"]] = payload["to"]
        case "extension.decided":
            granted = payload["to"] if payload["granted"] else None
            case.setdefault("granted", {})[payload["request"]] = granted
        case "finding.closed":
            case["closed"] = on
        case "finding.reopened":
            case.update(closed=None, progress={}, reopened=case.get("reopened", 0) + 1)
        case _:
            raise ValueError(entry["kind"])


def _progress(case: dict[str, Any], payload: Mapping[str, Any], **changes: Any) -> None:
    orders = case.get("orders")
    measures = orders[-1]["measures"] if orders else ()
    held = case.setdefault("progress", {})
    for no in payload.get("measures") or [measure["no"] for measure in measures]:
        held.setdefault(no, {}).update(changes)


def checksum(cases: Mapping[str, Mapping[str, Any]]) -> str:
    """What the peers' cases say, as one digest."""
    digest = sha256()
    for name in sorted(cases):
        case = cases[name]
        orders = case.get("orders", ())
        progress = case.get("progress", {})
        said = (
            name,
            _text(case.get("raised")),
            list(case.get("units", ())),
            _text(case.get("notified")),
            [[len(o["measures"]), [[u, _text(on)] for u, on in o["served"]]] for o in orders],
            [
                [n, _text(p.get("submitted")), _text(p.get("verified"))]
                for n, p in sorted(progress.items())
            ],
            sorted(case.get("requests", {})),
            _text(case.get("closed")),
            case.get("reopened", 0),
        )
        digest.update(repr(said).encode())
    return digest.hexdigest()


def _text(day: Any) -> str | None:
    return None if day is None else str(day)


def checksum_of_rows(rows: Mapping[str, Finding]) -> str:
    """The same of ptaudit's rows."""
    return checksum({name: _plain(row) for name, row in rows.items()})


def _plain(row: Finding) -> dict[str, Any]:
    def day(mark: Any) -> str | None:
        return None if mark is None else str(mark.on)

    return {
        "raised": day(row.raised),
        "units": row.units,
        "notified": day(row.notified),
        "orders": [
            {"measures": o.measures, "served": [(s.unit, str(s.mark.on)) for s in o.served]}
            for o in row.orders
        ],
        "progress": {
            no: {"submitted": day(p.submitted), "verified": day(p.verified)}
            for no, p in row.progress.items()
        },
        "requests": {request.no: request.to for request in row.requests},
        "closed": day(row.closed),
        "reopened": len(row.reopened),
    }
