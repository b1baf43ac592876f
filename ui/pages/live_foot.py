"""The foot of the Live page: the one main button, and beside it what else can be done now."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from circle.i18n import gettext as _
from ui.actions import Action
from ui.pages.live_shown import ButtonShown, LiveShown
from ui.theme import Look, Role
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.page_frame import GAP, MARGIN, PageFrame

TWO_ROWS_BELOW = 980
_ALL_FROM = 1240
"""Room enough for all the buttons in one row."""
_ROOMY_FROM = 1320
"""And for some air in them."""
_TWO_ROWS_TIGHT = 620
"""Two rows of them are tight below this."""
_MAIN = 210
_UNDO, _UNDO_TIGHT = 216, 180
_PASSES, _PASSES_TIGHT = 210, 150
_BESIDE_WORDS = 37
_END = 200
"""What ends a part of a round has more to say than this, and is cut short where it is tight."""


class LiveFoot:
    def __init__(self, look: Look, actions: Mapping[str, Action]) -> None:
        self._look = look
        self._actions = actions
        self.main = self._button("next", Kind.MAIN)
        self.silence = self._button("silence")
        self.passes = self._button("passes")
        self.bell = self._button("bell")
        self.undo = self._button("undo")
        self.pause = self._button("pause")
        self.break_ = self._button("break")
        self.end_round = self._button("round")
        self._all = (
            *(self.main, self.silence, self.passes, self.bell),
            *(self.undo, self.pause, self.break_, self.end_round),
        )
        for button in (self.pause, self.break_):
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        policy = self.undo.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.undo.setSizePolicy(policy)
        self.hide_undo()
        self._two_rows_below = TWO_ROWS_BELOW

    def put_into(self, frame: PageFrame) -> None:
        for button in (self.main, self.silence, self.passes, self.bell):
            frame.foot_left.addWidget(button)
        for button in (self.undo, self.pause, self.break_, self.end_round):
            frame.foot_right.addWidget(button)
        self._two_rows_below = max(TWO_ROWS_BELOW, self._needed())
        frame.foot.use_two_rows_below(self._two_rows_below)
        frame.foot.fitted.connect(self._fit)
        self.end_round.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.end_round.customContextMenuRequested.connect(self._actions["form"].handler)

    def _needed(self) -> int:
        """So much room one row needs in this language, by the words that are always there, at the usual size."""
        passes = _("{name} passes").format(name="Esther")
        always = (_("Silence"), passes, _("Bell"), _("Pause"), _("End the round"))
        whole = sum(map(self._whole, always))
        return round(whole / self._look.scale) + _MAIN + _UNDO_TIGHT + 6 * GAP + 2 * MARGIN

    def _whole(self, words: str) -> int:
        """The width of a button with these words and no key."""
        return ceil(self._look.metrics(Role.STRONG).horizontalAdvance(words)) + _BESIDE_WORDS

    def show_live(self, shown: LiveShown) -> None:
        self._show(self.main, shown.main, self._actions["next"].key)
        self._show(self.silence, shown.silence, self._actions["silence"].key)
        self.show_passes(shown.passes)
        self._show(self.bell, shown.bell, self._actions["bell"].key)
        self._show(self.pause, shown.pause)
        self._show(self.break_, shown.break_)
        self._show(self.end_round, shown.end_round)
        self._keep_words_whole()

    def show_passes(self, shown: ButtonShown) -> None:
        self._show(self.passes, shown, self._actions["passes"].key)

    def show_undo(self, words: str) -> None:
        """What can be undone now; empty words: nothing is offered."""
        if not words:
            self.hide_undo()
            return
        text = _("Undo “{act}”").format(act=words)
        self.undo.show_words(text, self._actions["undo"].key, words)
        self.undo.show()

    def hide_undo(self) -> None:
        self.undo.clearFocus()
        self.undo.hide()

    def _fit(self, room: float) -> None:
        """Where one row is tight the break goes from it; its key stays.

        What can be undone has its own room, whatever its words are, so that nothing else moves;
        and a long name leaves the main button its words.
        """
        px = self._look.px
        one_row = self._two_rows_below <= room < _ALL_FROM
        tight = one_row or room < _TWO_ROWS_TIGHT
        close = tight or room < _ROOMY_FROM
        for button in self._all:
            button.sit_close(close=close)
        self.break_.setVisible(not one_row)
        self.undo.setFixedWidth(px(_UNDO_TIGHT if tight else _UNDO))
        self.main.setMinimumWidth(px(_MAIN))
        self._keep_words_whole()
        self.passes.setMaximumWidth(px(_PASSES if room >= _ALL_FROM else _PASSES_TIGHT))

    def _keep_words_whole(self) -> None:
        hint, usual = self.end_round.sizeHint().width(), self._whole(_("End the round"))
        self.end_round.setMinimumWidth(min(hint, max(usual, self._look.px(_END))))
        for button in (self.silence, self.bell):
            button.setMinimumWidth(self._whole(button.words))

    def _button(self, action: str, kind: Kind = Kind.PLAIN) -> KeyButton:
        button = KeyButton(self._look, "", kind=kind)
        button.clicked.connect(self._actions[action].handler)
        return button

    @staticmethod
    def _show(button: KeyButton, shown: ButtonShown, key: str = "") -> None:
        button.show_words(shown.words, key, shown.name)
        if not shown.enabled:
            button.clearFocus()  # else Qt hands it to the next button, which Space would press
        button.setEnabled(shown.enabled)
