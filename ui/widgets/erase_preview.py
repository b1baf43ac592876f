"""What goes when something is erased, before it does: where, what with it, and that it cannot be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.erasing import What, named
from circle.i18n import gettext as _
from ui.erasing_words import before, listed, never_back, touched_words, typed_word
from ui.widgets.card import Card, Tint
from ui.widgets.checks import Check
from ui.widgets.fields import LineField
from ui.widgets.labels import Soft, Words

if TYPE_CHECKING:
    from circle.erasing import Order
    from circle.erasing_work import Preview
    from ui.theme import Look


_MOST_CHECKED = 60


class ErasePreview(QWidget):
    ready = Signal(bool)
    """Whether it may be erased now."""

    def __init__(
        self, look: Look, preview: Preview, said: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._preview = preview
        self._checks: dict[str, Check] = {}
        self.word: LineField | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        first = Card(look, tint=Tint.CLAY)
        first.body.addWidget(Words(look, never_back()))
        if preview.order.what is What.EVERYTHING:
            words = _("Type “{word}” here").format(word=typed_word())
            self.word = LineField(look, words)
            self.word.textChanged.connect(lambda: self.ready.emit(self.is_ready))
            first.body.addWidget(self.word)
        column.addWidget(first)
        if preview.touched:
            column.addWidget(self._where(look))
        goes = Card(look, _("What goes"))
        for sentence in before(preview, said):
            goes.body.addWidget(Words(look, sentence))
        column.addWidget(goes)

    @property
    def is_ready(self) -> bool:
        if self.word is not None:
            return self.word.text().strip().casefold() == typed_word().casefold()
        return not self._checks or any(one.isChecked() for one in self._checks.values())

    @property
    def order(self) -> Order:
        """Of a person in the sessions that are checked."""
        if not self._checks:
            return self._preview.order
        return named(
            self._preview.order, [one for one, box in self._checks.items() if box.isChecked()]
        )

    def _where(self, look: Look) -> Card:
        """Somebody else may be called the same: of a person each session can be left out."""
        card = Card(look, _("Where"))
        many = len(self._preview.touched)
        if self._preview.order.what is What.PERSON and 1 < many <= _MOST_CHECKED:
            for one in self._preview.touched:
                box = Check(look, touched_words(one))
                box.setChecked(True)
                box.toggled.connect(lambda: self.ready.emit(self.is_ready))
                self._checks[one.session] = box
                card.body.addWidget(box)
            card.body.addWidget(
                Soft(
                    look,
                    _("Is it somebody else in one of them? Then leave that one out."),
                    small=True,
                )
            )
            return card
        for line in listed(self._preview):
            card.body.addWidget(Words(look, line))
        return card
