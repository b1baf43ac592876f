"""What watches over the program while its window is open: its log, errors that nobody expected, room that is kept on
the disk, and whether it broke down the last time. The hooks of Python are set here and nowhere else.
"""

from __future__ import annotations

import faulthandler
import os
import re
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QObject

from circle.i18n import gettext as _
from circle.kit_files import CRASH
from circle.program_log import Event, ProgramLog, our_place

if TYPE_CHECKING:
    from logging import Handler

    from circle.store import Store
    from ui.main_window import MainWindow

_FRAME = re.compile(r'File "(.+)", line (\d+)')
_MOST_FRAMES = 12


class Watch(QObject):
    def __init__(
        self,
        window: MainWindow,
        folder: Path,
        log: ProgramLog,
        show_report: Callable[[], object],
    ) -> None:
        """`folder`: of the kit. `show_report`: what went wrong, to be looked at and passed on."""
        super().__init__(window)
        self._window, self._folder, self.log = window, folder, log
        self._show_report = show_report
        self._crash: TextIO | None = None
        self._hears: Handler | None = None
        self._is_telling = False
        log.note(Event.BEGAN)

    def take_hooks(self) -> None:
        """Errors in what Qt calls come here from now on, and would be printed else."""
        sys.excepthook = self.unexpected
        threading.excepthook = lambda what: self._note(what.exc_value)
        sys.unraisablehook = lambda what: self._note(what.exc_value)
        self._hear_logs()

    def _hear_logs(self) -> None:
        """What parts of Python write down for themselves would be printed else, with the words of the error."""
        if self._hears is not None:
            return
        import logging

        watch = self

        class Hears(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                if record.exc_info:
                    watch._note(record.exc_info[1])

        self._hears = Hears()
        logging.getLogger().addHandler(self._hears)

    def unexpected(
        self, _kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Written down, and told of in the bar, where it covers nothing and stops nothing."""
        if isinstance(error, KeyboardInterrupt):  # Ctrl+C where it was started from
            self._window.close()
            return
        self._note(error.with_traceback(trace))
        self._tell()

    def kit_opened(self, store: Store) -> tuple[bool, str]:
        """Whether the program broke down the last time, and what there is to say of the disk."""
        self.log.note(Event.KIT_OPENED)
        store.on_trouble = self.log.error
        store.reserve.keep()
        broke_down = self._look_for_crash()
        self._watch_for_crash()
        return broke_down, store.reserve.low_words()

    def end(self) -> None:
        """The window is closed, and the kit with it."""
        if self._hears is not None:
            import logging

            logging.getLogger().removeHandler(self._hears)
            self._hears = None
        if self._crash is not None:
            faulthandler.disable()
            self._crash.close()
            self._crash = None
            with suppress(OSError):
                (self._folder / CRASH).unlink()
        self.log.note(Event.ENDED)

    def _note(self, error: BaseException | None) -> None:
        if error is not None:
            self.log.error(error, Event.UNEXPECTED)

    def _tell(self) -> None:
        """Said once, however often it comes, until it is put away. Nothing here may fail in turn."""
        if self._is_telling:
            return
        self._is_telling = True
        try:
            self._window.tell_here(went_wrong_words(), (_("Copy report…"), self._show_report))
        except Exception as error:
            self._note(error)
        finally:
            self._is_telling = False

    def _look_for_crash(self) -> bool:
        """What Python wrote as the program broke down names the folders of this computer; only our own places are kept."""
        path = self._folder / CRASH
        try:
            text = path.read_text("utf-8", "replace")
        except OSError:
            return False
        if not text.strip():
            return False  # the power went, or somebody ended it
        places = [our_place(file, int(line)) for file, line in _FRAME.findall(text)]
        self.log.note(Event.BROKE_DOWN, *[place for place in places if place][:_MOST_FRAMES])
        return True

    def _watch_for_crash(self) -> None:
        if self._crash is not None:
            return
        flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY
        with suppress(OSError):
            descriptor = os.open(self._folder / CRASH, flags, 0o600)
            self._crash = os.fdopen(descriptor, "w", encoding="utf-8")
            faulthandler.enable(self._crash)


def went_wrong_words() -> str:
    return _(
        "Something inside Circlekeeper went wrong. What was shown as saved is safe. Go on; if something does not work "
        "as it should, close the window and open it again."
    )


def broke_down_words() -> str:
    return _(
        "Circlekeeper ended without warning the last time. What was shown as saved is safe. "
        "The report says what happened, without anybody’s words."
    )
