"""What somebody writes about a session: what it is about, what kind it is, and the first time their name."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from circle.comments import LONGEST_NAME, CommentKind
from circle.i18n import gettext as _
from ui.pages.comments_shown import SIGNS, kind_name, kind_words
from ui.theme import Look
from ui.widgets.fields import LineField, TextField
from ui.widgets.flow import Flow
from ui.widgets.inline_form import LineWords
from ui.widgets.key_button import KeyButton, Kind

BESIDE_CARDS = (2, 0, 12, 0)
"""Cards of comments leave so much at their sides: the bar, and their line."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL = Qt.KeyboardModifier.ControlModifier


class CommentText(TextField):
    """Ctrl+Enter keeps it; Esc leaves it as it is."""

    kept = Signal()
    left = Signal()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and self._is_ours(event):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                (self.left if event.key() == Qt.Key.Key_Escape else self.kept).emit()
                return True
        return super().event(event)

    @staticmethod
    def _is_ours(event: QKeyEvent) -> bool:
        enters = event.key() in _ENTER and bool(event.modifiers() & _CONTROL)
        return enters or event.key() == Qt.Key.Key_Escape


class CommentField(QWidget):
    kept = Signal()
    changed = Signal()
    """The words or the kind."""
    whole_asked = Signal()
    left = Signal()
    """Whoever was writing is done with it for now."""
    name_chosen = Signal(str)

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._kind = CommentKind.NOTICING
        self._name, self._is_named, self._names_anew, self._is_new = "", False, False, True
        self._about = LineWords(look, "")
        self.whole_button = KeyButton(look, _("On the whole"), kind=Kind.QUIET, small=True)
        self.leave_button = KeyButton(look, _("Leave it"), kind=Kind.QUIET, small=True)
        self.whole_button.setAccessibleName(_("Comment on the whole instead"))
        self.text = CommentText(look, rows=2)
        self.kind_button = KeyButton(look, "", small=True)
        self.keep_button = KeyButton(look, _("Keep"), _("Ctrl Enter"), small=True)
        self.name_field = LineField(look, _("Your name, or nothing"))
        self.name_field.setMaxLength(LONGEST_NAME)
        self.name_button = KeyButton(look, "", kind=Kind.QUIET, small=True)
        self._lay_out()
        self._connect()
        self.choose_kind(CommentKind.NOTICING)
        self._show_name()

    def _lay_out(self) -> None:
        column, head, buttons = QVBoxLayout(self), QHBoxLayout(), Flow(gap=6)
        column.setContentsMargins(*BESIDE_CARDS)
        column.setSpacing(6)
        head.addWidget(self._about, 1)
        for button in (self.whole_button, self.leave_button):
            head.addWidget(button)
        for button in (self.kind_button, self.keep_button):
            buttons.addWidget(button)
        name = QHBoxLayout()
        name.addWidget(self.name_button)
        name.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.text)
        column.addWidget(self.name_field)
        column.addLayout(buttons)
        column.addLayout(name)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._follow)
        self.text.kept.connect(self.kept)
        self.text.left.connect(self.left)
        self.keep_button.clicked.connect(self.kept)
        self.whole_button.clicked.connect(self.whole_asked)
        self.leave_button.clicked.connect(self.left)
        self.kind_button.clicked.connect(self._ask_kind)
        self.name_button.clicked.connect(self._ask_name)
        self.name_field.returnPressed.connect(self._choose_name)

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """As Tab goes through them."""
        about = (self.whole_button, self.leave_button, self.text, self.name_field)
        return (*about, self.kind_button, self.keep_button, self.name_button)

    @property
    def kind(self) -> CommentKind:
        return self._kind

    @property
    def words(self) -> str:
        return self.text.toPlainText()

    @property
    def by(self) -> str | None:
        """The name that is written beside the comment; None where nobody was asked."""
        return self.name_field.text() if self.name_field.isVisibleTo(self) else None

    def show_about(self, words: str, asks: str, *, is_new: bool, on_the_whole: bool) -> None:
        self._about.setText(words)
        self.text.setPlaceholderText(asks)
        self.text.setAccessibleName(f"{asks.rstrip('…')}: {words}")
        self._is_new = is_new
        self.whole_button.setVisible(is_new and not on_the_whole)
        self.leave_button.setVisible(not is_new)

    def show_words(self, text: str, kind: CommentKind) -> None:
        self.text.blockSignals(True)
        self.text.setPlainText(text)
        self.text.blockSignals(False)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.viewport().update()
        self.choose_kind(kind)
        self._show_name()

    def show_name(self, name: str, *, is_named: bool) -> None:
        self._name, self._is_named, self._names_anew = name, is_named, False
        self._show_name()

    def choose_kind(self, kind: CommentKind) -> None:
        self._kind = kind
        self.kind_button.show_words(f"{kind_words(kind)} ▾")
        self.kind_button.setAccessibleName(
            _("Kind of comment: {kind}").format(kind=kind_name(kind))
        )

    def _follow(self) -> None:
        self._show_name()
        self.changed.emit()

    def _show_name(self) -> None:
        """It is asked for with the first comment, and can be changed later."""
        asks = self._names_anew or (not self._is_named and bool(self.words.strip()))
        self.name_field.setVisible(asks)
        self.name_button.setVisible(self._is_named and not self._names_anew)
        name = self._name or _("somebody")
        self.name_button.show_words(_("You write as {name}").format(name=name), name=name)
        self.name_button.setAccessibleName(
            _("You write as {name}. Choose another name").format(name=name)
        )

    def _ask_name(self) -> None:
        self._names_anew = True
        self.name_field.setText(self._name)
        self._show_name()
        self.name_field.setFocus()
        self.name_field.selectAll()

    def _choose_name(self) -> None:
        if self._names_anew:
            self.name_chosen.emit(self.name_field.text())
        else:
            self.kept.emit()

    def _ask_kind(self) -> None:
        from ui.widgets.menus import open_menu

        kinds = (*SIGNS,)
        acts = [(kind_words(one), partial(self._pick, one)) for one in kinds]
        where = self.kind_button.mapToGlobal(QPoint(0, 0))
        open_menu(self.kind_button, acts, where, now=kinds.index(self._kind))

    def _pick(self, kind: CommentKind) -> None:
        self.choose_kind(kind)
        self.changed.emit()
        self.text.setFocus()
