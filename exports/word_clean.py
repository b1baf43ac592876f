"""What is kept of an organisation's own Word document, without whoever wrote it, and where and when."""

# lxml leaves its types open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from circle.errors import quoted
from circle.i18n import gettext as _
from exports.word_check import NoBase
from exports.word_styles import FOOTER, W

if TYPE_CHECKING:
    from docx.opc.part import XmlPart

_W = f"{{{W}}}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_TAKEN_OUT = {
    *("del", "moveFrom", "rsid", "proofErr", "bookmarkStart", "bookmarkEnd", "printerSettings"),
    *("commentRangeStart", "commentRangeEnd", "commentReference", "sdtPr", "sdtEndPr", "customXmlPr"),
    *("smartTagPr", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
    *("permStart", "permEnd", "footnotePr", "endnotePr"),
}  # fmt: skip
_UNWRAPPED = {"ins", "moveTo", "sdt", "sdtContent", "customXml", "smartTag"}
_HARMLESS_FIELDS = {
    *("", "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "TITLE", "STYLEREF"),
    *("SEQ", "SYMBOL", "="),
}
_NAMES_OF_FILES = {"name", "title", "descr", "alt", "id"}
_A_FILE = re.compile(r"[\\/]|\.\w{3,4}$")


def clean_part(part: XmlPart) -> None:
    """Raises NoBase where it holds more than words and pictures."""
    for style in list(part.element.iter(f"{_W}pStyle")):
        if style.get(f"{_W}val") == FOOTER.replace(" ", ""):  # notes from here, made into a base
            _take_out(style.getparent().getparent())
    clean_tree(part.element)
    _check_fields(part.element)
    _check_all_there(part)


def clean_tree(root: Any) -> None:
    for element in list(root.iter()):
        if not isinstance(element.tag, str):  # a comment
            _take_out(element)
            continue
        name = element.tag.removeprefix(_W)
        if element.tag.startswith(_W) and (name in _TAKEN_OUT or name.endswith("Change")):
            _take_out(element)
        else:
            _clean_attributes(element)
    for element in list(root.iter(*(_W + name for name in _UNWRAPPED))):
        _unwrap(element)


def _take_out(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)


def _clean_attributes(element: Any) -> None:
    for name in list(element.attrib):
        local = name.rpartition("}")[2]
        if local.startswith("rsid") or name.startswith(_W14):
            del element.attrib[name]
    is_drawn = element.tag.endswith(("}docPr", "}cNvPr", "}shape", "}imagedata"))
    for name in list(element.attrib) if is_drawn else ():
        if name.rpartition("}")[2] in _NAMES_OF_FILES - {"id"} and _A_FILE.search(
            element.get(name)
        ):
            element.set(name, "")


def _check_fields(root: Any) -> None:
    for instruction in _instructions(root.iter()):
        kind = (instruction.split() or [""])[0].upper()
        if kind not in _HARMLESS_FIELDS:
            why = _(
                "The header or footer of this document has a field, {field}, that may say who made it or fetch "
                "something. Write there what it shows, and choose it again."
            )
            raise NoBase(why.format(field=quoted(kind)))


def _instructions(elements: Iterable[Any]) -> Iterator[str]:
    """What each field is told to do; its words may be spread over many runs, and fields stand in fields."""
    open_fields: list[str] = []
    for element in elements:
        if element.tag == f"{_W}fldSimple":
            yield element.get(f"{_W}instr", "")
        elif element.tag == f"{_W}fldChar" and element.get(f"{_W}fldCharType") == "begin":
            open_fields.append("")
        elif element.tag == f"{_W}fldChar" and open_fields:
            yield open_fields[-1]
            if element.get(f"{_W}fldCharType") == "end":
                open_fields.pop()
        elif element.tag == f"{_W}instrText":
            if not open_fields:
                open_fields.append("")
            open_fields[-1] += element.text or ""
    yield from open_fields


def _check_all_there(part: XmlPart) -> None:
    wanted = {
        value
        for element in part.element.iter()
        for name, value in element.attrib.items()
        if name.startswith(_R)
    }
    if wanted - part.rels.keys():
        why = _(
            "The header or footer of this document holds more than words and pictures. Take out the chart or "
            "the object, and choose it again."
        )
        raise NoBase(why)
