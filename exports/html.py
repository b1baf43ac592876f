"""Notes as one HTML file: no script, nothing fetched, for the screen and for paper."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from circle.session_notes import SessionNotes
from exports.house import PLAIN, HouseStyle
from exports.layout import environment
from exports.logo import data_uri
from exports.report import report

if TYPE_CHECKING:
    from jinja2 import Template


def render(notes: SessionNotes, house: HouseStyle = PLAIN) -> bytes:
    return _template().render(report=report(notes, house)).encode()


@cache
def _template() -> Template:
    return environment(autoescape=True, filters=FILTERS).get_template("notes.html.j2")


FILTERS = {"data_uri": data_uri}
