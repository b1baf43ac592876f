"""What one switch does on the Live page, and the line that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from circle.i18n import gettext as _
from circle.next_act import next_act
from circle.session import Phase
from circle.wording import next_act_words
from ui.actions import key_words
from ui.keymap import known
from ui.live_session import LiveSession
from ui.pages.over_page import OverPage
from ui.theme import Look
from ui.widgets.labels import Soft
from ui.widgets.page_frame import MARGIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from circle.preferences import Keys
    from ui.widgets.message_bar import MessageBar


class LiveSwitch:
    """Pressed it is the main button, held it is silence. While something is asked, holding goes to the answers: then a
    press goes to the next answer, and holding gives the one that is marked.
    """

    def __init__(
        self,
        look: Look,
        live: LiveSession,
        bar: MessageBar,
        keys: Keys,
        *,
        goes_on: Callable[[], object],
    ) -> None:
        """`goes_on`: does what the main button says, and ends once that was asked."""
        self._live, self._bar, self._goes_on = live, bar, goes_on
        self._key = key_words(known(keys.switch))
        self.line = Soft(look)
        self.place = QHBoxLayout()
        self.place.setContentsMargins(MARGIN, 6, MARGIN, 6)
        self.place.addWidget(self.line)
        bar.changed.connect(self.show_words)

    def press(self) -> None:
        if self._bar.marked is None:
            self._goes_on()
        else:
            self._bar.mark_next()
        self.show_words()

    def hold(self) -> None:
        if (answer := self._bar.marked) is not None:
            answer.click()
        elif self._bar.asks:
            self._bar.mark_next()
        else:
            self._live.press(self._live.toggle_silence, "silence")
        self.show_words()

    def is_for_it(self, focused: QWidget, *, needed: bool) -> bool:
        if self._bar.isAncestorOf(focused):
            return True
        over = focused
        while over is not None and not isinstance(over, OverPage):
            over = over.parentWidget()
        return over is None and not needed

    def show_words(self) -> None:
        answer = self._bar.marked
        words = self._words().format(
            key=self._key,
            act=next_act_words(self._live.state, next_act(self._live.state)),
            answer=answer.accessibleName() if answer is not None else "",
        )
        if words != self.line.text():
            self.line.setText(words)

    def _words(self) -> str:
        if self._bar.marked is not None:
            return _("{key}: the next answer. {key} held down: “{answer}”.")
        if self._bar.asks:
            return _("{key}: {act}. {key} held down: the answers above.")
        if self._live.state.phase is Phase.SILENCE:
            return _("{key}: {act}. {key} held down: the end of the silence.")
        return _("{key}: {act}. {key} held down: silence.")
