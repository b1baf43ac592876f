"""Notes as a Word document: real headings, lists and tables, in our own look or an organisation's."""

# lxml leaves its types open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from circle.i18n import gettext as _
from circle.session_notes import SessionNotes
from exports.house import PLAIN, HouseStyle
from exports.office import APP_PART, CORE_PART, app_properties, core_properties
from exports.report import Report, report
from exports.word_base import Base, base_of
from exports.word_blocks import Layout
from exports.word_fitting import insert_list
from exports.word_package import put_together
from exports.word_pictures import Drawings, logo_png, rim_png
from exports.word_styles import BULLETS, FOOTER, NUMBERS, W
from exports.word_text import paragraph, run

if TYPE_CHECKING:
    from docx.document import Document

_W = f"{{{W}}}"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FIELDS = {"{n}": "PAGE", "{all}": "NUMPAGES"}


def render(notes: SessionNotes, house: HouseStyle = PLAIN) -> bytes:
    """Raises Refused where the house's own document or its logo cannot be used."""
    from docx import Document

    shown = report(notes, house)
    base = base_of(house.word_base, house.paper, shown.language)
    document = Document(io.BytesIO(base.package))
    drawings = Drawings(document.part, base.width)
    layout = Layout(base.styles, base.width, base.lists[BULLETS], base.next_list, drawings)
    _put_into_body(document, _all(shown, layout, drawings))
    _restart_lists(document, base, layout.numbered_lists)
    _fill_footers(document, shown, layout, base.width)
    day = notes.opened.astimezone().date()
    properties = {
        CORE_PART: core_properties(shown.title, day, shown.language),
        APP_PART: app_properties(),
    }
    return put_together(document.part.package, properties)  # type: ignore[arg-type]


def _all(shown: Report, layout: Layout, drawings: Drawings) -> Iterator[str]:
    yield from _masthead(shown, layout, drawings)
    for section in shown.sections:
        yield from layout.section(section)
    yield from _end(shown, layout)


def _masthead(shown: Report, layout: Layout, drawings: Drawings) -> Iterator[str]:
    """What stands at the edge belongs to the first words."""
    name, beside = shown.house.organisation, _beside_title(shown, drawings)
    title = run(shown.title)
    if name:
        yield paragraph(layout.id("Notes Organisation"), beside + run(name), words=name)
    else:
        title = beside + title
    yield paragraph(layout.id("Title"), title, words=shown.title)
    yield layout.words("Subtitle", shown.kind)
    yield _levels(shown, layout)
    yield from map(layout.fact, shown.facts)


def _beside_title(shown: Report, drawings: Drawings) -> str:
    if shown.house.logo:
        described = shown.house.organisation or _("Logo")
        logo = logo_png(shown.house.logo)
        return drawings.at_the_edge(logo, wide_mm=45, high_mm=20, described=described)
    if shown.rim:
        return drawings.at_the_edge(rim_png(shown.rim), wide_mm=27, high_mm=27, described="")
    return ""


def _levels(shown: Report, layout: Layout) -> str:
    mark, soft = layout.id("Notes Mark"), layout.id("Notes Soft")
    level = run(f"\xa0\xa0{shown.level}\xa0\xa0", mark)
    return paragraph(layout.id("Notes Level"), level + run(f"\u2003{shown.reader}", soft))


def _end(shown: Report, layout: Layout) -> Iterator[str]:
    below = "Notes Closing"
    if shown.house.closing:
        yield layout.words(below, shown.house.closing)
        below = "Notes End"
    yield layout.words(below, shown.closing, "Notes Small")
    if shown.house.contact:
        yield layout.words("Notes End", shown.house.contact, "Notes Small")
    yield _levels(shown, layout)


def _put_into_body(document: Document, paragraphs: Iterable[str]) -> None:
    body: Any = document.element.body
    section = body[-1]
    for element in _parsed("".join(paragraphs)):
        section.addprevious(element)


def _restart_lists(document: Document, base: Base, numbers: Iterable[int]) -> None:
    """Each list of its own begins at one."""
    numbering: Any = document.part.numbering_part.element
    first = base.lists[NUMBERS]
    kinds = (
        one.find(f"{_W}abstractNumId").get(f"{_W}val")
        for one in numbering.iter(f"{_W}num")
        if one.get(f"{_W}numId") == first
    )
    kind = next(kinds)
    for number in numbers:
        insert_list(numbering, str(number), kind, begins_anew=True)


def _fill_footers(document: Document, shown: Report, layout: Layout, width: int) -> None:
    """Below what an organisation's own say; where those number the pages, we do not."""
    from docx.opc.part import XmlPart

    for one in document.part.rels.values():
        if one.reltype == f"{_R}/footer" and isinstance(one.target_part, XmlPart):
            footer: Any = one.target_part.element
            fields = next(footer.iter(f"{_W}fldSimple", f"{_W}instrText"), None)
            footer.extend(_parsed(_footer(shown, layout, width, numbered=fields is None)))


def _footer(shown: Report, layout: Layout, width: int, *, numbered: bool) -> str:
    words = run(f"{shown.level} · {shown.reader}")
    if numbered:
        pages = re.split(r"(\{n\}|\{all\})", _("Page {n} of {all}"))
        words += run("\t") + "".join(map(_page_part, pages))
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    return paragraph(layout.id(FOOTER), words, more=tab)


def _page_part(part: str) -> str:
    if part in _FIELDS:
        return f'<w:fldSimple w:instr=" {_FIELDS[part]} ">{run("1")}</w:fldSimple>'
    return run(part)


def _parsed(xml: str) -> list[Any]:
    from docx.oxml.parser import parse_xml

    return list(parse_xml(f'<w:body xmlns:w="{W}" xmlns:r="{_R}">{xml}</w:body>'))
