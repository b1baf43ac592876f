"""Questions with yes, no and not asked beside each: what a person or the group said."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from circle.i18n import gettext as _
from circle.people import Question
from ui.theme import Look
from ui.widgets.checks import Radio
from ui.widgets.flow import Flow
from ui.widgets.key_button import TARGET
from ui.widgets.labels import Body

Answer = bool | None
_BESIDE = 460
"""From how many pixels on, at the usual size of letters."""


class _OneWord(Radio):
    """As wide as its words and no wider, or three do not stand on one line."""

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), TARGET)


class Answers(QWidget):
    said = Signal(object, object)
    """The Question, and True, False or None."""

    def __init__(
        self, look: Look, questions: Mapping[Question, str], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._radios: dict[tuple[Question, Answer], Radio] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._look = look
        self._lines: list[tuple[QBoxLayout, QWidget]] = []
        for question, words in questions.items():
            line = QBoxLayout(QBoxLayout.Direction.TopToBottom)
            line.setSpacing(0)
            asked = Body(look, words)
            asked.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
            row = self._row(look, question, words)
            line.addWidget(asked, 1)
            line.addWidget(row)
            column.addLayout(line)
            self._lines.append((line, row))

    def show_answers(self, answers: Mapping[Question, Answer]) -> None:
        for question, answer in answers.items():
            self._radios[question, answer].setChecked(True)
        self._leave_tab_to_the_marked()

    def _leave_tab_to_the_marked(self) -> None:
        """Tab goes to what holds, and the arrows from there; or Space would say what nobody said."""
        for radio in self._radios.values():
            marked = radio.isChecked()
            policy = Qt.FocusPolicy.TabFocus if marked else Qt.FocusPolicy.NoFocus
            radio.setFocusPolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is room, the answers stand beside their question."""
        super().resizeEvent(event)
        beside = self.width() >= self._look.px(_BESIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        for line, row in self._lines:
            line.setDirection(across if beside else down)
            row.setMinimumWidth(row.sizeHint().width() if beside else 0)

    def focus_first(self) -> None:
        """Where the first question stands now."""
        marked = (radio for radio in self._radios.values() if radio.isChecked())
        next(marked, next(iter(self._radios.values()))).setFocus()

    def _row(self, look: Look, question: Question, words: str) -> QWidget:
        row, flow, group = QWidget(), Flow(gap=8, down=0), QButtonGroup(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        row.setLayout(flow)
        answers: dict[Answer, str] = {True: _("Yes"), False: _("No"), None: _("Not asked")}
        for answer, called in answers.items():
            radio = _OneWord(look, called)
            radio.setAccessibleName(f"{called}: {words}")
            radio.clicked.connect(lambda *_on, it=answer: self.said.emit(question, it))
            group.addButton(radio)
            flow.addWidget(radio)
            self._radios[question, answer] = radio
        return row
