"""What a stranger with any tool at all could read in a document, whatever its format."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator

import pikepdf

from exports.formats import FORMATS

_PNG = b"\x89PNG\r\n\x1a\n"

QUICK = tuple(format for format in FORMATS if format.id not in {"pdf", "docx", "xlsx"})
"""Made within a few milliseconds: for tests with many examples."""


def text_of(document: bytes) -> str:
    """The text of a document, with all of its metadata; of an archive, the names and the texts of its entries."""
    if document.startswith(b"PK"):
        return "\n".join(_in_archive(document))
    if document.startswith(b"%PDF"):
        return "\n".join(_in_pdf(document))
    if document.startswith(_PNG):
        document = b"".join(_beside_the_dots(document))
    return document.decode(errors="replace")


def _beside_the_dots(picture: bytes) -> Iterator[bytes]:
    """Packed dots spell words by chance."""
    at = len(_PNG)
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        if picture[at + 4 : at + 8] != b"IDAT":
            yield picture[at : at + 12 + length]
        at += 12 + length


def _in_archive(document: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        yield archive.comment.decode(errors="replace")
        for entry in archive.infolist():
            yield entry.filename
            yield entry.comment.decode(errors="replace")
            yield text_of(archive.read(entry))


def _in_pdf(document: bytes) -> Iterator[str]:
    """Every string and every stream, and what poppler reads on the pages."""
    import subprocess

    with pikepdf.open(io.BytesIO(document)) as pdf:
        for one in pdf.objects:
            yield from _in_object(one)
    read = subprocess.run(
        ["pdftotext", "-", "-"], input=document, capture_output=True, check=True, timeout=60
    )
    yield read.stdout.decode()


def _in_object(one: pikepdf.Object) -> Iterator[str]:
    if isinstance(one, pikepdf.Stream):
        yield one.read_bytes().decode("utf-8", errors="replace")
        yield from _in_object(one.stream_dict)
    elif isinstance(one, pikepdf.Dictionary):
        for value in one.as_dict().values():
            yield from _strings(value)
    elif isinstance(one, pikepdf.Array):
        for value in one.as_list():
            yield from _strings(value)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, pikepdf.String):
        yield str(value)
    elif isinstance(value, (pikepdf.Dictionary, pikepdf.Array)) and not value.is_indirect:
        yield from _in_object(
            value
        )  # whatever is elsewhere comes by itself, and may lead back here
