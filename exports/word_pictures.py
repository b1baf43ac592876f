"""Pictures as the XML of Word: in the text, or at its right edge."""

from __future__ import annotations

import io
import struct
import zlib
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from circle.errors import Refused
from circle.i18n import gettext as _
from exports.blocks import Picture
from exports.office import clean
from exports.word_styles import MOSS, TRACK

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

EMU_PER_TWIP, EMU_PER_MM = 635, 36_000
_DOTS_ACROSS = 1_500
_HIGHEST_MM = 150
_BAR_MM = 90, 1.9
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


class NoPicture(Refused):
    """A logo that is no picture."""


class Drawings:
    """What is drawn in one document, each with a number of its own."""

    def __init__(self, part: DocumentPart, width_twips: int) -> None:
        self._part, self._width = part, width_twips * EMU_PER_TWIP
        self._drawn = 0

    def in_text(self, one: Picture) -> str:
        """As wide as the text, but for what would be too high."""
        from exports.svg_png import picture_png

        relation, wide, high = self._added(picture_png(one.svg, width_px=_DOTS_ACROSS))
        width, height = _fitted(wide, high, self._width, _HIGHEST_MM * EMU_PER_MM)
        drawing = self._drawing(relation, width, height, one.title, one.description)
        return _inline(drawing)

    def at_the_edge(self, picture: bytes, *, wide_mm: float, high_mm: float, described: str) -> str:
        """With the text beside it. Without a description it is there for the eye alone."""
        relation, wide, high = self._added(picture)
        most = int(wide_mm * EMU_PER_MM), int(high_mm * EMU_PER_MM)
        width, height = _fitted(wide, high, *most)
        drawing = self._drawing(relation, width, height, "", described, beside=True)
        return (
            f'<w:r><w:drawing><wp:anchor xmlns:wp="{_WP}" distT="0" distB="0" distL="228600" distR="0" simplePos="0" '
            f'relativeHeight="{self._drawn}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0">'
            '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:align>right</wp:align></wp:positionH>'
            '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
            f"{drawing}</wp:anchor></w:drawing></w:r>"
        )

    def bar(self, parts: int, of: int) -> str:
        """So many parts filled; it is there for the eye, beside words that say it."""
        long = min(int(_BAR_MM[0] * EMU_PER_MM), self._width * 11 // 20)
        filled = round(long * max(0, min(parts, of)) / of)
        return self._stretch(MOSS, filled) + self._stretch(TRACK, long - filled)

    def _stretch(self, colour: str, width: int) -> str:
        if not width:
            return ""
        relation, _wide, _high = self._added(one_dot_png(colour))
        drawing = self._drawing(relation, width, int(_BAR_MM[1] * EMU_PER_MM), "", "")
        return _inline(drawing)

    def _added(self, picture: bytes) -> tuple[str, int, int]:
        """The relation to the picture, and its width and height in dots."""
        from docx.image.exceptions import (
            InvalidImageStreamError,
            UnexpectedEndOfFileError,
            UnrecognizedImageError,
        )

        try:
            relation, image = self._part.get_or_add_image(io.BytesIO(picture))
        except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError):
            why = _(
                "The logo of your house style could not be read, so nothing was written. Your notes are as they "
                "were. Choose another logo, or take it off."
            )
            raise NoPicture(why) from None
        return relation, max(1, image.px_width), max(1, image.px_height)

    def _drawing(self, relation: str, width: int, height: int, title: str, described: str, *, beside: bool = False) -> str:  # fmt: skip
        self._drawn += 1
        number = 1000 + self._drawn
        named = f'id="{number}" name="Picture {self._drawn}" descr={_quoted(described)}'
        named += f" title={_quoted(title)}" if title else ""
        around = '<wp:wrapSquare wrapText="bothSides"/>' if beside else ""
        return (
            f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>{around}'
            f'<wp:docPr xmlns:a="{_A}" {named}>{"" if described else _DECORATIVE}</wp:docPr><wp:cNvGraphicFramePr>'
            f'<a:graphicFrameLocks xmlns:a="{_A}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}"><pic:pic xmlns:pic="{_PIC}">'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {self._drawn}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        )


def _inline(drawing: str) -> str:
    sides = 'distT="0" distB="0" distL="0" distR="0"'
    return f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" {sides}>{drawing}</wp:inline></w:drawing></w:r>'


def _fitted(wide: int, high: int, most_wide: int, most_high: int) -> tuple[int, int]:
    scale = min(most_wide / wide, most_high / high)
    return max(1, round(wide * scale)), max(1, round(high * scale))


def _quoted(text: str) -> str:
    return quoteattr(" ".join(clean(text).split()))


@cache
def one_dot_png(colour: str) -> bytes:
    """A dot of a colour as RRGGBB, to be stretched."""
    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    chunks = (
        (b"IHDR", head),
        (b"IDAT", zlib.compress(b"\0" + bytes.fromhex(colour))),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def logo_png(logo: bytes) -> bytes:
    """A logo that Word can show, which SVG is not."""
    from exports.svg_png import picture_png

    if logo.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return picture_png(logo.decode("utf-8", errors="replace"), width_px=800)
    return logo


@lru_cache(maxsize=32)
def rim_png(rim: tuple[tuple[float, float], ...]) -> bytes:
    """A dot for each person present, round a centre."""
    from exports.svg_png import picture_png

    radius = 0.14 if len(rim) < 20 else 0.07
    seats = "".join(
        f'<circle cx="{x}" cy="{y}" r="{radius}" fill="#2f6f62" stroke="#ffffff" stroke-width="0.05"/>'
        for x, y in rim
    )
    ring = '<circle r="1" fill="none" stroke="#e5ddd0" stroke-width="0.04"/>'
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1.2 -1.2 2.4 2.4" width="240" height="240">'
        f'{ring}{seats}<circle r="0.13" fill="#b9552f"/></svg>'
    )
    return picture_png(svg, width_px=480)
