"""When a prompt is suggested by itself: four rules, each to be switched on, all off at first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QApplication, QWidget

from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.prompting import NO_RULES, PromptRules
from ui.theme import Look
from ui.widgets.checks import Check
from ui.widgets.flow import Flow
from ui.widgets.inline_form import InlineForm
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft
from ui.widgets.menus import open_menu

TURNS = (1, 2, 3, 4, 5, 6, 8, 10, 12)
SILENCES_S = (15, 30, 45, 60, 90, 120, 180, 300)
_USUAL_TURNS, _USUAL_SILENCE_S = 6, 60


class PromptRulesForm(InlineForm):
    """What is chosen counts at once."""

    chosen = Signal(object)
    """A PromptRules."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._look, self._rules = look, NO_RULES
        self._every, self._long_s = _USUAL_TURNS, _USUAL_SILENCE_S
        self.turns = self._check(_("After every so many turns"))
        self.how_many = self._number(self._ask_how_many)
        self.round_ends = self._check(_("At the end of each round"))
        self.silence = self._check(_("After a long silence, to me only"))
        self.how_long = self._number(self._ask_how_long)
        self.not_offered = self._check(_("When some have not been offered the piece, to me only"))
        done = KeyButton(look, _("Done"), _("Esc"), kind=Kind.QUIET, small=True)
        done.clicked.connect(self.leave)
        about = _("Nothing pops up: a question appears here, with the reason, while nobody speaks.")
        self.rows.addWidget(Soft(look, about, small=True))
        for widget in (self.turns, self.how_many, self.round_ends, self.silence, self.how_long):
            self._add(widget)
        self._add(self.not_offered)
        self._add(done)
        self.setFocusProxy(self.turns)

    def _check(self, words: str) -> Check:
        check = Check(self._look, words)
        check.clicked.connect(self._choose)
        return check

    def _number(self, ask: Callable[[], object]) -> KeyButton:
        button = KeyButton(self._look, "", small=True)
        button.clicked.connect(ask)
        return button

    def _add(self, widget: QWidget) -> None:
        if not isinstance(widget, KeyButton):
            self.rows.addWidget(widget)
            return
        line, edge = Flow(gap=0), QWidget()
        edge.setFixedSize(28, 1)
        line.addWidget(edge)
        line.addWidget(widget)
        self.rows.addLayout(line)

    @property
    def has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def show_rules(self, rules: PromptRules) -> None:
        self._rules = rules
        self._every = rules.every_turns or self._every
        self._long_s = rules.long_silence_s or self._long_s
        self.turns.setChecked(bool(rules.every_turns))
        self.round_ends.setChecked(rules.round_ends)
        self.silence.setChecked(bool(rules.long_silence_s))
        self.not_offered.setChecked(rules.not_offered)
        self.how_many.show_words(f"{turns_words(self._every)} ▾")
        self.how_many.setAccessibleName(turns_words(self._every))
        self.how_long.show_words(f"{silence_words(self._long_s)} ▾")
        self.how_long.setAccessibleName(silence_words(self._long_s))
        for check, number in ((self.turns, self.how_many), (self.silence, self.how_long)):
            number.setVisible(check.isChecked())

    def _choose(self) -> None:
        self._use(
            PromptRules(
                every_turns=self._every if self.turns.isChecked() else 0,
                round_ends=self.round_ends.isChecked(),
                long_silence_s=self._long_s if self.silence.isChecked() else 0,
                not_offered=self.not_offered.isChecked(),
            )
        )

    def _use(self, rules: PromptRules) -> None:
        self.show_rules(rules)
        self.chosen.emit(rules)

    def _ask_how_many(self) -> None:
        acts = [
            (turns_words(n), partial(self._use, replace(self._rules, every_turns=n))) for n in TURNS
        ]
        now = TURNS.index(self._every) if self._every in TURNS else None
        open_menu(self, acts, self.how_many.mapToGlobal(QPoint(0, 0)), now=now)

    def _ask_how_long(self) -> None:
        acts = [
            (silence_words(n), partial(self._use, replace(self._rules, long_silence_s=n)))
            for n in SILENCES_S
        ]
        now = SILENCES_S.index(self._long_s) if self._long_s in SILENCES_S else None
        open_menu(self, acts, self.how_long.mapToGlobal(QPoint(0, 0)), now=now)


def turns_words(n: int) -> str:
    return ngettext("after each turn", "after every {n} turns", n).format(n=n)


def silence_words(seconds: int) -> str:
    if seconds < 60 or seconds % 60:
        return _("after {n} s of silence").format(n=seconds)
    n = seconds // 60
    return ngettext("after {n} minute of silence", "after {n} minutes of silence", n).format(n=n)
