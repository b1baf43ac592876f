"""The key points and commitments read back to the circle, large and one after another: it agrees what may leave."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.accessible import announce
from ui.live_session import LiveSession
from ui.pages.over_page import OverPage
from ui.pages.read_back_shown import ReadingBack, reading_back
from ui.theme import Look, Role
from ui.widgets.card import Card, Tint
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Heading, Soft, Words
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.seen_mark import LeavesMark

_FORTH = (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Right)
_BACK = (Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Left)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def read_back(look: Look, over: QWidget, live: LiveSession) -> bool:
    """Opens it over a page. False: there is nothing to read back."""
    shown = reading_back(live.state, live.moment(live.now_ms()).date())
    if not shown.read:
        return False
    page = ReadBack(look, over, shown)
    focused = over.window().focusWidget() or over

    def take(agreed: ReadingBack | None) -> None:
        focused.setFocus()
        if agreed is not None and agreed.read != shown.read:
            live.written.agree_harvest(
                agreed.numbers(promised=False), agreed.numbers(promised=True)
            )

    page.left.connect(take)
    page.turned.connect(live.show_reading)
    live.show_reading(shown)
    page.open()
    return True


class ReadBack(OverPage):
    left = Signal(object)
    """The ReadingBack that the circle agreed to; None: nothing is to change."""
    turned = Signal(object)
    """The ReadingBack as it is by now; None: it is put away."""

    def __init__(self, look: Look, over: QWidget, shown: ReadingBack) -> None:
        super().__init__(look, over)
        self._shown = shown
        self.setAccessibleName(_("Read back to the circle"))
        self.page = ScrollColumn(look)
        self._whose = Soft(look)
        self._text = Words(look, "", Role.TITLE)
        self.mark = LeavesMark(look)
        self._about = Soft(
            look, _("What may leave can be in the notes. What stays is yours alone.")
        )
        self.other = self._button(_("Space"), self._say_other)
        self.before = self._button(_("↑"), lambda: self._go(-1), _("Back one"))
        self.after = self._button(_("↓"), lambda: self._go(1), _("Next"))
        self.agreed = KeyButton(look, _("The circle agreed"), _("Enter"), kind=Kind.MAIN)
        self.back = KeyButton(look, _("Go back, change nothing"), _("Esc"), kind=Kind.QUIET)
        self.agreed.clicked.connect(lambda: self._leave(self._shown))
        self.back.clicked.connect(lambda: self._leave(None))
        self._lay_out()
        self._show()

    def _button(self, key: str, act: Callable[[], object], words: str = "") -> KeyButton:
        button = KeyButton(self._look, words, key, small=True)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        card = Card(self._look, tint=Tint.PLAIN)
        for part in (self._whose, self._text):
            card.body.addWidget(part)
        card.body.setSpacing(16)
        column = QWidget()
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 12, 0)
        rows.addWidget(card)
        self.page.body.addStretch(1)
        self.page.body.addWidget(column)
        self.page.body.addStretch(1)
        acts, foot = Flow(gap=8), Flow(gap=8)
        for button in (self.before, self.after, self.other):
            acts.addWidget(button)
        for button in (self.agreed, self.back):
            foot.addWidget(button)
        outer = QVBoxLayout(self)
        outer.setSpacing(12)
        outer.addWidget(Heading(self._look, _("Read back to the circle"), Role.HEADING))
        outer.addWidget(self._about)
        outer.addWidget(self.page, 1)
        outer.addWidget(self.mark)
        outer.addLayout(acts)
        outer.addLayout(foot)

    def _show(self) -> None:
        now = self._shown.now
        self._whose.setText(now.whose if now else "")
        self._whose.setVisible(bool(now and now.whose))
        self._text.setText(now.text if now else _("That is all. Do we agree to this?"))
        self.mark.setVisible(now is not None)
        self.mark.show_leaves(leaves=bool(now and now.leaves))
        self.other.show_words(
            _("It stays here") if now and now.leaves else _("It may leave"), _("Space")
        )
        for button, there in (
            (self.other, now is not None),
            (self.before, self._shown.at > 0),
            (self.after, now is not None),
            (self.agreed, now is None),
        ):
            if button.hasFocus() and not there:
                self.setFocus()
            button.setEnabled(there)
        self.page.verticalScrollBar().setValue(0)
        self.turned.emit(self._shown)
        announce(self, f"{self._text.text()} {self.mark.words if now else ''}".strip())

    def _say_other(self) -> None:
        self._shown = self._shown.say_other()
        self._show()

    def _go(self, by: int) -> None:
        """A point that is longer than the page is read to its end first."""
        bar = self.page.verticalScrollBar()
        if (by > 0 and bar.value() < bar.maximum()) or (by < 0 and bar.value() > 0):
            bar.setValue(bar.value() + by * bar.pageStep() * 9 // 10)
            return
        self._shown = self._shown.go(by)
        self._show()

    def put_away(self) -> None:
        super().put_away()
        self.turned.emit(None)

    def _leave(self, agreed: ReadingBack | None) -> None:
        self.put_away()
        self.left.emit(agreed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._leave(None)
        elif key in _ENTER:
            self._go(1) if self._shown.now else self._leave(self._shown)
        elif key == Qt.Key.Key_Space:
            self._say_other()
        elif key in _FORTH or key in _BACK:
            self._go(1 if key in _FORTH else -1)
