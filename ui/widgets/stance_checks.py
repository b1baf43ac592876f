"""Six quiet checks: what somebody noticed of their own listening. Any number of them, and none is better."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.reflection import Stance, stance_words
from ui.theme import Look
from ui.widgets.checks import Check


class StanceChecks(QWidget):
    changed = Signal()
    """By a person; not by `show_stances`."""

    def __init__(
        self,
        look: Look,
        *,
        words: Callable[[Stance], str] = stance_words,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.checks = {stance: Check(look, words(stance)) for stance in Stance}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for check in self.checks.values():
            check.clicked.connect(self.changed)
            column.addWidget(check)

    @property
    def stances(self) -> tuple[Stance, ...]:
        return tuple(stance for stance, check in self.checks.items() if check.isChecked())

    def show_stances(self, stances: Collection[Stance]) -> None:
        for stance, check in self.checks.items():
            check.setChecked(stance in stances)

    def focus_first(self) -> None:
        next(iter(self.checks.values())).setFocus(Qt.FocusReason.OtherFocusReason)
