"""An organisation's own Word document, read as if it were hostile."""

# lxml leaves its types open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from circle.errors import Refused, quoted
from circle.i18n import gettext as _

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

_MB = 1_000_000
_LARGEST, _MOST_UNPACKED, _MOST_PARTS, _MOST_RATIO = 10 * _MB, 24 * _MB, 1_000, 200
_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a document in Word's old format begins, and one that is encrypted."""
_TYPES, _PACKAGE_RELATIONS = "[Content_Types].xml", "_rels/.rels"
_TEMPLATE = b"wordprocessingml.template.main+xml"
_DOCUMENT = b"wordprocessingml.document.main+xml"
_MACROS = re.compile(rb"macroEnabled|vbaProject|vbaData|activeX", re.IGNORECASE)
_STORED, _DEFLATED = 0, 8


class NoBase(Refused):
    """A document that cannot be a base. Its text ends with what is safe."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why} {_('Your house style is as it was.')}")


def checked_parts(data: bytes) -> dict[str, bytes]:
    """The parts of a .docx or .dotx by their names, ready to be opened. Raises NoBase."""
    if len(data) > _LARGEST:
        raise NoBase(_too_large())
    if data.startswith(_COMPOUND_FILE):
        raise NoBase(_encrypted())
    parts = _unpacked(data)
    if _TYPES not in parts or _PACKAGE_RELATIONS not in parts:
        raise NoBase(_no_document())
    _check_no_macros(parts)
    parts[_TYPES] = parts[_TYPES].replace(_TEMPLATE, _DOCUMENT)
    if _DOCUMENT not in parts[_TYPES]:
        raise NoBase(_no_document())
    for name, part in parts.items():
        _check_no_own_markup(name, part)
        if name.endswith(".rels"):
            _check_nothing_elsewhere(part)
    return parts


def _unpacked(data: bytes) -> dict[str, bytes]:
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return dict(_entries(archive))
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise NoBase(_no_document()) from None


def _entries(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    left, seen = _MOST_UNPACKED, set[str]()
    if len(archive.infolist()) > _MOST_PARTS:
        raise NoBase(_too_large())
    for entry in archive.infolist():
        if entry.flag_bits & 1:
            raise NoBase(_encrypted())
        if entry.compress_type not in {_STORED, _DEFLATED} or entry.filename.lower() in seen:
            raise NoBase(_no_document())
        if entry.file_size > _MB and entry.file_size > _MOST_RATIO * entry.compress_size:
            raise NoBase(_too_large())
        seen.add(entry.filename.lower())
        part = _read(archive, entry, left)
        left -= len(part)
        yield entry.filename, part


def _read(archive: ZipFile, entry: ZipInfo, most: int) -> bytes:
    """No more than `most`, whatever the entry says of its own size."""
    with archive.open(entry) as stream:
        part = stream.read(most + 1)
    if len(part) > most:
        raise NoBase(_too_large())
    return part


def _check_no_macros(parts: dict[str, bytes]) -> None:
    if _MACROS.search(parts[_TYPES]) or any(_MACROS.search(name.encode()) for name in parts):
        why = _("This document has macros or controls. Save it as .docx without them.")
        raise NoBase(why)


def _check_no_own_markup(name: str, part: bytes) -> None:
    """No document type: that is how a few letters of XML become a million, or another file."""
    if name.lower().endswith((".xml", ".rels", ".vml")):
        head = part.replace(b"\x00", b"")
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise NoBase(_no_document())


def _check_nothing_elsewhere(relations: bytes) -> None:
    from docx.oxml.parser import parse_xml
    from lxml.etree import XMLSyntaxError

    try:
        elements = list(parse_xml(relations))
    except XMLSyntaxError:
        raise NoBase(_no_document()) from None
    for one in elements:
        if str(one.get("TargetMode")).lower() == "external":
            _check_link(str(one.get("Type")), str(one.get("Target")))


def _check_link(kind: str, target: str) -> None:
    """An address to click on fetches nothing by itself."""
    is_address = target.lower().startswith(("https://", "http://", "mailto:", "tel:"))
    if not kind.endswith("/hyperlink"):
        why = _(
            "This document takes a template or a picture from elsewhere, {target}. Put the picture into it, or "
            "take the template off, and choose it again."
        )
        raise NoBase(why.format(target=quoted(target)))
    if not is_address and not target.startswith("#"):
        why = _("This document has a link to a file, {target}. Take it out and choose it again.")
        raise NoBase(why.format(target=quoted(target)))


def _no_document() -> str:
    return _("This is no Word document (.docx), or a damaged one. Choose another, or save it anew.")


def _too_large() -> str:
    return _("This document is too large for a house style. Choose one with less in it.")


def _encrypted() -> str:
    return _(
        "This document is encrypted, or in Word's old format. Save it as .docx without a password."
    )


def unreadable() -> NoBase:
    return NoBase(_no_document())
