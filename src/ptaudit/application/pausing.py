"""Bulk reading without the collector of cycles: records and rows hold none, and there are very many of them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """What is no longer needed inside is freed at once all the same; only cycles have to wait."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
