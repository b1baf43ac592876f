"""Which sessions of the archive are meant: small buttons with menus, and two fields for days of one's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.filter import EVERYTHING, Filter
from circle.i18n import gettext as _
from ui.accessible import announce
from ui.pages.archive_shown import FilterShown, NoSuchDay, Offered, between_days, filters_shown
from ui.theme import Look
from ui.widgets.choice_row import WordButton
from ui.widgets.fields import LineField
from ui.widgets.flow import Flow
from ui.widgets.inline_form import InlineForm
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Soft
from ui.widgets.menus import open_menu

_LONGEST_DAY = 40


class ArchiveFilters(QWidget):
    chosen = Signal(object)
    """filter.Filter: these sessions from now on."""
    made = Signal()
    """Other buttons are there now."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._those, self._offered = EVERYTHING, Offered()
        self.buttons: dict[str, WordButton] = {}
        self._row = Flow(gap=4, down=0)
        self.days = DaysForm(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._row)
        column.addWidget(self.days)
        self.days.left.connect(self._leave_days)
        self.days.taken.connect(self._take_days)

    def show_filter(self, those: Filter, offered: Offered) -> None:
        self._those, self._offered, before = those, offered, self.in_order
        shown = {one.name: one for one in filters_shown(those, offered)}
        for one in shown.values():
            self._button(one.name)
        for name, button in self.buttons.items():
            button.setVisible(name in shown)
            if name in shown:
                self._dress(button, shown[name])
        if self.in_order != before:
            self.made.emit()

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """As Tab goes through them."""
        return (*self.buttons.values(), *self.days.in_order)

    def _button(self, name: str) -> None:
        if name not in self.buttons:
            button = WordButton(self._look, "", "")
            button.clicked.connect(partial(self._offer, name))
            self.buttons[name] = button
            self._row.addWidget(button)

    def _dress(self, button: WordButton, shown: FilterShown) -> None:
        button.show_words(f"{shown.words} ▾")
        button.setAccessibleName(_("Only sessions: {words}").format(words=shown.words))
        button.setChecked(shown.is_on)

    def _offer(self, name: str) -> None:
        """Its menu; what is checked says what holds, not what was clicked."""
        shown = next(one for one in filters_shown(self._those, self._offered) if one.name == name)
        button = self.buttons[name]
        button.setChecked(shown.is_on)
        acts: list[tuple[str, Callable[[], object]]] = [
            (words, partial(self.chosen.emit, those)) for words, those in shown.ways
        ]
        if name == "days":
            acts.append((_("From a day, or until one…"), self._ask_for_days))
        open_menu(self, acts, button.mapToGlobal(QPoint(0, button.height())), now=shown.now)

    def _ask_for_days(self) -> None:
        self.days.show()
        self.days.since.setFocus()

    def _leave_days(self) -> None:
        self.days.hide()
        self.buttons["days"].setFocus()

    def _take_days(self, since: str, until: str) -> None:
        try:
            those = between_days(self._those, since, until, self._offered.today)
        except NoSuchDay as why:
            self.days.say(str(why))
            return
        self.days.say("")
        self._leave_days()
        self.chosen.emit(those)


class DaysForm(InlineForm):
    """Enter in either field takes both; Esc leaves them."""

    taken = Signal(str, str)

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.since = LineField(look, _("Since, as 1 March"))
        self.until = LineField(look, _("Until, as 31 May"))
        self._take = KeyButton(look, _("Show these days"), small=True)
        self._why = Soft(look, small=True)
        self._why.hide()
        for field in (self.since, self.until):
            field.setMaxLength(_LONGEST_DAY)
            field.returnPressed.connect(self._ask)
        self._take.clicked.connect(self._ask)
        for widget in (self.since, self.until, self._why, self._take):
            self.rows.addWidget(widget)

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        return (self.since, self.until, self._take)

    def say(self, why: str) -> None:
        self._why.setText(why)
        self._why.setVisible(bool(why))
        announce(self.since, why)

    def _ask(self) -> None:
        self.taken.emit(self.since.text(), self.until.text())
