"""Archives that say nothing of when, where and on which system they were made."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date

_LONG_AGO = date(1980, 1, 1)


def zipped(
    files: Mapping[str, bytes], *, stored: Container[str] = (), day: date = _LONG_AGO
) -> bytes:
    """A ZIP of files by their names, in their order: the same bytes on every day and every system. Those in
    `stored` are not packed. `day` is that of every entry.
    """
    import io
    from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

    into = io.BytesIO()
    with ZipFile(into, "w") as archive:
        for name, data in files.items():
            entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system = 0
            entry.compress_type = ZIP_STORED if name in stored else ZIP_DEFLATED
            archive.writestr(entry, data)
    return into.getvalue()
