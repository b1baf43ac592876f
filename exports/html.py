"""Notes as one HTML file: no script, nothing fetched, for the screen and for paper."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from circle.session_notes import SessionNotes
from exports.house import PLAIN, HouseStyle
from exports.layout import document, environment
from exports.logo import data_uri
from exports.report import Report, report

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATE = "notes.html.j2"
FILTERS = {"data_uri": data_uri}


def render(notes: SessionNotes, house: HouseStyle = PLAIN) -> bytes:
    return document(TEMPLATE, report(notes, house), lay_out)


def lay_out(shown: Report) -> str:
    """By the template that comes with the program."""
    return _template().render(report=shown)


@cache
def _template() -> Template:
    return environment(autoescape=True, filters=FILTERS).get_template(TEMPLATE)
