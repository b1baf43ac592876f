"""The document that notes are laid out in: our own, or an organisation's styles, page, header and footer, and nothing
else of it.
"""

# lxml leaves its types open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import io
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.i18n import is_from_right
from circle.zipped import zipped
from exports.house import Paper
from exports.logo import picture_alone
from exports.word_check import NoBase, checked_parts, unreadable
from exports.word_clean import clean_part, clean_tree
from exports.word_fitting import add_lists, add_styles, parsed, part, set_language
from exports.word_package import put_together
from exports.word_styles import FONT, STAND_IN, TWIPS_PER_MM, W

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import Part

_W = f"{{{W}}}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PAPERS_MM = {Paper.A4: (210.0, 297.0), Paper.LETTER: (215.9, 279.4)}
_MARGIN_MM, _EDGE_MM = 23, 11
_EMU_PER_TWIP = 635
_KEPT = {"styles", "numbering", "theme", "header", "footer"}
_KEPT_IN_THEM = {"image", "hyperlink"}


@dataclass(frozen=True, slots=True)
class Base:
    """A document without words. `styles`: their ids by their names in small letters; `lists`: the numbers of our kinds
    of list by their names, the last ones that there are. Between its margins the page is `width` twips wide.
    """

    package: bytes
    styles: Mapping[str, str]
    lists: Mapping[str, str]
    next_list: int
    width: int


def check_base(data: bytes) -> None:
    """Raises Refused, saying why a document cannot be a base, and what to do."""
    base_of(data, Paper.A4, "en")


@lru_cache(maxsize=4)
def base_of(word_base: bytes, paper: Paper, language: str) -> Base:
    """`word_base` is empty for our own. Raises Refused."""
    if not word_base:
        return _made(_own_parts(), paper, language)
    try:
        return _made(checked_parts(word_base), paper, language)
    except NoBase:
        raise
    except Exception:  # whatever a library says of a file from elsewhere
        raise unreadable() from None


def _own_parts() -> dict[str, bytes]:
    """A document of which everything is yet to come."""
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/></Types>'
    )
    relation = (
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    )
    return {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relation}</Relationships>'.encode(),
        "word/document.xml": (
            f'<w:document xmlns:w="{W}" xmlns:r="{_OFFICE}"><w:body/></w:document>'
        ).encode(),
    }


def _made(parts: Mapping[str, bytes], paper: Paper, language: str) -> Base:
    from docx import Document

    document = Document(io.BytesIO(zipped(parts)))
    _keep_the_page(document, paper)
    _drop_the_rest(document)
    lists = add_lists(document)
    styles = add_styles(document, lists)
    set_language(document, language)
    _add_footer(document)
    _add_settings(document)
    package = put_together(document.part.package, {})  # type: ignore[arg-type]
    return Base(package, styles, lists, max(map(int, lists.values())) + 1, _width(document))


def _keep_the_page(document: Document, paper: Paper) -> None:
    """The first page's size, margins, header and footer; no word of the body."""
    body: Any = document.element.body
    found = next(iter(body.iter(f"{_W}sectPr")), None)
    section = _new_section(paper) if found is None else deepcopy(found)
    clean_tree(section)
    for element in list(section):
        is_even = element.get(f"{_W}type") == "even"  # would need a setting that is not taken over
        is_running_on = element.tag == f"{_W}type"
        if is_even or is_running_on:
            section.remove(element)
    for element in list(document.element):
        if element is not body:
            document.element.remove(element)
    for element in list(body):
        body.remove(element)
    body.append(section)


def _new_section(paper: Paper) -> Any:
    width, height = (round(side * TWIPS_PER_MM) for side in _PAPERS_MM[paper])
    margin, edge = round(_MARGIN_MM * TWIPS_PER_MM), round(_EDGE_MM * TWIPS_PER_MM)
    sides = " ".join(f'w:{side}="{margin}"' for side in ("top", "right", "bottom", "left"))
    return parsed(
        f'<w:sectPr xmlns:w="{W}"><w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar {sides} w:header="{edge}" w:footer="{edge}" w:gutter="0"/>{"<w:bidi/>" * is_from_right()}</w:sectPr>'
    )


def _drop_the_rest(document: Document) -> None:
    main = document.part
    used = {value for element in document.element.body.iter() for value in element.attrib.values()}
    for relation, one in list(main.rels.items()):
        kind = one.reltype.rpartition("/")[2]
        is_unused = kind in {"header", "footer"} and relation not in used
        if one.is_external or kind not in _KEPT or is_unused:
            del main.rels[relation]
        else:
            _clean(one.target_part)


def _clean(part: Part) -> None:
    for relation, one in list(part.rels.items()):
        if one.reltype.rpartition("/")[2] not in _KEPT_IN_THEM:
            del part.rels[relation]
        elif one.reltype.endswith("/image"):
            _clean_picture(one.target_part)
    from docx.opc.part import XmlPart

    if isinstance(part, XmlPart):
        clean_part(part)


def _clean_picture(part: Part) -> None:
    """Who took it, where and when stays behind."""
    try:
        vars(part)["_blob"] = picture_alone(part.blob)  # the library offers no other way
    except Refused:
        why = _(
            "The header or footer of this document has a picture that is neither PNG nor JPEG nor SVG, or a damaged "
            "one. Save the picture as PNG, put it there instead, and choose the document again."
        )
        raise NoBase(why) from None


def _add_footer(document: Document) -> None:
    """An empty one, where there is none."""
    section: Any = document.element.body[-1]
    if section.find(f"{_W}footerReference") is not None:
        return
    footer, relation = document.part.add_footer_part()
    made: Any = footer.element
    for element in list(made):
        made.remove(element)
    reference = (
        f'<w:footerReference xmlns:w="{W}" xmlns:r="{_OFFICE}" w:type="default" r:id="{relation}"/>'
    )
    headers = section.findall(f"{_W}headerReference")
    section.insert(len(headers), parsed(reference))


def _add_settings(document: Document) -> None:
    """Ours alone: an organisation's would bring who edited it, and where its template lies."""
    settings = (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:removePersonalInformation/>'
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )
    fonts = (
        f'<w:fonts xmlns:w="{W}"><w:font w:name="{FONT}"><w:altName w:val="{STAND_IN}"/>'
        '<w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )
    part(document, "settings", settings)
    part(document, "fontTable", fonts)


def _width(document: Document) -> int:
    section = document.sections[0]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    if page is None or left is None or right is None:
        return 9000
    return max(4000, round((page - left - right) / _EMU_PER_TWIP))
