"""The parts of a house style as the kit keeps them: checked when they are taken in, and again when they are used."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.template_texts import clean_line
from exports.house import HouseStyle, Paper
from exports.logo import checked_logo

LARGEST_WORD_BASE = 5_000_000
LONGEST_WORD_BASE_NAME = 120


class Part(StrEnum):
    """Its values are the names under which the kit keeps them."""

    ORGANISATION = "organisation"
    CLOSING = "closing"
    CONTACT = "contact"
    PAPER = "paper"
    LOGO = "logo"
    WORD_BASE = "word_base"
    WORD_BASE_NAME = "word_base_name"
    """What the file was called, so that one can be told from another."""


LONGEST: Mapping[Part, int] = {Part.ORGANISATION: 120, Part.CLOSING: 300, Part.CONTACT: 400}
MOST_LINES: Mapping[Part, int] = {Part.ORGANISATION: 1, Part.CLOSING: 3, Part.CONTACT: 5}


def house_of(parts: Mapping[str, bytes], templates: Mapping[str, str]) -> HouseStyle:
    """What the kit holds, as documents use it. Raises Refused where a part cannot be used."""
    texts = {part: checked_text(part, _text(parts.get(part, b""))) for part in LONGEST}
    logo, base = parts.get(Part.LOGO, b""), parts.get(Part.WORD_BASE, b"")
    return HouseStyle(
        organisation=texts[Part.ORGANISATION],
        contact=texts[Part.CONTACT],
        closing=texts[Part.CLOSING],
        logo=checked_logo(logo) if logo else b"",
        paper=paper_of(_text(parts.get(Part.PAPER, b""))),
        word_base=checked_word_base(base) if base else b"",
        templates=templates,
    )


def house_in(folder: Path, parts: Mapping[str, bytes]) -> HouseStyle:
    """The house style of the kit in a folder: `parts` are in its file, templates beside it. Raises Refused."""
    from exports.own_templates import read_own

    return house_of(parts, read_own(folder))


def checked_text(part: Part, text: str) -> str:
    """As it is kept: composed, trimmed, nothing invisible. Raises Refused when it is too long."""
    clean = clean_line(text, lines=MOST_LINES[part] > 1)
    lines = clean.count("\n") + 1
    if len(clean) <= LONGEST[part] and lines <= MOST_LINES[part]:
        return clean
    why = {
        Part.ORGANISATION: _("The name has {n} letters; {most} is the most."),
        Part.CLOSING: _("The closing line has {n} letters; {most} is the most."),
        Part.CONTACT: _("The contact has {n} letters; {most} is the most."),
    }[part]
    n, most = len(clean), LONGEST[part]
    if n <= most:
        why = {
            Part.ORGANISATION: _("The name has {n} lines; {most} is the most."),
            Part.CLOSING: _("The closing line has {n} lines; {most} is the most."),
            Part.CONTACT: _("The contact has {n} lines; {most} is the most."),
        }[part]
        n, most = lines, MOST_LINES[part]
    raise Refused(f"{why.format(n=n, most=most)} {_('What was kept before stays.')}")


def paper_of(kept: str) -> Paper:
    return Paper(kept) if kept in set(Paper) else Paper.A4


def checked_word_base(data: bytes) -> bytes:
    """Raises Refused where no document can have its styles."""
    from exports.word_base import check_base

    if len(data) > LARGEST_WORD_BASE:
        why = _(
            "That document is larger than 5 MB. Save it without its text and pictures; its styles are enough."
        )
        raise Refused(why)
    check_base(data)
    return data


def _text(data: bytes) -> str:
    return data.decode(errors="replace")
