"""Icons: Lucide drawings in the ink of the palette."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from ui.theme import CLEAR


class Icons:
    """Reads drawings from a folder, and keeps what it has painted per colour and size."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._painted: dict[tuple[str, str, int, float], QPixmap] = {}

    def pixmap(self, name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
        """`size` in pixels of the widget, `ratio` its `devicePixelRatioF`. KeyError: no such icon."""
        key = (name, colour.name(QColor.NameFormat.HexArgb), size, ratio)
        if key not in self._painted:
            self._painted[key] = self._paint(name, colour, size, ratio)
        return self._painted[key]

    def icon(self, name: str, colour: QColor, size: int, ratio: float = 1.0) -> QIcon:
        return QIcon(self.pixmap(name, colour, size, ratio))

    def _paint(self, name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
        from PySide6.QtSvg import QSvgRenderer

        drawing = self._drawing(name).replace("currentColor", colour.name())
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(CLEAR)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixmap

    def _drawing(self, name: str) -> str:
        file = self._folder / f"{name}.svg"
        if not file.is_file():
            raise KeyError(name)
        return file.read_text("utf-8")
