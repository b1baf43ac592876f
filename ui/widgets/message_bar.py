"""A message inside the window: what happened, what is safe, what to do. It never takes the focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.accessible import announce
from ui.theme import Look
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Body
from ui.widgets.shapes import paint_box

_MOST_ACTIONS = 3


class MessageBar(QWidget):
    closed = Signal()
    changed = Signal()
    """Another message, or none."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._is_done = False
        self.setAccessibleName(_("Message"))
        self._text = Body(look)
        self._text.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setSpacing(12)
        self._line.addWidget(self._text, 1)
        self._line.addLayout(self._buttons)
        self.hide()
        look.changed.connect(self.update)

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def asks(self) -> bool:
        """Whether there is something to answer, also while another page lies over it."""
        return not self.isHidden() and self._buttons.count() > 1

    @property
    def marked(self) -> KeyButton | None:
        """The answer that has the focus."""
        return next((one for one in self._answers if one.hasFocus()), None)

    def mark_next(self) -> None:
        """Gives the focus to the next answer, and after the last to the first."""
        answers = self._answers
        at = next((n for n, one in enumerate(answers) if one.hasFocus()), -1)
        answers[(at + 1) % len(answers)].setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def _answers(self) -> list[KeyButton]:
        items = (self._buttons.itemAt(n) for n in range(self._buttons.count()))
        return [one for item in items if item and isinstance(one := item.widget(), KeyButton)]

    def show_message(
        self,
        text: str,
        actions: Sequence[tuple[str, Callable[[], object]]],
        *,
        done: bool = False,
        away: str = "",
    ) -> None:
        """`actions`: up to three, words and what they do; each puts the message away first. `done`: it is no trouble, and
        asks nothing. `away`: other words for putting it away.
        """
        self._clear()
        self._is_done = done
        self._text.setText(text)
        for words, act in actions[:_MOST_ACTIONS]:
            self._add(words, act, Kind.PLAIN)
        usual = _("Not now") if actions and not done else _("Close")
        self._add(away or usual, self.closed.emit, Kind.QUIET)
        self._lay_out()
        self.show()
        self.update()
        announce(self, text)
        self.changed.emit()

    def put_away(self) -> None:
        self._let_the_focus_go()
        self.hide()
        self.changed.emit()

    def forget(self) -> None:
        """Goes, with what it said."""
        self._clear()
        self._text.setText("")
        self.put_away()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            fill, line = (
                (theme.card, theme.line) if self._is_done else (theme.clay_tint, theme.clay)
            )
            paint_box(painter, self.rect(), fill=fill, line=line)

    def _add(self, words: str, act: Callable[[], object], kind: Kind) -> None:
        button = KeyButton(self._look, words, kind=kind, small=True)

        def put_away_and_act() -> None:
            self.put_away()
            act()

        button.clicked.connect(put_away_and_act)
        self._buttons.addWidget(button)

    def _clear(self) -> None:
        self._let_the_focus_go()
        while (item := self._buttons.takeAt(0)) is not None:
            if (button := item.widget()) is not None:
                button.hide()
                button.deleteLater()

    def _let_the_focus_go(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()

    def _lay_out(self) -> None:
        """The buttons go below the words where there is no room beside them."""
        buttons = self._buttons.sizeHint().width()
        narrow = self.width() < buttons + self.fontMetrics().averageCharWidth() * 24
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line.setDirection(down if narrow else across)
        edge = 10 if narrow else 4
        self._line.setContentsMargins(16, edge, 12, edge)
