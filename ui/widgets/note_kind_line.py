"""What kind a note is that is being written, by the sign it begins with; and a menu that puts another sign there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal

from circle.harvest import SEEN_AT_FIRST, NoteKind, Seen, kind_words
from circle.i18n import gettext as _
from ui.pages.note_signs import SIGNS, as_written, noted, signs_words
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Soft, as_tip
from ui.widgets.note_field import NoteField


class NoteKindLine(QObject):
    """The button is there while something is written, and the soft line while that is a quote. The field has the
    focus and keeps it.
    """

    shown = Signal()
    """The button has other words, or came, or went."""

    def __init__(self, field: NoteField, button: KeyButton, quoted: Soft) -> None:
        super().__init__(field)
        self._field, self._button, self._quoted = field, button, quoted
        self._has_kinds = True
        quoted.setText(_("Mine alone, until whoever said it has said yes."))
        button.clicked.connect(self._ask)
        field.setToolTip(as_tip(signs_words()))
        field.textChanged.connect(self._show)
        self._show()

    def use(self, *, has_kinds: bool) -> None:
        if has_kinds is not self._has_kinds:
            self._has_kinds = has_kinds
            self._field.setToolTip(as_tip(signs_words()) if has_kinds else "")
            self._show()

    def _show(self) -> None:
        written = self._field.text()
        kind, there = noted(written).kind, self._has_kinds and bool(written.strip())
        self._button.show_words(_("Quote") if kind is NoteKind.QUOTE else kind_words(kind))
        self._button.setAccessibleName(_("Kind of note: {kind}").format(kind=kind_words(kind)))
        self._button.setVisible(there)
        self._quoted.setVisible(there and SEEN_AT_FIRST[kind] is Seen.MINE)
        self.shown.emit()

    def _ask(self) -> None:
        from ui.widgets.menus import open_menu

        kinds = (*SIGNS,)
        acts = [(_sign_words(kind), partial(self._put, kind)) for kind in kinds]
        now = kinds.index(noted(self._field.text()).kind)
        open_menu(self._button, acts, self._button.mapToGlobal(QPoint(0, 0)), now=now)

    def _put(self, kind: NoteKind) -> None:
        self._field.setText(as_written(kind, self._field.text()))
        self._field.setFocus()


def _sign_words(kind: NoteKind) -> str:
    sign, words = SIGNS[kind].strip(), kind_words(kind)
    return f"{words}   {sign}" if sign else words
