"""ZIP archives read as if they were hostile: every byte of a file is accounted for, and nothing is believed.

An entry after the other, from the first byte on, then the directory, then the end: so no two can share bytes, and
nothing can be hidden between them. What this program writes is so; the rest of what a ZIP may be is refused.
"""

from __future__ import annotations

import re
import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from circle.errors import Wrong, quoted
from circle.i18n import gettext as _

MOST_ENTRIES = 16
MOST_RATIO = 200

_NAME = re.compile(rb"[a-z0-9][a-z0-9_.-]{0,63}")
_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _SIZES_LATER, _STRONGLY, _MASKED = 1, 1 << 3, 1 << 6, 1 << 13
_ZIP64, _LONG = 1, 0xFFFFFFFF
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """`start`: where its bytes begin in the archive."""

    name: str
    method: int
    crc: int
    packed_size: int
    size: int
    header: int
    start: int

    @property
    def is_stored(self) -> bool:
        return self.method == _STORED


def entries_of(data: bytes) -> tuple[Entry, ...]:
    """What an archive says that it holds, in the order of its bytes. Raises Wrong."""
    count, size, directory = _end(data)
    found: list[Entry] = []
    at = directory
    for _number in range(count):
        entry, at = _entry(data, at)
        found.append(entry)
    if at != directory + size:
        raise _cut_short()
    found.sort(key=lambda one: one.header)
    names = [one.name for one in found]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        why = _("it holds {name} twice; expected it once")
        raise Wrong(why.format(name=quoted(twice[0])))
    _check_bytes(found, directory)
    return tuple(found)


def unpacked(data: bytes, entry: Entry) -> Iterator[bytes]:
    """An entry's bytes, piece by piece, and never more than it says. Raises Wrong."""
    import zlib

    size = crc = 0
    for piece in _pieces(data, entry):
        size += len(piece)
        if size > entry.size:
            break
        crc = zlib.crc32(piece, crc)
        yield piece
    if size != entry.size or crc != entry.crc:
        why = _("{name} is not of the size or content that it says; expected it as it was sent")
        raise Wrong(why.format(name=quoted(entry.name)))


def _pieces(data: bytes, entry: Entry) -> Iterator[bytes]:
    import zlib

    rest = memoryview(data)[entry.start : entry.start + entry.packed_size]
    if entry.is_stored:
        yield from (bytes(rest[at : at + _PIECE]) for at in range(0, len(rest), _PIECE))
        return
    inflate = zlib.decompressobj(-15)
    try:
        for at in range(0, len(rest), _PIECE):
            if inflate.eof:
                raise _damaged(entry)
            packed: bytes | memoryview = rest[at : at + _PIECE]
            while packed and not inflate.eof:
                yield inflate.decompress(packed, _PIECE)
                packed = inflate.unconsumed_tail
        while piece := inflate.decompress(b"", _PIECE):
            yield piece
    except zlib.error:
        raise _damaged(entry) from None
    if not inflate.eof or inflate.unused_data:
        raise _damaged(entry)


def _end(data: bytes) -> tuple[int, int, int]:
    """How many entries there are; the size of the directory, and where it begins."""
    at = len(data) - _END.size
    if at < 0 or data[at : at + 4] != b"PK\5\6":
        if not data.startswith(b"PK"):
            raise Wrong(_("it is not a bundle; expected a file that this program wrote"))
        raise _cut_short()
    _sign, disk, first_disk, here, count, size, directory, comment = _END.unpack_from(data, at)
    if _LONG in (size, directory) or 0xFFFF in (here, count):
        raise _too_large()
    if directory + size < at:
        raise Wrong(_("it holds bytes that belong to none of its files; expected none"))
    if disk or first_disk or here != count or comment or directory + size != at:
        raise _cut_short()
    if not 0 < count <= MOST_ENTRIES:
        why = _("it holds {n} files; expected at most {most}")
        raise Wrong(why.format(n=count, most=MOST_ENTRIES))
    return count, size, directory


def _entry(data: bytes, at: int) -> tuple[Entry, int]:
    """An entry as the directory and its own header have it, and where the next one is in the directory."""
    if data[at : at + 4] != b"PK\1\2" or at + _CENTRAL.size > len(data):
        raise _cut_short()
    (
        _sign, made_by, _needs, flags, method, _time, _date, crc, packed_size, size,
        name_size, extra_size, comment_size, disk, _internal, external, header,
    ) = _CENTRAL.unpack_from(data, at)  # fmt: skip
    name = data[at + _CENTRAL.size :][:name_size]
    _check_kind(name, made_by, external)
    shown = name.decode()
    if flags & (_ENCRYPTED | _STRONGLY | _MASKED):
        why = _("{name} has a lock of its own; expected only the whole file to have a passphrase")
        raise Wrong(why.format(name=quoted(shown)))
    if _LONG in (packed_size, size, header):
        raise _too_large()
    if method not in (_STORED, _DEFLATED) or flags & _SIZES_LATER or disk:
        why = _("{name} is packed as this program never does it; expected a file that it wrote")
        raise Wrong(why.format(name=quoted(shown)))
    if extra_size or comment_size:
        raise Wrong(_("it holds bytes that belong to none of its files; expected none"))
    own = _LOCAL.pack(
        b"PK\3\4", *struct.unpack_from("<5H", data, at + 6), crc, packed_size, size, name_size, 0
    )
    start = header + _LOCAL.size + name_size
    if data[header : header + _LOCAL.size] != own or data[start - name_size : start] != name:
        why = _("{name} is said to be two different things; expected it as it was sent")
        raise Wrong(why.format(name=quoted(shown)))
    _check_sizes(shown, packed_size, size)
    entry = Entry(shown, method, crc, packed_size, size, header, start)
    return entry, at + _CENTRAL.size + name_size


def _check_kind(name: bytes, made_by: int, external: int) -> None:
    """A plain file with a plain name. What the name is may be anything, so it is not said."""
    kind = stat.S_IFMT(external >> 16) if made_by >> 8 else 0
    if name.endswith((b"/", b"\\")) or external & 0x10 or stat.S_ISDIR(kind):
        raise Wrong(_("it holds a folder; expected files only"))
    if kind and not stat.S_ISREG(kind):
        raise Wrong(_("it holds a link or a device; expected files only"))
    if not _NAME.fullmatch(name):
        raise Wrong(_("it holds a file whose name is none of a bundle’s; expected plain names"))


def _check_sizes(name: str, packed_size: int, size: int) -> None:
    if size > MOST_RATIO * packed_size:
        why = _("{name} would grow to more than {n} times its size; expected a session")
        raise Wrong(why.format(name=quoted(name), n=MOST_RATIO))


def _check_bytes(found: list[Entry], directory: int) -> None:
    """Each entry begins where the one before it ended."""
    ended = 0
    for entry in found:
        if entry.header < ended:
            raise Wrong(_("two of its files share the same bytes; expected each to have its own"))
        if entry.header > ended:
            raise Wrong(_("it holds bytes that belong to none of its files; expected none"))
        ended = entry.start + entry.packed_size
    if ended > directory:
        raise Wrong(_("two of its files share the same bytes; expected each to have its own"))
    if ended < directory:
        raise Wrong(_("it holds bytes that belong to none of its files; expected none"))


def _damaged(entry: Entry) -> Wrong:
    why = _("{name} cannot be unpacked; expected it as it was sent")
    return Wrong(why.format(name=quoted(entry.name)))


def _cut_short() -> Wrong:
    return Wrong(_("it is cut short or was changed on the way; expected it as it was sent"))


def _too_large() -> Wrong:
    return Wrong(_("it is made for files of 4 GB and more; expected a session"))
