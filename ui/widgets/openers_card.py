"""Who opens the topic, from the circle or from elsewhere, and a link to what they bring, or a note of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.pages import openers_draft as draft
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.fields import LineField
from ui.widgets.inline_form import ChoosePerson
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft
from ui.widgets.turns_shown import PersonShown


class OpenersCard(Card):
    openers_changed = Signal(object)
    """The `openers_draft.Openers`."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Who opens"), parent=parent)
        self._openers: draft.Openers = ()
        self.rows: list[_OpenerRow] = []
        self._list = QVBoxLayout()
        self.add = KeyButton(look, _("Add somebody who opens"), kind=Kind.QUIET, small=True)
        self.add.clicked.connect(self._add)
        self.body.addWidget(Soft(look, _("They speak first, in this order."), small=True))
        self.body.addLayout(self._list)
        self.body.addWidget(self.add)

    def show_openers(self, openers: draft.Openers, people: Sequence[PersonShown]) -> None:
        self._openers = openers
        while len(self.rows) > len(openers):
            row = self.rows.pop()
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(openers):
            self._add_row()
        without = PersonShown(draft.WITHOUT_SEAT, _("Somebody without a seat"))
        for row, one in zip(self.rows, openers, strict=True):
            row.show_opener(one, (*people, without))
        self.add.setVisible(len(openers) < draft.MOST_OPENERS)

    def _add_row(self) -> None:
        row, at = _OpenerRow(self._look, parent=self), len(self.rows)
        self.rows.append(row)
        self._list.addWidget(row)
        row.chosen.connect(lambda key: self._take(draft.choose(self._openers, at, key)))
        row.written.connect(lambda text: self._take(draft.write(self._openers, at, text)))
        row.called_so.connect(lambda text: self._take(draft.call(self._openers, at, text)))
        row.removed.connect(lambda: self._take(draft.remove(self._openers, at)))

    def _add(self) -> None:
        self._take(draft.add(self._openers))
        self.rows[-1].person.setFocus()

    def _take(self, openers: draft.Openers) -> None:
        self.openers_changed.emit(openers)


class _OpenerRow(QWidget):
    chosen = Signal(str)
    written = Signal(str)
    called_so = Signal(str)
    removed = Signal()

    def __init__(self, look: Look, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.person = ChoosePerson(look, _("Who opens: {name}"))
        self.person.picked.connect(self._choose)
        self.called = LineField(look, _("A name or a role"))
        self.called.setMaxLength(draft.LONGEST_CALLED)
        self.called.textEdited.connect(self.called_so)
        self.called.hide()
        self.material = LineField(look, _("A link, or a note of it"))
        self.material.setMaxLength(draft.LONGEST_MATERIAL)
        self.material.textEdited.connect(self.written)
        self.remove = KeyButton(look, "×", kind=Kind.QUIET, small=True)
        self.remove.setAccessibleName(_("Does not open"))
        self.remove.clicked.connect(self.removed)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.person)
        row.addWidget(self.material, 1)
        row.addWidget(self.remove)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        lines.addLayout(row)
        lines.addWidget(self.called)
        QWidget.setTabOrder(self.person, self.called)
        QWidget.setTabOrder(self.called, self.material)
        QWidget.setTabOrder(self.material, self.remove)

    def _choose(self, key: str) -> None:
        self.chosen.emit(key)
        if key == draft.WITHOUT_SEAT:
            self.called.setFocus()

    def show_opener(self, one: draft.OpenerDraft, people: Sequence[PersonShown]) -> None:
        self.person.show_people(people, one.key)
        self.called.setVisible(not one.has_seat)
        if self.called.text() != one.called and not self.called.hasFocus():
            self.called.setText(one.called)
        if self.material.text() != one.material and not self.material.hasFocus():
            self.material.setText(one.material)
