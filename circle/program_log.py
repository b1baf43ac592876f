"""The program's own log, beside the kit: what it met with, and where in its own code. Nobody's words: no value, no
text of an error, no name and no path ever goes into it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC
from enum import StrEnum
from pathlib import Path
from types import TracebackType

from circle.clock import Clock
from circle.kit_files import LOG, OLDER_LOG
from circle.version import VERSION

LARGEST_BYTES = 262_144
"""Of each of the two files; then the older one goes."""

MOST_ALIKE = 3
"""So often the same error is written down while the program runs: one that comes with every second would push out
all that was before it."""

_ROOT = Path(__file__).resolve().parent.parent
_OURS = ("circle", "exports", "ui")
_MOST_FRAMES = 12
_LAST_LINES = 60


class Event(StrEnum):
    BEGAN = "began"
    KIT_OPENED = "kit opened"
    ENDED = "ended"
    BROKE_DOWN = "had broken down before"
    ERROR = "error"
    UNEXPECTED = "unexpected error"


class ProgramLog:
    """Writing to it refuses nothing and needs no room: where it cannot be written it is not."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        """`folder`: of the kit. It is not made where there is none."""
        self._folder, self._clock = folder, clock
        self._seen = Counter[str]()

    def note(self, event: Event, *frames: str) -> None:
        """`frames`: places in our own code, as `places_in` has them."""
        self._write(" ".join((event.value, *frames)))

    def error(self, error: BaseException, event: Event = Event.ERROR) -> None:
        """An error, and those it came from: classes, codes of the database and of the system, and our own lines."""
        with suppress(Exception):  # whatever is wrong with an error, it is not to bring another
            words = f"{event.value} {' from '.join(_told(error))}"
            self._seen[words] += 1
            if self._seen[words] <= MOST_ALIKE:
                self._write(words)

    def last_lines(self) -> list[str]:
        """The newest last."""
        lines: list[str] = []
        for name in (OLDER_LOG, LOG):
            with suppress(OSError):
                lines += (self._folder / name).read_text("utf-8", "replace").splitlines()
        return lines[-_LAST_LINES:]

    def _write(self, words: str) -> None:
        wall = self._clock.read().wall.astimezone(UTC)
        line = f"{wall:%Y-%m-%dT%H:%M:%SZ} {VERSION} {words}\n".encode("ascii", "replace")
        path = self._folder / LOG
        with suppress(OSError):
            descriptor = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
            try:
                os.write(descriptor, line)
                size = os.fstat(descriptor).st_size
            finally:
                os.close(descriptor)
            if size >= LARGEST_BYTES:
                path.replace(self._folder / OLDER_LOG)


def places_in(trace: TracebackType | None) -> list[str]:
    """Where an error came by in our own code, as circle/kit.py:88, the innermost last."""
    found: list[str] = []
    while trace is not None:
        if place := our_place(trace.tb_frame.f_code.co_filename, trace.tb_lineno):
            found.append(place)
        trace = trace.tb_next
    return found[-_MOST_FRAMES:]


def our_place(file: str, line: int) -> str:
    """Empty for a file that is not ours: what it is called may say who somebody is."""
    try:
        inside = Path(file).resolve().relative_to(_ROOT)
    except ValueError:
        return ""
    return f"{inside.as_posix()}:{line}" if inside.parts[0] in _OURS else ""


def _told(error: BaseException) -> Iterator[str]:
    seen = set[int]()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield " ".join((_name(type(one)), *_codes(one), *places_in(one.__traceback__)))
        one = one.__cause__ or one.__context__


def _name(kind: type) -> str:
    """Of a class that stands in a file. What somebody named while the program ran is nobody's business."""
    name = kind.__qualname__
    return name if name.isascii() and name.replace(".", "").isidentifier() else "Error"


def _codes(error: BaseException) -> Iterator[str]:
    """Numbers that SQLite and the system give."""
    for name, said in (("sqlite_errorcode", "sqlite"), ("errno", "errno")):
        if isinstance(code := getattr(error, name, None), int):
            yield f"{said} {code}"
