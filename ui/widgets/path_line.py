"""A path on one line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Look, Role
from ui.widgets.labels import as_tip
from ui.widgets.one_line import OneLine


class PathLine(OneLine):
    """The middle goes first where there is no room: both ends of a path say more."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, Role.BODY, parent=parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def _cut_short(self) -> None:
        mode = Qt.TextElideMode.ElideMiddle
        self._cut = self.fontMetrics().elidedText(self.text(), mode, self.width())
        self.setToolTip(as_tip(self.text()) if self._cut != self.text() else "")
        self.update()
