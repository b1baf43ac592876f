"""A row that follows the pointer within its list, while the others make room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from ui.widgets.row_places import place_for, tops_with

if TYPE_CHECKING:
    from ui.widgets.round_row import RoundRow

_BESIDE = 80
"""So far from the list the pointer is still taken to mean it, in pixels."""


class RowDrag:
    """From when a row is taken up to when it is put down. `rows`: of one parent, one below the other."""

    def __init__(self, rows: Sequence[QWidget], at: int, *, grip: int) -> None:
        """`grip`: how far below its upper edge the row is held."""
        self._rows, self._at, self._grip = rows, at, grip
        self._boxes = [row.geometry() for row in rows]
        self._heights = [box.height() for box in self._boxes]
        self.to = at
        """The place that it would have now; its own where the pointer has left the list."""
        rows[at].raise_()

    def follow(self, pointer: QPoint) -> None:
        """`pointer`: in the rows' parent."""
        first, last = self._boxes[0].top(), self._boxes[-1].bottom() + 1
        top = max(first, min(pointer.y() - self._grip, last - self._heights[self._at]))
        near = self._area.contains(pointer)
        self.to = place_for(self._heights, self._at, top - first) if near else self._at
        self._lay_out()
        self._rows[self._at].move(self._boxes[self._at].x(), top)

    def put_back(self) -> None:
        for row, box in zip(self._rows, self._boxes, strict=True):
            row.setGeometry(box)

    @property
    def _area(self) -> QRect:
        area = self._boxes[0].united(self._boxes[-1])
        return area.adjusted(-_BESIDE, -_BESIDE // 2, _BESIDE, _BESIDE // 2)

    def _lay_out(self) -> None:
        first = self._boxes[0].top()
        tops = tops_with(self._heights, self._at, self.to)
        for row, box, top in zip(self._rows, self._boxes, tops, strict=True):
            row.move(box.x(), first + top)


class DraggedRows:
    """The rows of a list, each of which can be moved by the pointer."""

    def __init__(
        self,
        parent: QWidget,
        rows: list[RoundRow],
        *,
        began: Callable[[], object],
        moved: Callable[[int, int], object],
    ) -> None:
        """`parent`: of the rows. `moved`: the place of a row, from 0, and by how many it went."""
        self._parent, self._rows = parent, rows
        self._began, self._moved = began, moved
        self._drag: RowDrag | None = None

    def watch(self, row: RoundRow, at: int) -> None:
        """Another row of the list, at its place."""
        row.taken_up.connect(lambda grip: self._take_up(at, grip))
        row.dragged.connect(self._follow)
        row.put_down.connect(lambda: self._put_down(at))
        row.drag_left.connect(self.leave)

    def leave(self) -> None:
        """Every row is in its own place again."""
        if self._drag is not None:
            self._drag.put_back()
            self._drag = None

    def _take_up(self, at: int, grip: int) -> None:
        self._began()
        self._rows[at].setFocus()  # and with it Esc
        if layout := self._parent.layout():
            layout.activate()
        self._drag = RowDrag(self._rows, at, grip=grip)

    def _follow(self, where: QPoint) -> None:
        if self._drag is not None:
            self._drag.follow(self._parent.mapFromGlobal(where))

    def _put_down(self, at: int) -> None:
        to = self._drag.to if self._drag is not None else at
        self.leave()
        if to != at:
            self._moved(at, to - at)
