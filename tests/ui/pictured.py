"""What a widget looks like on its screen, and how far two pictures of it are apart."""

from __future__ import annotations

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

UNSEEN = 80
"""Of 255: edges of letters come out a little otherwise where a part is painted, and not always. In high contrast every
line and ring is further from its ground than that.
"""


def screen_of(widget: QWidget) -> QImage:
    image = widget.screen().grabWindow(widget.window().winId()).toImage()
    return image.convertToFormat(QImage.Format.Format_RGB32)


def look_alike(one: QImage, other: QImage) -> bool:
    """Of a window in high contrast."""
    return one.size() == other.size() and (one == other or most_apart(one, other) < UNSEEN)


def most_apart(one: QImage, other: QImage) -> int:
    """How far any colour of any pixel is from what it is in the other, of 255."""
    apart = QImage(one)
    with QPainter(apart) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
        painter.drawImage(0, 0, other)
    in_fours = -(-apart.width() // 4) * 4  # bytes that fill up a pixel or a line are no colours
    whole = apart.copy(0, 0, in_fours, apart.height())
    whole.convertTo(QImage.Format.Format_RGB888)
    return max(bytes(whole.constBits()).translate(None, b"\0"), default=0)
