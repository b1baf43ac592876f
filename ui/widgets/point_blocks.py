"""Key points in blocks under their headings: one below the other, and the sides that belong together beside each other."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.pages.harvest_shown import BlockShown, Line, Place
from ui.theme import Look, Role
from ui.widgets.labels import Heading, Soft
from ui.widgets.one_line import OneLine
from ui.widgets.point_rows import PointRows
from ui.widgets.scroll_column import ScrollColumn

_BESIDE = 440
"""From how many pixels on, at the usual size of letters, two sides stand beside each other."""
_MOST, _LEAST = 290, 132
_GAP = 12


class PointBlocks(ScrollColumn):
    edited = Signal(int, str)
    removal_asked = Signal(object)
    moved = Signal(int, object)
    seen_asked = Signal(int)
    menu_asked = Signal(int, QPoint)
    editor_opened = Signal(object)
    went = Signal()
    """Another row is chosen, or none."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self._look = look
        self._blocks: dict[Place, _Block] = {}
        self._lines: tuple[Line, ...] = ()
        self._pairs: list[QBoxLayout] = []
        self._holder = _Holder()
        self.body.setSpacing(0)
        self.body.addWidget(self._holder)
        self.body.addStretch(1)
        look.changed.connect(self._fit)

    @property
    def lists(self) -> tuple[PointRows, ...]:
        """From the first block to the last."""
        return tuple(self._blocks[one.place].list for one in _all(self._lines))

    @property
    def chosen_key(self) -> int | None:
        keys = (one.chosen_key for one in self.lists)
        return next((key for key in keys if isinstance(key, int)), None)

    @property
    def chosen_list(self) -> PointRows | None:
        return next((one for one in self.lists if one.chosen_key is not None), None)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        key = self.chosen_key
        focused = any(one.hasFocus() for one in self.lists)
        anew = [one.place for one in _all(lines)] != [one.place for one in _all(self._lines)]
        self._lines = lines
        for block in _all(lines):
            self._block_of(block.place).show_block(block)
        if anew:
            self._lay_out()
        self.show_chosen(key)
        if focused and (there := self.chosen_list or next(self._with_rows(), None)):
            there.setFocus()
        self._take_height()
        self.went.emit()

    def show_chosen(self, key: int | None) -> None:
        for one in self.lists:
            one.show_chosen(key)

    def show_newest(self, key: int) -> None:
        """Scrolls to a row without choosing it, once it has its place."""
        QTimer.singleShot(0, self, lambda: self._show_row(key))

    def _show_row(self, key: int) -> None:
        for one in self.lists:
            place = one.rows_model.place(key)
            if place.isValid():
                box = one.visualRect(place)
                at = one.viewport().mapTo(self._holder, box.bottomLeft())
                self.ensureVisible(at.x(), at.y(), 0, _GAP)
                self.ensureVisible(at.x(), at.y() - box.height(), 0, _GAP)

    def edit_row(self, key: int) -> None:
        for one in self.lists:
            one.edit_row(key)

    def keep_editor(self) -> None:
        for one in self.lists:
            one.keep_editor()

    def leave_editor(self) -> None:
        for one in self.lists:
            one.leave_editor()

    def sizeHint(self) -> QSize:
        return QSize(200, min(self._content_height(), self._look.px(_MOST)))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, min(self._content_height(), self._look.px(_LEAST)))

    def _content_height(self) -> int:
        if self._holder.layout() is None or not self._blocks:
            return 0
        return self._holder.minimumSizeHint().height() + 2

    def _take_height(self) -> None:
        """No more than it needs: what comes after it stands close below."""
        self.setMaximumHeight(max(1, self._content_height()))
        self.updateGeometry()

    def _block_of(self, place: Place) -> _Block:
        if place not in self._blocks:
            block = _Block(self._look)
            self._blocks[place] = block
            rows = block.list
            rows.edited.connect(self.edited)
            rows.removal_asked.connect(self.removal_asked)
            rows.editor_opened.connect(self.editor_opened)
            rows.moved.connect(self.moved)
            rows.seen_asked.connect(self.seen_asked)
            rows.menu_asked.connect(self.menu_asked)
            rows.gone_beyond.connect(lambda step: self._go_on(rows, step))
            rows.selectionModel().currentChanged.connect(lambda *_which: self._went(rows))
        return self._blocks[place]

    def _went(self, rows: PointRows) -> None:
        if rows.chosen_key is None:
            return
        for other in self.lists:
            if other is not rows:
                other.show_chosen(None)
        if isinstance(rows.chosen_key, int):
            self.show_newest(rows.chosen_key)
        self.went.emit()

    def _with_rows(self) -> Iterator[PointRows]:
        return (one for one in self.lists if one.rows_model.rows)

    def _go_on(self, rows: PointRows, step: int) -> None:
        """Up and down go through all blocks."""
        there = list(self._with_rows())
        at = there.index(rows) + step
        if 0 <= at < len(there):
            keys = there[at].rows_model.rows
            there[at].setFocus()
            there[at].setCurrentIndex(there[at].rows_model.place(keys[0 if step > 0 else -1].key))

    # How they lie

    def _lay_out(self) -> None:
        """Anew; blocks that are no more go."""
        here = {one.place for one in _all(self._lines)}
        for place in [place for place in self._blocks if place not in here]:
            gone = self._blocks.pop(place)
            gone.hide()
            gone.deleteLater()
        before, self._holder = self._holder, _Holder()
        self._holder.laid_out.connect(self._take_height)
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        self.body.removeWidget(before)
        self.body.insertWidget(0, self._holder)
        self._pairs = [self._line(column, line) for line in self._lines]
        before.hide()
        before.deleteLater()
        self._put_in_order()
        self._fit()

    def _line(self, lines: QVBoxLayout, line: Line) -> QBoxLayout:
        """Each layout is in its place before it is filled, or its widgets would be windows."""
        pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        pair.setSpacing(_GAP)
        lines.addLayout(pair)
        for blocks in line:
            column = QVBoxLayout()
            column.setSpacing(_GAP)
            pair.addLayout(column, 1)
            for one in blocks:
                column.addWidget(self._blocks[one.place])
            column.addStretch(1)
        return pair

    def _put_in_order(self) -> None:
        for first, second in zip(self.lists, self.lists[1:], strict=False):
            QWidget.setTabOrder(first, second)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        beside = self.viewport().width() >= self._look.px(_BESIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        for pair in self._pairs:
            pair.setDirection(across if beside else down)


class _Holder(QWidget):
    laid_out = Signal()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.laid_out.emit()
        return done


class _Block(QWidget):
    """A heading, softly how many there are, and the points."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._heading = Heading(look, "", Role.STRONG)
        self._count = OneLine(look, Role.SMALL, soft=True, whole=True)
        self._none = Soft(look, _("None yet"), small=True)
        self.list = PointRows(look, _("Key points"))
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 10, 0)
        head.setSpacing(8)
        head.addWidget(self._heading, 1)
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        none = QHBoxLayout()
        none.setContentsMargins(4, 0, 0, 0)
        none.addWidget(self._none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(none)
        column.addWidget(self.list)

    def show_block(self, block: BlockShown) -> None:
        self._heading.setText(block.heading)
        self._heading.setVisible(bool(block.heading))
        self._count.show_text(block.count)
        self._count.setVisible(bool(block.count))
        self._none.setVisible(not block.rows)
        said = _("Key points · {whose}").format(whose=block.heading)
        self.list.setAccessibleName(said if block.heading else _("Key points"))
        self.list.show_rows(block.rows)
        self.list.setVisible(bool(block.rows))


def _all(lines: tuple[Line, ...]) -> Iterator[BlockShown]:
    for line in lines:
        for blocks in line:
            yield from blocks
