"""A few fields that open inside a panel, in place of a dialog. Esc puts them away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.theme import Look, Role
from ui.widgets.flow import Flow
from ui.widgets.key_button import TARGET, KeyButton
from ui.widgets.labels import Soft
from ui.widgets.turns_shown import PersonShown

_LONGEST_NAME = 40


class InlineForm(QWidget):
    """Put things into `rows`. Whoever opened it puts it away on `left`."""

    left = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 4, 0, 0)
        self.rows.setSpacing(6)
        self.hide()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                self.leave()
                return True
        return super().event(event)

    def leave(self) -> None:
        self.left.emit()


class ChoosePerson(KeyButton):
    """A button that says who is chosen, and opens a menu of people."""

    picked = Signal(str)
    """Somebody was chosen in the menu."""

    def __init__(self, look: Look, said: str, *, parent: QWidget | None = None) -> None:
        super().__init__(look, "", small=True, parent=parent)
        self._said = said
        self._people: tuple[PersonShown, ...] = ()
        self.person = ""
        self.clicked.connect(lambda: open_menu(self, self._people, self._pick))

    def show_people(self, people: Sequence[PersonShown], person: str) -> None:
        self._people = tuple(people)
        self.choose(person)

    def _pick(self, person: str) -> None:
        self.choose(person)
        self.picked.emit(person)

    def choose(self, person: str) -> None:
        self.person = person
        name = next((one.alias for one in self._people if one.id == person), "")
        self.show_words(f"{name or _('Who?')} ▾")
        self.setAccessibleName(self._said.format(name=name or _("nobody yet")))


def open_menu(
    button: QWidget, people: Sequence[PersonShown], chosen: Callable[[str], object]
) -> None:
    """A menu of people under a button."""
    menu = QMenu(button)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for person in people:
        action = menu.addAction(_menu_words(person.alias))
        action.triggered.connect(lambda *_checked, who=person.id: chosen(who))
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    if menu.actions():
        menu.setActiveAction(menu.actions()[0])


def _menu_words(alias: str) -> str:
    short = alias if len(alias) <= _LONGEST_NAME else f"{alias[: _LONGEST_NAME - 1]}…"
    return short.replace("&", "&&")


class LineWords(Soft):
    """Words before buttons, as high as those, so that they stand on one line."""

    def __init__(self, look: Look, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(look, text, parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)

    def sizeHint(self) -> QSize:
        button = max(TARGET, ceil(self._look.metrics(Role.LABEL).height()) + 18)
        return super().sizeHint().expandedTo(QSize(0, button))


def line_of(look: Look, words: str, *widgets: QWidget) -> tuple[LineWords, Flow]:
    """Soft words and widgets after them, on as many lines as it takes; the words begin where those
    of a quiet button do.
    """
    label, edge = LineWords(look, words), QWidget()
    edge.setFixedSize(4, 1)
    flow = Flow(gap=4)
    for widget in (edge, label, *widgets):
        flow.addWidget(widget)
    return label, flow
