"""A handout as one HTML file: nothing outside of it is asked for, no script, light, dark and on paper."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ptaudit.reports.exhibit import pages, wording
from ptaudit.reports.exhibit.typeset import typeset
from ptaudit.reports.handout.contract import Handout

_FOLDER = Path(__file__).parent / "templates"
_SHARED = Path(pages.__file__).parent / "templates" / "exhibit.css"


def page(handout: Handout) -> str:
    """Every text escaped; the style stands inside."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"minute": wording.minute}
    environment.filters["zh"] = typeset
    style = _SHARED.read_text("utf-8") + (_FOLDER / "handout.css").read_text("utf-8")
    return environment.get_template("handout.html.j2").render(one=handout, style=style)
