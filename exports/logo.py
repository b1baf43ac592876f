"""A logo as documents may carry it: PNG, JPEG or SVG of a sane size, without anything but its picture."""

from __future__ import annotations

import base64
import re
import struct
import zlib
from collections.abc import Iterator

from circle.errors import Refused
from circle.i18n import gettext as _

LARGEST = 500_000
MOST_PIXELS = 4000
"""Across, and down."""

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_OF_THE_PICTURE = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD")
)  # fmt: skip
"""What else a PNG holds is about who made it, when, and with what."""
_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_JPEG_KEEPS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Of what programs put into a JPEG: how large a dot is, and its colours."""
_AFTER_DOTS = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")


def checked_logo(data: bytes) -> bytes:
    """The picture without what was written beside it, such as who made it. Raises Refused."""
    if len(data) > LARGEST:
        raise _refused(_("That picture is larger than 500 kB."))
    clean = picture_alone(data)
    width, height = size_of(clean)
    if not (1 <= width <= MOST_PIXELS and 1 <= height <= MOST_PIXELS):
        raise _refused(_("That picture is more than 4000 dots wide or high, or says no size."))
    return clean


def size_of(logo: bytes) -> tuple[float, float]:
    """Width and height of a logo that was checked, in pixels."""
    if logo.startswith(_PNG):
        return struct.unpack(">II", logo[16:24])
    if logo.startswith(_JPEG):
        return _jpeg_size(logo)
    from exports.svg_checked import size_of_svg

    return size_of_svg(logo)


def media_type(logo: bytes) -> str:
    if logo.startswith(_PNG):
        return "image/png"
    return "image/jpeg" if logo.startswith(_JPEG) else "image/svg+xml"


def data_uri(logo: bytes) -> str:
    """The picture itself, as an address that fetches nothing."""
    return f"data:{media_type(logo)};base64,{base64.b64encode(logo).decode()}"


def picture_alone(data: bytes) -> bytes:
    """What can be seen of a PNG, JPEG or SVG. Raises Refused."""
    if data.startswith(_PNG):
        return _PNG + b"".join(_png_chunks(data))
    if data.startswith(_JPEG):
        return b"\xff\xd8" + b"".join(_jpeg_parts(data))
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        from exports.svg_checked import checked_svg

        return checked_svg(data)
    raise _refused(_("That is neither PNG nor JPEG nor SVG."))


def _png_chunks(data: bytes) -> Iterator[bytes]:
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        if at + 12 > len(data):
            raise _damaged()
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, end = data[at + 4 : at + 8], at + 12 + length
        if end > len(data) or (at == len(_PNG)) != (kind == b"IHDR"):
            raise _damaged()
        if struct.pack(">I", zlib.crc32(data[at + 4 : end - 4])) != data[end - 4 : end]:
            raise _damaged()
        if kind in _OF_THE_PICTURE:
            yield data[at:end]
        at = end


def _jpeg_parts(data: bytes) -> Iterator[bytes]:
    """Up to the end of the first picture: phones put others behind it, and say in each where it was taken."""
    at = 2
    while data[at : at + 2] != b"\xff\xd9":
        at, marker, part = _jpeg_part(data, at)
        if marker == 0xDA:  # from here on, dots
            after = _AFTER_DOTS.search(data, at)
            if after is None:
                raise _damaged()
            part += data[at : after.start()]
            at = after.end() - 2
        is_beside = 0xE0 <= marker <= 0xEF or marker == 0xFE
        if not is_beside or part[4:].startswith(_JPEG_KEEPS.get(marker, b"\0none")):
            yield part
    yield b"\xff\xd9"


def _jpeg_part(data: bytes, at: int) -> tuple[int, int, bytes]:
    """Where the next part begins; what this one is, and it."""
    if data[at : at + 1] != b"\xff" or at + 4 > len(data):
        raise _damaged()
    end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    if end > len(data) or end < at + 4:
        raise _damaged()
    return end, data[at + 1], data[at:end]


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at, marker = 2, 0
    while marker != 0xDA:
        at, marker, part = _jpeg_part(data, at)
        if marker in _SIZES and len(part) >= 9:
            height, width = struct.unpack(">HH", part[5:9])
            return width, height
    raise _damaged()


def _damaged() -> Refused:
    return _refused(_("That picture is damaged."))


def _refused(why: str) -> Refused:
    choose = _("Choose another: PNG, JPEG or SVG, at most 500 kB. What was kept before stays.")
    return Refused(f"{why} {choose}")
