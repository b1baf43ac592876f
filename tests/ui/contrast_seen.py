"""What is really painted: the words of a window on what is really behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from ui.theme import HIGH_CONTRAST, Theme, contrast

EVERY_GROUND = (
    *("start", "prepare", "live_groups", "live_people", "live_asked_to_end"),
    *("close", "review", "by_month", "safe_keeping", "settings"),
)
"""With every kind of ground and of words that there is."""
FINER = 2
"""So many dots for each pixel: the strokes of small letters have their full colour."""


def weak_words(window: QWidget, theme: Theme) -> list[str]:
    picture = picture_of(window)
    found: list[str] = []
    for widget, words in widgets_with_words(window):
        box = QRect(widget.mapTo(window, widget.visibleRegion().boundingRect().topLeft()),
                    widget.visibleRegion().boundingRect().size())  # fmt: skip
        seen = contrast_in(picture, box)
        if seen < least(widget, theme):
            found.append(f"{theme.name}: “{words[:40]}” {seen:.2f}")
    return found


def least(widget: QWidget, theme: Theme) -> float:
    if not widget.isEnabled():
        return 4.5 if theme is HIGH_CONTRAST else 3
    return 7 if theme is HIGH_CONTRAST else 4.5


def widgets_with_words(window: QWidget) -> Iterator[tuple[QWidget, str]]:
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            continue
        words = widget.text() or (widget.placeholderText() if isinstance(widget, QLineEdit) else "")
        box = widget.visibleRegion().boundingRect()
        if words.strip() and widget.isVisible() and box.height() >= widget.fontMetrics().height():
            yield widget, words


def picture_of(window: QWidget) -> QImage:
    picture = QImage(window.size() * FINER, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(FINER)
    window.render(picture, QPoint())
    return picture


def contrast_in(picture: QImage, box: QRect) -> float:
    """Of the ground, which most of it is, and what stands out most from it."""
    finer = QRect(box.topLeft() * FINER, box.size() * FINER)
    part = picture.copy(finer)  # the bits are gone with it
    dots = Counter(memoryview(part.constBits()).cast("I"))
    [(ground, _most)] = dots.most_common(1)
    return max(contrast_of(dot, ground) for dot, n in dots.items() if n > 1)


@cache
def contrast_of(dot: int, ground: int) -> float:
    return contrast(*(QColor(one & 0xFFFFFF) for one in (dot, ground)))
