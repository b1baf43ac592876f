"""Cards in columns beside each other, as many as the width and the letters allow. Each column scrolls."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import Look
from ui.widgets.scroll_column import ScrollColumn

_ROOMY = 1200
_GAP = 16


class Arrangement(NamedTuple):
    """`least`: the least width that it is for, at the usual size of letters."""

    least: int
    shares: tuple[int, ...]
    """How the columns share the width."""
    columns: tuple[tuple[QWidget, ...], ...]
    """The cards of each, from the top."""
    tall: tuple[QWidget, ...] = ()
    """Cards that take what height there is."""


class CardColumns(QHBoxLayout):
    """Every arrangement has the same cards. The first is the one with the most columns, and the last is for any width."""

    def __init__(self, look: Look, arrangements: tuple[Arrangement, ...]) -> None:
        super().__init__()
        self._look = look
        self._arrangements = arrangements
        self._now: Arrangement | None = None
        self._scrolls = tuple(_Column(look) for _column in arrangements[0].columns)
        for scroll in self._scrolls:
            scroll.body.setSpacing(_GAP)
            scroll.body.addStretch(0)
            self.addWidget(scroll)

    def fit(self, width: int) -> None:
        usual = width / self._look.scale
        fitting = next(one for one in self._arrangements if usual >= one.least)
        if fitting is not self._now:
            self._now = fitting
            self._place(fitting)
        edge = 24 if width >= _ROOMY else 16
        self.setContentsMargins(edge, edge, edge, edge)
        self.setSpacing(edge - 4)

    def scroll_to(self, part: QWidget) -> None:
        """Where the letters are large, a part may be out of sight."""
        for scroll in self._scrolls:
            if scroll.isAncestorOf(part):
                scroll.ensureWidgetVisible(part, 0, _GAP)

    def _place(self, fitting: Arrangement) -> None:
        """The focus stays where it is."""
        page = self.parentWidget()
        focused = page and (page.focusWidget() or page)
        for at, scroll in enumerate(self._scrolls):
            cards = fitting.columns[at] if at < len(fitting.columns) else ()
            for card in cards:
                scroll.body.removeWidget(card)  # else it is counted where it goes
                scroll.body.insertWidget(scroll.body.count() - 1, card, int(card in fitting.tall))
            scroll.setVisible(bool(cards))
            self.setStretch(at, fitting.shares[at] if cards else 0)
        if focused is not None:
            focused.setFocus()


class _Column(ScrollColumn):
    """As wide as its share: to ask each card how wide it would like to be takes time, and changes nothing."""

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()
