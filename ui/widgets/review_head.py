"""What is read first of a session: who led it and how it came, one sentence, and the counts that matter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.accessible import announce
from ui.pages.measures_shown import MeasureShown
from ui.pages.review_shown import HeadShown
from ui.theme import Look, Role
from ui.widgets.card import Card
from ui.widgets.cell_grid import CellGrid
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Heading, SmallHeading, Soft, Words

_CELL = 158


class ReviewHead(QWidget):
    unfolded = Signal(object)
    """A part that is shown now, to be brought into sight."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shown: HeadShown | None = None
        self._content: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.fold: KeyButton | None = None

    def show_head(self, shown: HeadShown) -> None:
        if shown == self._shown:
            return
        self._shown = shown
        if self._content is not None:
            self._column.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = self._made(shown)
        self._column.addWidget(self._content)

    def _made(self, shown: HeadShown) -> QWidget:
        look, content = self._look, QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Heading(look, shown.title, Role.TITLE))
        column.addWidget(Soft(look, shown.below))
        column.addSpacing(12)
        column.addWidget(self._card(shown))
        return content

    def _card(self, shown: HeadShown) -> Card:
        look = self._look
        card = Card(look, _("How it went"))
        card.body.addWidget(Heading(look, shown.sentence, Role.PROMPT))
        if shown.aside:
            card.body.addWidget(Soft(look, shown.aside, small=True))
        card.body.addSpacing(6)
        cells = [_cell(look, one) for one in shown.measures]
        card.body.addWidget(CellGrid(look, cells, least=_CELL, most=4))
        counted = HowCounted(look, (*shown.measures, *shown.further), less=len(shown.measures))
        self.fold = KeyButton(look, _("How it is counted"), kind=Kind.QUIET, small=True)
        self.fold.clicked.connect(lambda: self._turn_over(counted))
        card.body.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(counted)
        counted.hide()
        return card

    def _turn_over(self, counted: HowCounted) -> None:
        assert self.fold is not None
        shows = not counted.isVisibleTo(self)
        counted.setVisible(shows)
        self.fold.show_words(_("Fold it away") if shows else _("How it is counted"))
        if shows:
            announce(counted, counted.accessibleDescription())
            self.unfolded.emit(counted)


class HowCounted(QWidget):
    """Each figure with what it means and its formula. `less`: so many of them are shown above, too."""

    def __init__(self, look: Look, shown: Sequence[MeasureShown], *, less: int) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(2)
        for i, one in enumerate(shown):
            if i == less:
                column.addSpacing(10)
                column.addWidget(SmallHeading(look, _("How the time was shared")))
            column.addSpacing(8 if i else 0)
            column.addWidget(Words(look, f"{one.name}: {one.value}", Role.STRONG))
            if i >= less:
                column.addWidget(Soft(look, one.meaning))
            column.addWidget(Soft(look, one.formula, small=True))
        said = (f"{one.name}: {one.value}, {one.meaning}. {one.formula}" for one in shown)
        self.setAccessibleDescription("\n".join(said))


def _cell(look: Look, one: MeasureShown) -> QWidget:
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    value = Words(look, one.value, Role.HEADING)
    value.setAccessibleName(f"{one.name}: {one.value}, {one.meaning}")
    column.addWidget(value)
    column.addWidget(Words(look, one.name, Role.LABEL))
    column.addWidget(Soft(look, one.meaning, small=True))
    column.addStretch(1)
    return cell
