"""Notes as Markdown, in which what people wrote is text and nothing else."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from circle.session_notes import SessionNotes
from exports.house import PLAIN, HouseStyle
from exports.layout import document, environment
from exports.report import Report, report
from exports.words import one_line

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATE = "notes.md.j2"
_EVERYWHERE = re.compile(r"[\\`*_\[\]<>&#|~{}!$^@]")
_AT_THE_BEGINNING = re.compile(r"^([0-9]{1,9}(?=[.)]))?([-+=:.)])")
_IN_A_LINK = re.compile(r"(?<=\w)\.(?=\w)|:(?=/)")
"""What a reader that looks for addresses in plain text would take for one."""


def render(notes: SessionNotes, house: HouseStyle = PLAIN) -> bytes:
    return document(TEMPLATE, report(notes, house), lay_out)


def lay_out(shown: Report) -> str:
    """By the template that comes with the program."""
    return _template().render(report=shown)


@cache
def _template() -> Template:
    return environment(autoescape=False, filters=FILTERS).get_template(TEMPLATE)


def inert(text: str, indent: int = 0) -> str:
    """Text that Markdown shows as it is, line breaks too; lines after the first begin with `indent` spaces."""
    return ("\\\n" + " " * indent).join(_line(line) for line in text.split("\n"))


def inert_line(text: str) -> str:
    """The same in one line, for headings and tables."""
    return _line(one_line(text))


def _line(line: str) -> str:
    inner = line.strip()
    if inner == line:
        return _escaped(line)
    begins = line[: len(line) - len(line.lstrip())] if inner else line
    ends = line[len(begins) + len(inner) :]
    return f"{_spaces(begins)}{_escaped(inner)}{_spaces(ends)}"


def _escaped(text: str) -> str:
    escaped = _IN_A_LINK.sub(r"\\\g<0>", _EVERYWHERE.sub(r"\\\g<0>", text))
    return _AT_THE_BEGINNING.sub(r"\1\\\2", escaped)


def _spaces(text: str) -> str:
    """White space that would otherwise be taken off, or begin a block of code."""
    return "".join(f"&#{ord(one)};" for one in text)


FILTERS = {"inert": inert, "inert_line": inert_line}
