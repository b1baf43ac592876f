"""A Word document taken apart into its files, and put together the same way every time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from circle.zipped import zipped
from exports.office import APP_PART, CORE_PART

if TYPE_CHECKING:
    from docx.opc.package import OpcPackage

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = {
    CORE_PART: "application/vnd.openxmlformats-package.core-properties+xml",
    APP_PART: "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
_MEANINGS = {
    CORE_PART: f"{_PACKAGE}/relationships/metadata/core-properties",
    APP_PART: f"{_OFFICE}/extended-properties",
}


def put_together(package: OpcPackage, properties: Mapping[str, bytes]) -> bytes:
    """`properties`: the parts CORE_PART and APP_PART; those that the package has are left out."""
    parts: dict[str, bytes] = {}
    types = {name: _TYPES[name] for name in properties}
    for part in package.main_document_part, *package.iter_parts():
        name = part.partname.lstrip("/")
        if name in parts or name.startswith("docProps/"):
            continue
        parts[name] = part.blob
        types[name] = part.content_type
        if part.rels:
            parts[part.partname.rels_uri.lstrip("/")] = _bytes(part.rels.xml)
    main = package.main_document_part.partname.lstrip("/")
    first = {
        "[Content_Types].xml": _content_types(types),
        "_rels/.rels": _relations({main: f"{_OFFICE}/officeDocument"} | {name: _MEANINGS[name] for name in properties}),
    }  # fmt: skip
    return zipped(first | parts | dict(properties))


def _content_types(types: Mapping[str, str]) -> bytes:
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    parts = "".join(
        f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(kind)}/>"
        for name, kind in types.items()
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    ).encode()


def _relations(meanings: Mapping[str, str]) -> bytes:
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{kind}" Target={quoteattr(name)}/>'
        for at, (name, kind) in enumerate(meanings.items(), 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'.encode()


def _bytes(xml: str | bytes) -> bytes:
    return xml.encode() if isinstance(xml, str) else xml
