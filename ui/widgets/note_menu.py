"""The menu of a note in a list: what kind it is, who may see it, at which side a quote stands, and its way out of the kit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from circle.harvest import Note, NoteKind, Seen, kind_words, seen_words, side_words
from circle.i18n import gettext as _
from ui.live_session import LiveSession
from ui.pages.note_signs import SIGNS
from ui.widgets.menus import open_menu
from ui.widgets.rows_view import RowsView


class NoteMenu(QObject):
    """By a right click, the Menu key or Shift F10. The keys of the rows are the numbers of the notes."""

    def __init__(self, rows: RowsView, live: LiveSession, erases: Callable[[int], object]) -> None:
        """`erases`: asks whether a note is to be gone for good."""
        super().__init__(rows)
        self._rows, self._live, self._erases = rows, live, erases
        rows.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows.customContextMenuRequested.connect(self._ask_at)
        for key in ("Menu", "Shift+F10"):
            shortcut = QShortcut(QKeySequence(key), rows)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self._ask)

    def _ask_at(self, point: QPoint) -> None:
        index = self._rows.indexAt(point)
        if index.isValid():
            self._rows.setCurrentIndex(index)
        self._ask()

    def _ask(self) -> None:
        key = self._rows.chosen_key
        note = self._live.state.notes.get(key) if isinstance(key, int) else None
        if note is None or note.kind is NoteKind.KEY_POINT:
            return
        place = self._rows.visualRect(self._rows.currentIndex()).bottomLeft()
        where = self._rows.mapToGlobal(place)
        written = self._live.written
        kinds = [
            (
                self._marked(kind_words(one), so=one is note.kind),
                partial(written.change_kind, note.number, one),
            )
            for one in SIGNS
        ]
        seen = [
            (
                self._marked(_seen_by(one), so=one is note.seen),
                partial(written.show_note, note.number, one),
            )
            for one in Seen
        ]
        erase = (_("Erase for good…"), partial(self._erases, note.number))
        open_menu(self._rows, [*kinds, *seen, *self._sides(note), erase], where)

    def _sides(self, note: Note) -> Iterator[tuple[str, Callable[[], object]]]:
        """Where a quote stands, in a session that gathers side by side."""
        sides = self._live.state.sides if note.kind is NoteKind.QUOTE else ()
        place = partial(
            self._live.written.place_note, note.number, round=note.round, group=note.group
        )
        for side in sides:
            words = _("Belongs to: {where}").format(where=side_words(side))
            yield self._marked(words, so=side is note.side), partial(place, side=side)
        if sides and note.side is not None:
            yield _("Belongs to: {where}").format(where=_("Besides")), partial(place, side=None)

    @staticmethod
    def _marked(words: str, *, so: bool) -> str:
        return f"✓ {words}" if so else words


def _seen_by(seen: Seen) -> str:
    return _("Seen by: {who}").format(who=seen_words(seen))
