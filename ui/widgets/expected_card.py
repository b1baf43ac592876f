"""What the facilitator expects of their own listening, before the session. Folded away until somebody wants it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.i18n import gettext as _
from circle.reflection import Stance, expected_words
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft
from ui.widgets.stance_checks import StanceChecks


class ExpectedCard(Card):
    unfolded = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("What do you expect of your own listening?"), parent=parent)
        self.stances = StanceChecks(look, words=expected_words)
        self.fold = KeyButton(look, "", kind=Kind.QUIET, small=True)
        self.fold.clicked.connect(lambda: self._show(folded=self._inside.isVisibleTo(self)))
        self._inside = QWidget(self)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            Soft(look, _("For you alone. It is kept once the circle is open."), small=True)
        )
        column.addWidget(self.stances)
        self.body.addWidget(self._inside)
        self.body.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeading)
        self._show(folded=True)

    @property
    def expected(self) -> tuple[Stance, ...]:
        return self.stances.stances

    def clear(self) -> None:
        self.stances.show_stances(())
        self._show(folded=True)

    def _show(self, *, folded: bool) -> None:
        """Folded away, what was checked stands."""
        self._inside.setVisible(not folded)
        closed = _("What you noted…") if self.expected else _("Note it for yourself…")
        self.fold.show_words(closed if folded else _("Fold away"))
        if not folded:
            self.unfolded.emit()
