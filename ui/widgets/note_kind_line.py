"""Under the field for a note: what kind it is by the sign it begins with, and a menu that puts another sign there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.harvest import SEEN_AT_FIRST, NoteKind, Seen, kind_words
from circle.i18n import gettext as _
from ui.pages.note_signs import SIGNS, as_written, noted, signs_words
from ui.theme import Look
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft, as_tip
from ui.widgets.note_field import NoteField


class NoteKindLine(QWidget):
    """There while something is written. The field has the focus and keeps it."""

    def __init__(self, look: Look, field: NoteField, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field, self._has_kinds = field, True
        self._choose = KeyButton(look, "", kind=Kind.QUIET, small=True)
        self._choose.clicked.connect(self._ask)
        self._quoted = Soft(look, small=True)
        self._quoted.setText(_("Mine alone, until whoever said it has said yes."))
        line = Flow()
        line.addWidget(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self._quoted)
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
        self.setVisible(self._has_kinds and bool(written.strip()))
        kind = noted(written).kind
        self._choose.show_words(f"{kind_words(kind)} ▾")
        self._choose.setAccessibleName(_("Kind of note: {kind}").format(kind=kind_words(kind)))
        self._quoted.setVisible(SEEN_AT_FIRST[kind] is Seen.MINE)

    def _ask(self) -> None:
        from ui.widgets.menus import open_menu

        kinds = (*SIGNS,)
        acts = [(_sign_words(kind), partial(self._put, kind)) for kind in kinds]
        now = kinds.index(noted(self._field.text()).kind)
        open_menu(self, acts, self._choose.mapToGlobal(QPoint(0, 0)), now=now)

    def _put(self, kind: NoteKind) -> None:
        self._field.setText(as_written(kind, self._field.text()))
        self._field.setFocus()


def _sign_words(kind: NoteKind) -> str:
    sign, words = SIGNS[kind].strip(), kind_words(kind)
    return f"{words}   {sign}" if sign else words
