"""An exhibit as one HTML file: nothing outside of it is asked for, no script, light, dark and on paper."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ptaudit.reports.exhibit import wording
from ptaudit.reports.exhibit.contract import Exhibit
from ptaudit.reports.exhibit.typeset import typeset

_FOLDER = Path(__file__).parent / "templates"


def page(exhibit: Exhibit) -> str:
    """Every text escaped; the style stands inside."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "minute": wording.minute,
        "signed": wording.signed,
        "numeral": wording.numeral,
        "marks": wording.marks,
        "became_known": wording.became_known,
    }
    environment.filters["zh"] = typeset
    style = (_FOLDER / "exhibit.css").read_text("utf-8")
    return environment.get_template("exhibit.html.j2").render(book=exhibit, style=style)
