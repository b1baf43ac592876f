"""A round of the plan: a row to look at, and the fields in which it is put otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from circle.forms import RoundForm
from circle.i18n import gettext as _
from circle.templates import PlannedRound
from ui.pages.prepare_shown import RoundShown
from ui.theme import Look, Role
from ui.widgets.fields import LineField
from ui.widgets.flow import Flow
from ui.widgets.inline_form import InlineForm
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft, Words
from ui.widgets.menus import open_menu
from ui.widgets.shapes import paint_focus

_OPENS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_REMOVES = {Qt.Key.Key_Delete}
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RoundRow(QWidget):
    """With a line above it. A click or Enter opens it; Ctrl and an arrow move it, Delete removes it."""

    opened = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._title = Words(look, "", Role.STRONG)
        self._prompt, self._form, self._length = (
            Soft(look, "", small=True),
            Soft(look, "", small=True),
            Soft(look),
        )
        self._length.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._title, self._prompt, self._form):
            words.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 11, 4, 11)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self._length, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_round(self, shown: RoundShown) -> None:
        texts = (shown.title, shown.prompt, shown.form, shown.length)
        for label, text in zip(
            (self._title, self._prompt, self._form, self._length), texts, strict=True
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self.setAccessibleName(", ".join(text for text in texts if text))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(0, 0, self.width(), 1, self._look.theme.line)
            if self.hasFocus():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                paint_focus(
                    painter, self.rect().adjusted(0, 2, 0, -1), self._look.theme.moss, corner=8
                )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and self._meant(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._meant(event):
            super().keyPressEvent(event)
        elif event.key() in _OPENS:
            self.opened.emit()
        elif event.key() in _REMOVES:
            self.removed.emit()
        else:
            self.moved.emit(_MOVES[Qt.Key(event.key())])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _meant(self, event: QKeyEvent) -> bool:
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            return event.key() in _MOVES
        return not event.modifiers() and event.key() in _OPENS | _REMOVES


class RoundFields(InlineForm):
    """What is written counts at once."""

    changed = Signal(object)
    """What is put otherwise: the settings of `rounds_draft.change`."""
    moved = Signal(int)
    removed = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._forms: Mapping[str, RoundForm] = {}
        self.title = LineField(look, _("What the round is called"))
        self.prompt = LineField(look, _("The question"))
        self.minutes = LineField(look, _("No set time"))
        self.minutes.setAccessibleName(_("Minutes for this round"))
        self._look = look
        self._dress()
        look.changed.connect(self._dress)
        self.form = KeyButton(look, "", small=True)
        for field, setting in (
            (self.title, "title"),
            (self.prompt, "prompt"),
            (self.minutes, "minutes"),
        ):
            field.textEdited.connect(partial(self._write, setting))
            field.returnPressed.connect(self.leave)
        self.form.clicked.connect(self._choose_form)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.minutes)
        line.addWidget(Soft(look, _("min"), small=True))
        line.addStretch(1)
        line.addWidget(self.form)
        buttons = Flow(gap=4)
        acts = (
            (_("Earlier"), lambda: self.moved.emit(-1)),
            (_("Later"), lambda: self.moved.emit(1)),
            (_("Remove"), self.removed.emit),
            (_("Done"), self.leave),
        )
        for words, act in acts:
            button = KeyButton(look, words, kind=Kind.QUIET, small=True)
            button.clicked.connect(act)
            buttons.addWidget(button)
        self.rows.addWidget(self.title)
        self.rows.addWidget(self.prompt)
        self.rows.addLayout(line)
        self.rows.addLayout(buttons)

    def show_round(self, one: PlannedRound, forms: Mapping[str, RoundForm]) -> None:
        self._forms = forms
        self.title.setText(one.title)
        self.prompt.setText(one.prompt)
        self.minutes.setText(str(one.minutes) if one.minutes else "")
        self.show_form(one)

    def show_form(self, one: PlannedRound) -> None:
        form = self._forms.get(one.form)
        self.form.show_words(form.title if form else one.form)
        self.form.setAccessibleName(_("Form of the round: {form}").format(form=self.form.words))

    def _dress(self) -> None:
        self.minutes.setMaximumWidth(self._look.px(110))

    def _write(self, setting: str, text: str) -> None:
        self.changed.emit({setting: text})

    def _choose_form(self) -> None:
        rows = [
            (form.title, partial(self.changed.emit, {"form": form.name}))
            for form in self._forms.values()
        ]
        open_menu(self, rows, self.form.mapToGlobal(QPoint(0, self.form.height())))
