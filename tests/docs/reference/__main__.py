"""Write the generated pages: ``make docs``."""

from tests.docs.reference import PAGES, path

for name, page in PAGES.items():
    path(name).write_text(page(), "utf-8")
