"""Logos, made by hand: small, and with whatever a test wants in them."""

from __future__ import annotations

import struct
import zlib

DOT = '<rect width="8" height="8" fill="#2f6f62"/>'


def png(width: int = 8, height: int = 8, *, also: bytes = b"") -> bytes:
    """`also`: chunks after the first."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    dots = zlib.compress((b"\0" + b"\x2f\x6f\x62" * width) * height)
    chunks = chunk(b"IHDR", head) + also + chunk(b"IDAT", dots) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def jpeg(width: int = 8, height: int = 8, *, also: bytes = b"") -> bytes:
    """Not one that can be seen, but one whose parts are where they belong."""
    size = b"\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    first = _part(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")
    return (
        b"\xff\xd8"
        + first
        + also
        + _part(0xC0, size)
        + _part(0xDA, b"\x01\x01\0\0?\0")
        + b"dots\xff\xd9"
    )


def comment(text: bytes) -> bytes:
    """What a program writes into a JPEG of itself."""
    return _part(0xFE, text) + _part(0xE1, b"Exif\0\0" + text)


def _part(marker: int, data: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data


def svg(inner: str = DOT, *, root: str = 'width="80" height="40"', before: str = "") -> bytes:
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" {root}>{inner}</svg>'.encode()
