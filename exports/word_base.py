"""The document that notes are laid out in: our own, or an organisation's styles, page, header and footer, and nothing
else of it.
"""

# lxml leaves its types open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from exports.house import Paper
from exports.office import packed
from exports.word_check import NoBase, checked_parts, unreadable
from exports.word_clean import clean_part, clean_tree
from exports.word_package import put_together
from exports.word_styles import (
    BULLETS,
    FONT,
    NUMBERS,
    STAND_IN,
    STYLES,
    TABLE,
    TWIPS_PER_MM,
    W,
    list_xml,
    own_styles_xml,
    style_xml,
    table_style_xml,
)

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
_REGIONS = {"en": "en-GB"}
"""What Word takes a language for that is given without a country; without one it checks no spelling."""
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

    document = Document(io.BytesIO(packed(parts)))
    _keep_the_page(document, paper)
    _drop_the_rest(document)
    lists = _add_lists(document)
    styles = _add_styles(document, lists)
    _set_language(document, language)
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
    return _parsed(
        f'<w:sectPr xmlns:w="{W}"><w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar {sides} w:header="{edge}" w:footer="{edge}" w:gutter="0"/></w:sectPr>'
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
    from docx.opc.part import XmlPart

    if isinstance(part, XmlPart):
        clean_part(part)


def _add_lists(document: Document) -> dict[str, str]:
    """Gives the number of a list of each of our kinds."""
    numbering = _part(document, "numbering", f'<w:numbering xmlns:w="{W}"/>')
    kinds = [int(one.get(f"{_W}abstractNumId")) for one in numbering.iter(f"{_W}abstractNum")]
    lists = [int(one.get(f"{_W}numId")) for one in numbering.iter(f"{_W}num")]
    next_kind, next_list = max(kinds, default=0) + 1, max(lists, default=0) + 1
    made: dict[str, str] = {}
    for at, name in enumerate((BULLETS, NUMBERS)):
        insert_kind(numbering, _parsed(list_xml(name, next_kind + at)))
        insert_list(numbering, str(next_list + at), str(next_kind + at))
        made[name] = str(next_list + at)
    return made


def insert_kind(numbering: Any, kind: Any) -> None:
    """Kinds of list stand before all lists."""
    first = next(iter(numbering.iter(f"{_W}num")), None)
    if first is None:
        numbering.append(kind)
    else:
        first.addprevious(kind)


def insert_list(numbering: Any, number: str, kind: str, *, begins_anew: bool = False) -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' * begins_anew
    made = (
        f'<w:num xmlns:w="{W}" w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{anew}</w:num>'
    )
    (*_before, last) = numbering.iter(f"{_W}abstractNum", f"{_W}num")
    last.addnext(_parsed(made))


def _add_styles(document: Document, lists: Mapping[str, str]) -> dict[str, str]:
    """Those of ours that are not there. Gives the ids of all by their names in small letters."""
    styles = _part(document, "styles", own_styles_xml())
    ids = {name.lower(): one.get(f"{_W}styleId") for one, name in _named(styles)}
    ids.setdefault("normal", _plain_style(styles))
    missing = [one for one in STYLES if one.name.lower() not in ids]
    _check_kinds(styles)
    taken = set(ids.values())
    for one in missing:
        ids[one.name.lower()] = _free(one.id, taken)
    for one in missing:
        element = _parsed(style_xml(one, ids, lists))
        element.set(f"{_W}styleId", ids[one.name.lower()])
        styles.append(element)
    if TABLE.lower() not in ids:
        ids[TABLE.lower()] = "NotesTable"
        styles.append(_parsed(table_style_xml(ids)))
    return ids


def _named(styles: Any) -> Iterator[tuple[Any, str]]:
    for one in styles.iter(f"{_W}style"):
        name = one.find(f"{_W}name")
        if name is not None:
            yield one, name.get(f"{_W}val")


def _plain_style(styles: Any) -> str:
    """What a paragraph without a style has, by whatever name; made where there is none."""
    for one in styles.iter(f"{_W}style"):
        if one.get(f"{_W}type") == "paragraph" and one.get(f"{_W}default") in {"1", "true"}:
            return one.get(f"{_W}styleId")
    plain = f'<w:style xmlns:w="{W}" w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    styles.append(_parsed(plain))
    return "Normal"


def _check_kinds(styles: Any) -> None:
    """A style of ours by name that is of another kind cannot be used."""
    kinds = {one.name.lower(): one.kind for one in STYLES} | {"normal": "paragraph"}
    if any(one.get(f"{_W}type") != kinds.get(name.lower(), one.get(f"{_W}type")) for one, name in _named(styles)):  # fmt: skip
        raise unreadable()


def _free(wanted: str, taken: set[str]) -> str:
    free, n = wanted, 2
    while free in taken:
        free, n = f"{wanted}{n}", n + 1
    taken.add(free)
    return free


def _set_language(document: Document, language: str) -> None:
    """Everywhere: styles that have a language of their own lose it."""
    styles = _part(document, "styles", own_styles_xml())
    for one in list(styles.iter(f"{_W}lang")):
        one.getparent().remove(one)
    letters = _found_or_added(_found_or_added(_found_or_added(styles, "docDefaults", first=True), "rPrDefault", first=True), "rPr")  # fmt: skip
    code = _REGIONS.get(language, language)
    letters.append(
        _parsed(f'<w:lang xmlns:w="{W}" w:val="{code}" w:eastAsia="en-US" w:bidi="ar-SA"/>')
    )


def _found_or_added(parent: Any, name: str, *, first: bool = False) -> Any:
    found = parent.find(_W + name)
    if found is None:
        found = _parsed(f'<w:{name} xmlns:w="{W}"/>')
        parent.insert(0 if first else len(parent), found)
    return found


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
    section.insert(len(headers), _parsed(reference))


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
    _part(document, "settings", settings)
    _part(document, "fontTable", fonts)


def _part(document: Document, kind: str, xml: str) -> Any:
    """The root of a part that the document has one of; made of `xml` where it has none."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import XmlPart
    from docx.parts.numbering import NumberingPart
    from docx.parts.settings import SettingsPart
    from docx.parts.styles import StylesPart

    makes = {"numbering": NumberingPart, "settings": SettingsPart, "styles": StylesPart}
    main, relation = document.part, f"{_OFFICE}/{kind}"
    for one in main.rels.values():
        if one.reltype == relation and isinstance(one.target_part, XmlPart):
            return one.target_part.element
    name, content = PackURI(f"/word/{kind}.xml"), f"{_WORD}.{kind}+xml"
    assert main.package is not None
    made = makes.get(kind, XmlPart).load(name, content, xml.encode(), main.package)
    main.relate_to(made, relation)
    return made.element


def _width(document: Document) -> int:
    section = document.sections[0]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    if page is None or left is None or right is None:
        return 9000
    return max(4000, round((page - left - right) / _EMU_PER_TWIP))


def _parsed(xml: str) -> Any:
    from docx.oxml.parser import parse_xml

    return parse_xml(xml)
