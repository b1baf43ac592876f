"""Pictures of pages, one at a time, as wide as there is room for, or larger."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.accessible import announce
from ui.theme import Look
from ui.widgets.flow import Flow
from ui.widgets.inline_form import LineWords
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Soft
from ui.widgets.scroll_column import QuietBar
from ui.widgets.shapes import paint_box, paint_focus

_ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
_EDGE = 8
_WIDEST = 860
"""A page is not made wider than so by itself."""


class PagePictures(QWidget):
    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: tuple[bytes, ...] = ()
        self._at = 0
        self.back = KeyButton(look, _("Previous page"), _("Page Up"), small=True)
        self.forth = KeyButton(look, _("Next page"), _("Page Down"), small=True)
        self.smaller, self.larger = (KeyButton(look, one, small=True) for one in ("−", "+"))
        self.smaller.setAccessibleName(_("Smaller page"))
        self.larger.setAccessibleName(_("Larger page"))
        self._number = LineWords(look, "")
        self._words = Soft(look)
        self.sheet = _Sheet(look)
        self._lay_out()
        self.back.clicked.connect(lambda: self._show(self._at - 1))
        self.forth.clicked.connect(lambda: self._show(self._at + 1))
        self.smaller.clicked.connect(lambda: self.zoom(-1))
        self.larger.clicked.connect(lambda: self.zoom(1))

    def _lay_out(self) -> None:
        row = Flow(gap=8)
        for widget in (self._number, self.back, self.forth, self.smaller, self.larger):
            row.addWidget(widget)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addLayout(row)
        rows.addWidget(self._words)
        rows.addWidget(self.sheet, 1)

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """Where Tab goes."""
        return self.back, self.forth, self.smaller, self.larger, self.sheet

    @property
    def page(self) -> int:
        """From 1; 0 where there is none."""
        return self._at + 1 if self._pages else 0

    @property
    def pages(self) -> int:
        return len(self._pages)

    def say(self, words: str) -> None:
        """In place of the pages: that they are being made, or why they are not there."""
        self._pages = ()
        self._words.setText(words)
        self._words.show()
        self.sheet.hide()
        self._show_number()

    def show_pages(self, pages: Sequence[bytes]) -> None:
        """PNGs. The page that was shown is shown, where there is one of that number."""
        self._pages = tuple(pages)
        self._words.hide()
        self.sheet.show()
        self._show(min(self._at, len(pages) - 1))

    def go(self, by: int) -> None:
        """A page that is higher than the place it is shown in is read to its end first."""
        bar = self.sheet.verticalScrollBar()
        on = bar.value() < bar.maximum() if by > 0 else bar.value() > 0
        if on:
            bar.setValue(bar.value() + by * bar.pageStep() * 9 // 10)
        else:
            self._show(self._at + by, at_end=by < 0)

    def zoom(self, by: int) -> None:
        self.sheet.zoom(by)

    def _show(self, at: int, *, at_end: bool = False) -> None:
        if not 0 <= at < len(self._pages):
            return
        self._at = at
        picture = QPixmap()
        picture.loadFromData(self._pages[at], "PNG")
        self.sheet.show_picture(picture)
        bar = self.sheet.verticalScrollBar()
        bar.setValue(bar.maximum() if at_end else 0)
        self._show_number()
        announce(self.sheet, self._number.text())

    def _show_number(self) -> None:
        words = _("Page {n} of {m}").format(n=self.page, m=self.pages) if self._pages else ""
        self._number.setText(words)
        self.sheet.setAccessibleName(words)
        self.back.setEnabled(self._at > 0 and bool(self._pages))
        self.forth.setEnabled(self._at < len(self._pages) - 1)
        for button in (self.smaller, self.larger):
            button.setEnabled(bool(self._pages))


class _Sheet(QScrollArea):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._zoom = look, 1.0
        ground = QWidget()
        ground.setAutoFillBackground(False)
        self.setViewport(ground)
        self._paper = _Paper(look)
        self.setWidget(self._paper)
        self._paper.setAutoFillBackground(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(QuietBar(look))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleDescription(_("A picture. “As text” has the same words."))
        look.changed.connect(self._fit)

    def show_picture(self, picture: QPixmap) -> None:
        self._paper.picture = picture
        self._fit()
        self._paper.update()

    def zoom(self, by: int) -> None:
        at = _ZOOMS.index(self._zoom) + by
        self._zoom = _ZOOMS[max(0, min(len(_ZOOMS) - 1, at))]
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 160)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(420), self._look.px(420))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._paper.is_focused = event.type() == QEvent.Type.FocusIn
            self._paper.update()
        return super().event(event)

    def _fit(self) -> None:
        picture = self._paper.picture
        if picture.isNull():
            return
        fits = min(self.viewport().width() - 2 * _EDGE, self._look.px(_WIDEST))
        width = max(60, round(fits * self._zoom))
        height = round(width * picture.height() / picture.width())
        self._paper.resize(width + 2 * _EDGE, height + 2 * _EDGE)


class _Paper(QWidget):
    """White whatever the palette: it is paper."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.picture = QPixmap()
        self.is_focused = False

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.picture.isNull():
            return
        sheet = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            line = self._look.theme.line
            paint_box(painter, sheet.adjusted(-1, -1, 1, 1), fill=None, line=line, corner=2)
            painter.drawPixmap(QRectF(sheet), self.picture, QRectF(self.picture.rect()))
            if self.is_focused:
                paint_focus(painter, self.rect(), self._look.theme.moss, corner=6)
