"""Ed25519 signatures verified with nothing but integers (RFC 8032, 5.1)."""

from hashlib import sha512
from typing import Iterable, Tuple

P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, BASE_Y = -121665 * pow(121666, P - 2, P) % P, 4 * pow(5, P - 2, P) % P
BASE_X = 15112221349535400772501151409588531511454012693041857206046113283949847762202


def add(a: Iterable[int], b: Iterable[int]) -> Tuple[int, int, int, int]:
    """The sum of two points of the curve in extended coordinates (5.1.4)."""
    (x, y, z, t), (u, v, w, s) = a, b
    low, high, c, d = (y - x) * (v - u), (y + x) * (v + u), 2 * t * s * D, 2 * z * w
    e, f, g, h = (high - low) % P, (d - c) % P, (d + c) % P, (high + low) % P
    return e * f % P, g * h % P, f * g % P, e * h % P


def verifies(public: bytes, data: bytes, signature: bytes) -> bool:
    """Whether *signature* is that of the key *public* over *data* (5.1.7)."""
    y, s = (
        int.from_bytes(public, "little") % 2**255,
        int.from_bytes(signature[32:], "little"),
    )
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or y >= P or s >= ORDER or len(signature) != 64:
        return False
    x = P - x if x & 1 == public[31] >> 7 else x  # minus the key: R is to be s·B - k·A
    r, base, key = (0, 1, 1, 0), (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P), (x, y, 1, x * y % P)
    k = int.from_bytes(sha512(signature[:32] + public + data).digest(), "little") % ORDER
    sums = r, base, key, add(base, key)
    for bit in range(252, -1, -1):
        r = add(add(r, r), sums[(s >> bit & 1) | (k >> bit & 1) << 1])
    x, y = (v * pow(r[2], P - 2, P) % P for v in r[:2])
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]
