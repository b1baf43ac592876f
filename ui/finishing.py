"""Erasing that was begun, finished by itself beside the Start page: what is left of it in backups, or in the kit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from circle.errors import Refused
from circle.i18n import gettext as _
from ui.beside import Beside, Steps

if TYPE_CHECKING:
    from circle.erasing_work import Erased
    from ui.backing_up import BackingUp, Ended
    from ui.kit_desk import KitDesk

AT_REST_MS = 1_500


class Finishing(QObject):
    """`at_rest`: whether nothing else is done at the window."""

    told = Signal(str, bool)
    """A sentence, and whether it is done."""

    def __init__(
        self,
        desk: KitDesk,
        backing_up: BackingUp,
        parent: QObject,
        *,
        at_rest: Callable[[], bool],
    ) -> None:
        super().__init__(parent)
        self._desk, self._backing_up, self._at_rest = desk, backing_up, at_rest
        self._beside = Beside(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AT_REST_MS)
        self._soon.timeout.connect(self._begin)
        backing_up.ended.connect(self._look)

    def soon(self) -> None:
        """In a moment of quiet."""
        self._soon.start()

    def _begin(self) -> None:
        from circle.erasing_files import marked, only_in_backups

        desk = self._desk
        if not (desk.kit.is_open and self._at_rest()) or self._beside.runs:
            return
        if only_in_backups(desk.folder):
            self._backing_up.begin()
        elif marked(desk.folder) and not self._has_open():
            self._beside.run(self._steps())

    def _has_open(self) -> bool:
        """Somebody may go on with it any moment, and the kit is not to be away then."""
        try:
            return bool(self._desk.store.open_sessions())
        except Refused:
            return True

    def _steps(self) -> Steps:
        from circle.erasing_files import unmark
        from ui.erase_acts import by_another

        desk = self._desk
        try:
            today = desk.today()
            with desk.kit.lent() as key:
                yield desk.kit.copied()
                erased: Erased | None = yield from by_another("finish", desk.folder, key, today)
        except Refused as why:
            self.told.emit(str(why), False)
            return
        if erased is None:
            return
        if erased.kept_back:
            self.told.emit(erased.kept_back, False)
        else:
            unmark(desk.folder)
            self.told.emit(_finished(), True)

    def _look(self, ended: Ended) -> None:
        if ended.replaced:
            self.told.emit(_finished(), True)


def _finished() -> str:
    return _("What was erased is gone from the backups, too: a new one is there in their place.")
