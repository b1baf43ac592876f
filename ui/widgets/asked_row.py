"""One commitment that came back, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from circle.harvest import Became, Seen, seen_words
from circle.i18n import gettext as _
from circle.moves import LONGEST_TEXT
from ui.joined import joined
from ui.pages.commitments_shown import AskedShown, answers_words
from ui.theme import Look
from ui.widgets.fields import LineField
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Body, Soft, Words

Key = tuple[str, int]


class AskedRow(QWidget):
    """`brief`: the line for what happened opens when it is asked for."""

    answered = Signal(object, object, str)
    """The key, a Became, and what happened."""
    menu_asked = Signal(object, QPoint)

    def __init__(self, look: Look, key: Key, *, brief: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self._brief = key, brief
        self._shown = AskedShown(key, "", "")
        self._changing = False
        self.words, self.about = Body(look), Soft(look, small=True)
        self.answer = Words(look)
        self.menu = KeyButton(look, "⋯", kind=Kind.QUIET, small=True)
        self.happened = LineField(look, _("What happened? Names are left out"))
        self.happened.setMaxLength(LONGEST_TEXT)
        self.note = KeyButton(look, _("Note…"), kind=Kind.QUIET, small=True)
        self.buttons = {
            became: KeyButton(look, words, kind=Kind.QUIET, small=True)
            for became, words in answers_words()
        }
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._done = QWidget()
        answered = QHBoxLayout(self._done)
        answered.setContentsMargins(0, 0, 0, 0)
        answered.addWidget(self.answer, 1)
        answered.addWidget(self.menu)
        self._ways = QWidget()
        flow = Flow(gap=0, parent=None)
        self._ways.setLayout(flow)
        for button in (*self.buttons.values(), self.note):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.words, self.about, self._done, self.happened, self._ways):
            column.addWidget(widget)

    def _connect(self) -> None:
        for became, button in self.buttons.items():
            button.clicked.connect(partial(self._answer, became))
        self.note.clicked.connect(self._open_line)
        self.happened.returnPressed.connect(self._keep_words)
        self.menu.clicked.connect(
            lambda: self.menu_asked.emit(
                self.key, self.menu.mapToGlobal(QPoint(0, self.menu.height()))
            )
        )

    @property
    def in_order(self) -> Sequence[QWidget]:
        return (self.menu, self.happened, *self.buttons.values(), self.note)

    def show_asked(self, shown: AskedShown) -> None:
        if shown != self._shown:
            self._changing = False
        self._shown = shown
        self.words.setText(joined(shown.words, shown.by) if self._brief else shown.words)
        self.about.setText(shown.about)
        self.about.setVisible(not self._brief)
        self.answer.setText(joined(shown.answer, shown.happened))
        self.menu.setAccessibleName(_("What became of: {words}").format(words=shown.words))
        self.happened.setAccessibleName(_("What happened: {words}").format(words=shown.words))
        self.note.setAccessibleName(_("Note about: {words}").format(words=shown.words))
        for became, words in answers_words():
            said = _("{answer}: {words}").format(answer=words, words=shown.words)
            self.buttons[became].setAccessibleName(said)
        self._show_parts()

    def change(self) -> None:
        """Another answer, or other words about it."""
        self._changing = True
        self.happened.setText(self._shown.happened)
        self._show_parts()
        self.happened.setFocus()

    def keep_open(self) -> None:
        """What is being written is kept. Where no answer was given, it is about something still open."""
        if self._changing:
            self._keep_words()
        elif not self._shown.answer and self.happened.text().strip():
            self._answer(Became.OPEN)

    def _show_parts(self) -> None:
        answered = bool(self._shown.answer)
        asks = not answered or self._changing
        self._done.setVisible(answered)
        self._ways.setVisible(asks)
        line = asks and (not self._brief or bool(self.happened.text()) or self.happened.hasFocus())
        self.happened.setVisible(line)
        self.note.setVisible(self._brief and not line)

    def _open_line(self) -> None:
        self.happened.show()
        self.note.hide()
        self.happened.setFocus()

    def _answer(self, became: Became) -> None:
        self.answered.emit(self.key, became, self.happened.text())

    def _keep_words(self) -> None:
        """Words alone say nothing of what became of it: that is asked next."""
        now = next((one for one, words in answers_words() if words == self._shown.answer), None)
        if now is not None:
            self._answer(now)
        else:
            self.buttons[Became.DONE].setFocus(Qt.FocusReason.TabFocusReason)


def menu_of(
    show_to: Callable[[Seen], object], change: Callable[[], object]
) -> list[tuple[str, Callable[[], object]]]:
    ways: list[tuple[str, Callable[[], object]]] = [
        (_("May be seen by: {who}").format(who=seen_words(seen)), partial(show_to, seen))
        for seen in Seen
    ]
    return [*ways, (_("Another answer, or other words"), change)]
