"""Which circle this is a session of; empty for one that meets once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from circle.circles import KnownCircle, find_known
from circle.i18n import gettext as _
from circle.moves import LONGEST_NAME
from ui.accessible import announce
from ui.pages.circles_shown import circle_words, kept_name, menu_words
from ui.theme import Look
from ui.widgets.fields import LineField
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Soft
from ui.widgets.menus import open_menu


class CircleField(QWidget):
    """`hint` says which session of the circle it is, and stands wherever the page puts it."""

    chosen = Signal(object)
    """A KnownCircle, whose people are to take their seats."""
    forget_asked = Signal(str)

    def __init__(self, look: Look, otherwise: str, *, parent: QWidget | None = None) -> None:
        """`otherwise`: what the hint says when there is no circle."""
        super().__init__(parent)
        self._otherwise = otherwise
        self._circles: tuple[KnownCircle, ...] = ()
        self._seated = ""
        self.field = LineField(look, _("Circle, if it meets again"))
        self.field.setMaxLength(LONGEST_NAME)
        self.field.setAcceptDrops(False)  # a file that is dropped here is meant for the seats
        self.known = KeyButton(look, _("Circles…"), small=True)
        self.known.hide()
        self.hint = Soft(look, otherwise, small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.known)
        self.field.textChanged.connect(self._say)
        self.field.returnPressed.connect(self._choose_written)
        self.known.clicked.connect(self._show_menu)

    @property
    def name(self) -> str:
        return kept_name(self.field.text())

    @property
    def known_circle(self) -> KnownCircle | None:
        """The circle of that name, if there is one."""
        return find_known(self._circles, self.name)

    @property
    def seated(self) -> str:
        """The circle whose people were put into the seats."""
        return self._seated

    def show_circles(self, circles: tuple[KnownCircle, ...]) -> None:
        self._circles = circles
        self.known.setVisible(any(one.kept for one in circles))
        self._say()

    def show_circle(self, name: str, *, seated: str = "") -> None:
        """`seated`: the circle whose people sit there."""
        self._seated = seated
        self.field.setText(name)
        self.field.setCursorPosition(0)
        self._say()

    def _say(self) -> None:
        seated = bool(self.name) and self.name == self._seated
        words = circle_words(self.name, self._circles, seated=seated)
        self.hint.setText(words or self._otherwise)

    def _choose_written(self) -> None:
        known = self.known_circle
        if known is not None and known.kept:
            self._choose(known)

    def _choose(self, known: KnownCircle) -> None:
        self.chosen.emit(known)
        announce(self, self.hint.text())

    def _show_menu(self) -> None:
        acts = [(menu_words(one), partial(self._choose, one)) for one in self._circles if one.kept]
        here = self.known_circle
        if here is not None and here.kept:
            forget = _("Forget this circle; its sessions stay")
            acts.append((forget, partial(self.forget_asked.emit, here.name)))
        open_menu(self, acts, self.known.mapToGlobal(QPoint(0, self.known.height())))
