"""Circles to show in tests, and what was painted of them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Look
from ui.widgets.circle_shown import CircleShown, Mark, SeatShown
from ui.widgets.circle_view import CircleView

NAMES = [
    *("Amara", "Bob", "Ceri", "Dev", "Esther", "Farid", "Gwen", "Hana", "Idris", "Jo"),
    *("Kofi", "Lena", "Mary Ann", "Nia", "Olu", "Priya", "Quentin", "Rosa", "Sam", "Tomasz"),
    *("Uma", "Vera", "Wen", "Xavier", "Yusuf", "Zoë", "Anneliese", "Bronwen", "Ciarán", "Dot"),
    *("Edwin", "Fatima", "Grace", "Hector", "Ines", "Jamal", "Katarzyna", "Liam", "Mo", "Nkechi"),
]
HARD = [
    "Maximiliana Konstantinopolous-Featherstonehaugh of Lower Marsh",
    "أميرة عبد الرحمن",
    "דוד",
    "Zoë 🌻👩‍👩‍👧",
    "Wolfeschlegelsteinhausenbergerdorff",
    "<b>Bob</b>",
    "",
    "Li",
]


def circle(names: list[str], holder: int | None = 0, away: int | None = None) -> CircleShown:
    seats = []
    for i, name in enumerate(names):
        mark = Mark.HOLDER if i == holder else Mark.AWAY if i == away else Mark.WAITING
        following = holder is not None and i == (holder + 1) % len(names)
        seats.append(SeatShown(str(i), name, i + 1, mark, next=following, said=f"{name}, {i + 1}"))
    upper = "" if holder is None else f"{names[holder]} holds the talking piece"
    return CircleShown(tuple(seats), upper, "about 3 min each · the neighbour is next")


class WatchedView(CircleView):
    """Remembers what it was asked to paint."""

    def __init__(self, look: Look, *, movable: bool = False) -> None:
        self.painted: list[QRegion] = []
        super().__init__(look, movable=movable)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted.append(QRegion(event.region()))
        super().paintEvent(event)


class Views:
    """Makes circles that are shown in windows of their own, and painted."""

    def __init__(self, look: Look, qtbot: QtBot) -> None:
        self._look = look
        self._qtbot = qtbot
        self._pages: list[QWidget] = []

    def __call__(
        self, shown: CircleShown, width: int = 620, height: int = 520, *, movable: bool = False
    ) -> WatchedView:
        page = QWidget()
        self._qtbot.addWidget(page)
        self._pages.append(page)
        page.resize(width, height)
        view = WatchedView(self._look, movable=movable)
        view.setParent(page)
        view.resize(width, height)
        view.show_circle(shown)
        # Else a window gives the focus to the first part of it that takes it.
        page.setFocus()
        page.show()
        self._qtbot.waitExposed(page)
        self.wait_until_painted(view)
        return view

    def wait_until_painted(self, view: WatchedView) -> None:
        """What has been asked for by now."""
        QApplication.processEvents()  # so that there is mostly nothing to wait for
        self._qtbot.waitUntil(lambda: bool(view.painted))
        view.painted.clear()


def middle_of(view: CircleView, i: int) -> QPoint:
    return view.placed.seats[i].centre.toPoint()


def focus(view: CircleView, qtbot: QtBot) -> None:
    view.activateWindow()
    qtbot.waitActive(view.window())
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(view.hasFocus)


def painted_since(view: WatchedView) -> QRegion:
    """Everything that was painted again, once all that was asked for is done."""
    QApplication.processEvents()
    region = QRegion()
    for part in view.painted:
        region += part
    view.painted.clear()
    return region


def count(image: QImage, colour: QColor, box: QRect) -> int:
    box = box.intersected(image.rect())
    wanted = colour.rgb()
    return sum(
        image.pixel(x, y) == wanted
        for x in range(box.left(), box.right() + 1)
        for y in range(box.top(), box.bottom() + 1)
    )
