"""A logo as documents show it: on white, as large as there is room, never larger than it is."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from circle.errors import Refused
from circle.i18n import gettext as _
from exports.logo import media_type, size_of
from ui.theme import CLEAR, WHITE, Look
from ui.widgets.shapes import paint_box

_WIDE, _HIGH, _EDGE = 220, 72, 8


class Logo(QWidget):
    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._image = QImage()
        self._size = QSizeF()
        self.setAccessibleName(_("The logo"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_logo(self, logo: bytes) -> None:
        """Hidden where there is none, or where it cannot be shown."""
        self._image = QImage()
        if logo:
            self._size = QSizeF(*size_of(logo))
            self._image = drawn(logo, self._fitted(2.0).toSize())
        self.setVisible(not self._image.isNull())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return self._fitted().toSize() + QSize(2 * _EDGE, 2 * _EDGE)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            paint_box(painter, self.rect(), fill=WHITE, line=self._look.theme.line, corner=8)
            box = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
            painter.drawImage(box, self._image)

    def _fitted(self, times: float = 1.0) -> QSizeF:
        most = QSizeF(self._look.px(_WIDE), self._look.px(_HIGH)) * times
        fitted = self._size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
        return QSizeF(max(8.0, fitted.width()), max(8.0, fitted.height()))


def drawn(logo: bytes, size: QSize) -> QImage:
    """The picture; a null one where it cannot be drawn. `size`: of one that has no dots of its own."""
    if media_type(logo) != "image/svg+xml":
        return QImage.fromData(logo)
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(logo))
    if not renderer.isValid():
        return QImage()
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(CLEAR)
    with QPainter(image) as painter:
        renderer.render(painter)
    return image


def check_drawn(logo: bytes) -> None:
    """Raises Refused for one whose dots are no picture."""
    if drawn(logo, QSize(16, 16)).isNull():
        raise Refused(
            _("That picture cannot be shown. Choose another. What was kept before stays.")
        )
