"""Which letters each of our fonts has, as its file says (OpenType, tables `cmap`, format 4)."""

from __future__ import annotations

import struct
from functools import cache

from circle.paths import assets


@cache
def letters_of_fonts() -> tuple[frozenset[int], ...]:
    return tuple(
        letters_of(path.read_bytes()) for path in sorted((assets() / "fonts").glob("*.ttf"))
    )


def letters_of(font: bytes) -> frozenset[int]:
    """Those below U+10000; a font of ours has no others."""
    at = _unicode_map(font)
    (twice,) = struct.unpack_from(">H", font, at + 6)
    count = twice // 2

    def row(n: int, kind: str = "H") -> tuple[int, ...]:
        """There is a number of padding after the first row."""
        return struct.unpack_from(f">{count}{kind}", font, at + 14 + n * twice + (2 if n else 0))

    ends, starts, deltas, offsets = row(0), row(1), row(2, "h"), row(3)
    found: set[int] = set()
    for n, (start, end, delta, offset) in enumerate(
        zip(starts, ends, deltas, offsets, strict=True)
    ):
        shapes_at = at + 16 + 3 * twice + 2 * n + offset
        for letter in range(start, end + 1):
            shape = letter
            if offset:
                (shape,) = struct.unpack_from(">H", font, shapes_at + 2 * (letter - start))
            if (offset == 0 or shape) and (shape + delta) % 0x10000:
                found.add(letter)
    return frozenset(found - {0xFFFF})


def _unicode_map(font: bytes) -> int:
    """Where the letters of Windows' Unicode begin."""
    table = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, table + 2)
    for n in range(count):
        platform, encoding, at = struct.unpack_from(">HHI", font, table + 4 + 8 * n)
        if (platform, encoding) == (3, 1):
            return table + at
    raise ValueError("no letters of Unicode in this font")


def _table(font: bytes, wanted: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for n in range(count):
        tag, _check, at, _length = struct.unpack_from(">4sIII", font, 12 + 16 * n)
        if tag == wanted:
            return at
    raise ValueError(f"no table {wanted!r} in this font")
