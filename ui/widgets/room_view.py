"""The room display as it is painted: words around a soft ring. Nothing in it moves by itself but the ring, in steps."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from ui.accessible import Pictured
from ui.pages.room_shown import RoomShown
from ui.theme import DARK, HIGH_CONTRAST, LIGHT, Look, Theme
from ui.widgets.circle_picture import BELL_MS
from ui.widgets.room_layout import RoomLayout, lay_out_room

_SIXTEENTHS = 16


class RoomView(Pictured):
    """It tells screen readers what is to be seen, and announces nothing: the Live page does."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(_("Room display"))
        self._look = look
        self._shown = RoomShown()
        self._laid: RoomLayout | None = None
        self._is_blank = self._as_window = False
        self._bell = QTimer(self)
        self._bell.setSingleShot(True)
        self._bell.setInterval(BELL_MS)
        self._bell.timeout.connect(self.update)
        look.changed.connect(self._lay_out_anew)

    @property
    def shown(self) -> RoomShown:
        """What can be read: nothing while it is blank."""
        return RoomShown() if self._is_blank else self._shown

    @property
    def theme(self) -> Theme:
        """Dark where the window is light, or a projector would light up the room."""
        worn = self._look.theme
        return DARK if worn.name == LIGHT.name and not self._as_window else worn

    @property
    def placed(self) -> RoomLayout:
        """Where everything is."""
        if self._laid is None:
            self._laid = lay_out_room(self._shown, QSizeF(self.size()), self._look)
        return self._laid

    def show_room(self, shown: RoomShown) -> None:
        """Paints again only what has changed: on most ticks nothing, else a part of the ring or the digits."""
        before, self._shown = self._shown, shown
        if shown == before:
            return
        by_itself = {"arc": before.arc, "face": before.face}
        if replace(shown, **by_itself) != before or len(shown.face) != len(before.face):
            self._lay_out_anew()
            return
        if shown.face != before.face and (face := self.placed.face) is not None:
            self.update(face.box.toAlignedRect())
            self._laid = self.placed.with_face(shown.face)
        if shown.arc != before.arc and (ring := self.placed.ring) is not None:
            line = self.placed.stroke
            self.update(ring.adjusted(-line, -line, line, line).toAlignedRect())

    def show_blank(self, *, blank: bool) -> None:
        if blank is not self._is_blank:
            self._is_blank = blank
            self._tell()
            self.update()

    def show_as_window(self, *, as_window: bool) -> None:
        """Light where the window is light."""
        if as_window is not self._as_window:
            self._as_window = as_window
            self.update()

    def show_bell(self) -> None:
        """The ring stands out for a moment. It neither fades nor blinks."""
        self._bell.start()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out_anew()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self.theme.paper)
            if self._is_blank:
                return
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.placed.ring is not None:
                self._paint_ring(painter, self.placed.ring)
            for block in self.placed.blocks:
                if block.box.intersects(QRectF(event.rect())):
                    painter.setPen(self.theme.soft if block.soft else self.theme.ink)
                    block.paint(painter)

    def _paint_ring(self, painter: QPainter, ring: QRectF) -> None:
        rings, theme = self._bell.isActive(), self.theme
        self._stroke(painter, theme.moss if rings else theme.line, thin=not rings)
        painter.drawEllipse(ring)
        if self._shown.arc and not rings:
            self._stroke(painter, theme.clay)
            round_it = -round(360 * _SIXTEENTHS * self._shown.arc)
            painter.drawArc(ring, 90 * _SIXTEENTHS, round_it)

    def _stroke(self, painter: QPainter, colour: QColor, *, thin: bool = False) -> None:
        """Thin where the line of the ring is as dark as what fills it."""
        thin = thin and self.theme.name == HIGH_CONTRAST.name
        pen = QPen(colour, self.placed.stroke * (0.3 if thin else 1.0))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _lay_out_anew(self) -> None:
        self._laid = None
        self._tell()
        self.update()

    def _tell(self) -> None:
        self.setAccessibleDescription(". ".join(self.shown.words))
