"""``python -m tests.errors`` writes docs/reference/errors.md."""

from tests.errors.page import PAGE, page, reproduced

PAGE.parent.mkdir(parents=True, exist_ok=True)
PAGE.write_text(page(reproduced()), "utf-8")
