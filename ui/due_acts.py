"""The quiet line on the Start page: what is older than it was to be kept, or erasing that was begun."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.kit_files import ERASING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.deck_acts import Shows
    from ui.kit_desk import KitDesk
    from ui.main_window import MainWindow
    from ui.pages.start import StartPage
    from ui.theme import Look


class DueActs(QObject):
    def __init__(
        self,
        look: Look,
        start: StartPage,
        window: MainWindow,
        desk: KitDesk,
        *,
        shows: Shows,
        left: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._look, self._start, self._window, self._desk = look, start, window, desk
        self._shows, self._left = shows, left

    def started(self) -> None:
        """The kit was opened. A start is noted only where somebody chose how long things are kept. Raises Refused."""
        if self._has_rules:
            from circle.retention_kept import note_start

            note_start(self._desk.store, self._desk.wall())

    def show(self) -> None:
        """Raises Refused."""
        self._start.show_line(self._line())

    @property
    def _has_rules(self) -> bool:
        return bool(self._desk.store.setting("retention", ""))

    def _line(self) -> QWidget | None:
        if (self._desk.folder / ERASING).exists():
            from ui.widgets.start_line import StartLine

            words = _(
                "Erasing was begun and is not finished. Backups may still hold what was erased."
            )
            return StartLine(self._look, words, (_("Finish erasing"), self._finish))
        return self._due_line() if self._has_rules else None

    def _due_line(self) -> QWidget | None:
        from circle.retention_kept import due_in, is_later, rules_in
        from ui.retention_words import due_words

        store = self._desk.store
        words = due_words(due_in(store), rules_in(store))
        if not words or is_later(store, self._desk.wall()):
            return None
        from ui.widgets.start_line import StartLine

        return StartLine(
            self._look, words, (_("Look at them…"), self._look_at), (_("Later"), self._later)
        )

    def _look_at(self) -> None:
        from ui.retention_acts import RetentionActs

        RetentionActs(
            self._look, self._window, self._desk, shows=self._shows, left=self._left
        ).open()

    def _later(self) -> None:
        from circle.retention_kept import say_later

        try:
            say_later(self._desk.store, self._desk.wall())
            self.show()
        except Refused as why:
            self._window.say(str(why))

    def _finish(self) -> None:
        from ui.erase_acts import EraseActs

        EraseActs(self._look, self._window, self._desk, shows=self._shows, left=self._left).finish()
