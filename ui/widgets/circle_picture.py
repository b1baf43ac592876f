"""The circle as it is shown: seats round the rim, the words and the digits in the middle."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, QSizeF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from circle.i18n import gettext as _
from ui.accessible import PaintedList, tell_items
from ui.theme import Look
from ui.widgets.circle_layout import CircleLayout, lay_out, what_differs
from ui.widgets.circle_middle import shape_of
from ui.widgets.circle_painting import Painted, paint_circle
from ui.widgets.circle_shown import CircleShown, Mark, SeatShown

BELL_MS = 3_000
"""So long a bell is shown."""

_ARC_STEPS = 90
"""An arc of time moves in steps that an eye just sees, so that not every tick paints it."""


class CirclePicture(PaintedList):
    """Shows a circle and listens to nobody: for a second screen and for reading afterwards.

    `on_card`: it lies on a card and not on the paper of the window.
    """

    def __init__(self, look: Look, *, on_card: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # a tick paints no page below
        self._look = look
        self._on_card = on_card
        self._shown = CircleShown()
        self._face = ""
        self._arc_steps: int | None = None
        self._below: QWidget | None = None
        self._seats: tuple[SeatShown, ...] = ()
        """In the order in which they are painted: another one while a seat is carried."""
        self._laid: CircleLayout | None = None
        self._bell = QTimer(self)
        self._bell.setSingleShot(True)
        self._bell.setInterval(BELL_MS)
        self._bell.timeout.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("The circle"))
        look.changed.connect(self._look_changed)

    def show_circle(self, shown: CircleShown) -> None:
        if shown == self._shown:
            return
        before, self._shown = self._shown, shown
        self._show_seats(shown.seats)
        tell_items(self, _sayings(before.seats), _sayings(shown.seats))

    def show_clock(self, face: str, arc: float | None) -> None:
        """The digits, and the time of this turn as a part of the suggested time, or None."""
        self._show_arc(None if arc is None else round(min(1.0, max(0.0, arc)) * _ARC_STEPS))
        before, self._face = self._face, face
        if face == before or self._shown.hidden_digits:
            return
        if shape_of(face) == shape_of(before):
            for digit, old, new in zip(self._layout.middle.digits, before, face, strict=True):
                if old != new:
                    self.update(digit.box)
        else:
            self._lay_out_anew()

    def show_moment(self, shown: CircleShown, face: str, arc: float | None) -> None:
        """Another circle and another time, laid out once."""
        if shown != self._shown and shape_of(face) != shape_of(self._face):
            self._face = face
        self.show_circle(shown)
        self.show_clock(face, arc)

    def put_below(self, widget: QWidget) -> None:
        """A widget in the middle of the circle, under the words."""
        self._below = widget
        widget.setParent(self)
        widget.show()
        self._lay_out_anew()

    def show_bell(self) -> None:
        """The ring stands out for a moment, for whoever does not hear the bell. It neither fades nor blinks."""
        self._bell.start()
        self.update()

    @property
    def shows_bell(self) -> bool:
        return self._bell.isActive()

    @property
    def shown(self) -> CircleShown:
        return self._shown

    @property
    def face(self) -> str:
        """The digits that are shown."""
        return "" if self._shown.hidden_digits else self._face

    @property
    def placed(self) -> CircleLayout:
        """Where everything is."""
        return self._layout

    def sizeHint(self) -> QSize:
        return QSize(620, 520)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 300)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._laid = None
        self._lay_out_anew()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_circle(painter, self._look, self._painted(), event.region())

    def said(self) -> tuple[str, ...]:
        return _sayings(self._shown.seats)

    def what_it_says(self) -> str:
        return ". ".join(line for line in (self._shown.upper, self._shown.lower) if line)

    def item_box(self, i: int) -> QRect:
        return self._layout.seats[i].box.toAlignedRect()

    def item_at(self, point: QPoint) -> int | None:
        return self._layout.seat_at(QPointF(point))

    def focused_item(self) -> int | None:
        return None

    def is_chosen(self, i: int) -> bool:
        return self._shown.seats[i].mark is Mark.HOLDER

    def _painted(self) -> Painted:
        theme = self._look.theme
        return Painted(
            self._layout,
            ground=theme.card if self._on_card else theme.paper,
            face="" if self._shown.hidden_digits else self._face,
            arc=None if self._arc_steps is None else self._arc_steps / _ARC_STEPS,
            bell=self.shows_bell,
        )

    def _show_seats(self, seats: tuple[SeatShown, ...]) -> None:
        self._seats = seats
        self._lay_out_anew()

    def _show_arc(self, steps: int | None) -> None:
        if steps != self._arc_steps:
            self._arc_steps = steps
            self.update(self._layout.arc_box)

    @property
    def _layout(self) -> CircleLayout:
        """Made when it is asked for: a circle is given seats and sizes before it is first seen."""
        if self._laid is None:
            self._laid = self._laid_out()
        return self._laid

    def _laid_out(self) -> CircleLayout:
        below = QSizeF(self._below.sizeHint()) if self._below is not None else None
        face = "" if self._shown.hidden_digits else self._face
        return lay_out(
            self._shown,
            self._seats,
            face,
            size=QSizeF(self.size()),
            look=self._look,
            direction=self.layoutDirection(),
            below=below,
        )

    def _lay_out_anew(self) -> None:
        """Paints again what is not where or what it was."""
        before, self._laid = self._laid, None
        if self._below is not None:
            self._below.setGeometry(self._layout.middle.below.toAlignedRect())
        if before is None or len(before.seats) != len(self._seats):
            self.update()
            return
        different = what_differs(before, self._layout)
        for box in (self.rect(),) if different is None else different:
            self.update(box)

    def _look_changed(self) -> None:
        self._laid = None
        self._lay_out_anew()


def _sayings(seats: tuple[SeatShown, ...]) -> tuple[str, ...]:
    return tuple(seat.said or seat.alias for seat in seats)
