"""Notes as one HTML file: no script, nothing fetched, for the screen and for paper."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from circle.session_notes import SessionNotes
from exports.house import PLAIN, HouseStyle
from exports.layout import environment
from exports.logo import data_uri
from exports.report import Report, report

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATE = "notes.html.j2"
FILTERS = {"data_uri": data_uri}


def render(notes: SessionNotes, house: HouseStyle = PLAIN) -> bytes:
    shown = report(notes, house)
    if TEMPLATE in house.templates:
        from exports.own_templates import own_document

        return own_document(TEMPLATE, house.templates[TEMPLATE], shown)
    return lay_out(shown).encode()


def lay_out(shown: Report) -> str:
    """By the template that comes with the program."""
    return _template().render(report=shown)


@cache
def _template() -> Template:
    return environment(autoescape=True, filters=FILTERS).get_template(TEMPLATE)
