"""What a deck is called, and what there is to say of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from circle.i18n import gettext as _
from circle.prompts import Deck
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.fields import LineField, TextField
from ui.widgets.labels import Soft


class DeckCard(Card):
    changed = Signal(object)
    """Fields of Deck, and what they become."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("The deck"), parent=parent)
        self._look = look
        self.whose = Soft(look, small=True)
        self.body.addWidget(self.whose)
        self.fields: dict[str, LineField | TextField] = {
            "title": LineField(look),
            "about": TextField(look, rows=2),
            "theme": LineField(look),
            "language": LineField(look, _("en")),
            "source": LineField(look),
            "credit": TextField(look, rows=3),
        }
        labels = {
            "title": _("Title"),
            "about": _("What it is for"),
            "theme": _("What its prompts are about, where they do not say"),
            "language": _("Language, as a code"),
            "source": _("Where its words are from"),
            "credit": _("The practice that it draws on"),
        }
        for name, field in self.fields.items():
            self._add(name, labels[name], field)
        self.body.addStretch(1)

    def _add(self, name: str, label: str, field: LineField | TextField) -> None:
        field.setAccessibleName(label)
        self.body.addWidget(Soft(self._look, label, small=True))
        self.body.addWidget(field)
        field.textChanged.connect(partial(self._write, name))

    def show_deck(self, deck: Deck, whose: str) -> None:
        """`whose`: what there is to say about keeping it. The field that is written in stays as it is."""
        self.whose.setText(whose)
        self.whose.setVisible(bool(whose))
        for name, field in self.fields.items():
            if not field.hasFocus():
                with QSignalBlocker(field):
                    _show(field, getattr(deck, name))

    def show_anew(self, deck: Deck) -> None:
        """Also in the field that has the focus."""
        for name, field in self.fields.items():
            with QSignalBlocker(field):
                _show(field, getattr(deck, name))

    def _write(self, name: str, *_written: str) -> None:
        self.changed.emit({name: _text(self.fields[name])})


def _text(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _show(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    if _text(field) == text:
        return
    if isinstance(field, QLineEdit):
        field.setText(text)
        field.setCursorPosition(0)
    else:
        field.setPlainText(text)
