"""What Word documents and spreadsheets have in common: text that XML takes, and properties that name nobody."""

from __future__ import annotations

import re
from datetime import date
from xml.sax.saxutils import escape

PROGRAM = "Circlekeeper"
CORE_PART, APP_PART = "docProps/core.xml", "docProps/app.xml"

_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_REFUSED_BY_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TURNS = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"), **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}  # fmt: skip
"""What makes the text after it run another way, and what ends that."""


def clean(text: str) -> str:
    """Without the characters that XML refuses; lines end in a line feed."""
    if text.isprintable():
        return text
    return _REFUSED_BY_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def settled(text: str) -> str:
    """Text that leaves the direction of what follows it alone."""
    if text.isascii():
        return text
    ends: list[str] = []
    for letter in text:
        if letter in _TURNS:
            ends.append(_TURNS[letter])
        elif letter in ends:
            while ends.pop() != letter:
                pass
    return text + "".join(reversed(ends))


def core_properties(title: str, day: date, language: str) -> bytes:
    """Made by the program, on the day of the session."""
    moment = f'<dcterms:{{0}} xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z</dcterms:{{0}}>'
    return (
        f"{_DECLARED}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(' '.join(clean(title).split()))}</dc:title>"
        f"<dc:creator>{PROGRAM}</dc:creator>"
        f"<cp:lastModifiedBy>{PROGRAM}</cp:lastModifiedBy>"
        f"{moment.format('created')}{moment.format('modified')}"
        f"<dc:language>{escape(language)}</dc:language></cp:coreProperties>"
    ).encode()


def app_properties() -> bytes:
    return (
        f"{_DECLARED}<Properties"
        ' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>{PROGRAM}</Application></Properties>"
    ).encode()
