"""Fits our styles, lists and language into a document: what it has is left as it is, what it lacks is added."""

# lxml leaves its types open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from exports.word_check import unreadable
from exports.word_styles import (
    BULLETS,
    NUMBERS,
    STYLES,
    TABLE,
    W,
    list_xml,
    own_styles_xml,
    style_xml,
    table_style_xml,
)

if TYPE_CHECKING:
    from docx.document import Document

_W = f"{{{W}}}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REGIONS = {"en": "en-GB"}
"""What Word takes a language for that is given without a country; without one it checks no spelling."""


def add_lists(document: Document) -> dict[str, str]:
    """Gives the number of a list of each of our kinds."""
    numbering = part(document, "numbering", f'<w:numbering xmlns:w="{W}"/>')
    kinds = [int(one.get(f"{_W}abstractNumId")) for one in numbering.iter(f"{_W}abstractNum")]
    lists = [int(one.get(f"{_W}numId")) for one in numbering.iter(f"{_W}num")]
    next_kind, next_list = max(kinds, default=0) + 1, max(lists, default=0) + 1
    made: dict[str, str] = {}
    for at, name in enumerate((BULLETS, NUMBERS)):
        insert_kind(numbering, parsed(list_xml(name, next_kind + at)))
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
    last.addnext(parsed(made))


def add_styles(document: Document, lists: Mapping[str, str]) -> dict[str, str]:
    """Those of ours that are not there. Gives the ids of all by their names in small letters."""
    styles = part(document, "styles", own_styles_xml())
    ids = {name.lower(): one.get(f"{_W}styleId") for one, name in _named(styles)}
    ids.setdefault("normal", _plain_style(styles))
    missing = [one for one in STYLES if one.name.lower() not in ids]
    _check_kinds(styles)
    taken = set(ids.values())
    for one in missing:
        ids[one.name.lower()] = _free(one.id, taken)
    for one in missing:
        element = parsed(style_xml(one, ids, lists))
        element.set(f"{_W}styleId", ids[one.name.lower()])
        styles.append(element)
    if TABLE.lower() not in ids:
        ids[TABLE.lower()] = _free("NotesTable", taken)
        element = parsed(table_style_xml(ids))
        element.set(f"{_W}styleId", ids[TABLE.lower()])
        styles.append(element)
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
    styles.append(parsed(plain))
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


def set_language(document: Document, language: str) -> None:
    """Everywhere: styles that have a language of their own lose it."""
    styles = part(document, "styles", own_styles_xml())
    for one in list(styles.iter(f"{_W}lang")):
        one.getparent().remove(one)
    letters = _found_or_added(_found_or_added(_found_or_added(styles, "docDefaults", first=True), "rPrDefault", first=True), "rPr")  # fmt: skip
    code = _REGIONS.get(language, language)
    letters.append(
        parsed(f'<w:lang xmlns:w="{W}" w:val="{code}" w:eastAsia="en-US" w:bidi="ar-SA"/>')
    )


def _found_or_added(parent: Any, name: str, *, first: bool = False) -> Any:
    found = parent.find(_W + name)
    if found is None:
        found = parsed(f'<w:{name} xmlns:w="{W}"/>')
        parent.insert(0 if first else len(parent), found)
    return found


def part(document: Document, kind: str, xml: str) -> Any:
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


def parsed(xml: str) -> Any:
    from docx.oxml.parser import parse_xml

    return parse_xml(xml)
