"""What a circle said it would do, to be read before it meets again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.labels import Body, Soft


class LastTimeList(Card):
    """Away while there is nothing to come back to."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("From last time"), parent=parent)
        self._look = look
        self._shown: tuple[tuple[str, str], ...] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list)
        self.hide()

    def show_commitments(self, shown: Sequence[tuple[str, str]]) -> None:
        """For each: what was said, and about it."""
        if tuple(shown) == self._shown:
            return
        self._shown = tuple(shown)
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, (words, about) in enumerate(self._shown):
            if at:
                self._list.addSpacing(8)
            self._list.addWidget(Body(self._look, words))
            self._list.addWidget(Soft(self._look, about, small=True))
        self.setVisible(bool(self._shown))
