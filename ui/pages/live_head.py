"""The head of the Live page: which session, which round, how long, and that it is saved."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from circle.i18n import gettext as _
from circle.session import State
from ui.actions import Action
from ui.awake import Wakeful
from ui.pages.live_shown import LiveShown, header_times
from ui.theme import Look, Role
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import as_tip
from ui.widgets.one_line import OneLine
from ui.widgets.page_frame import GAP, PageFrame
from ui.widgets.pills import Pills
from ui.widgets.saved import Saved

_PILLS_FROM, _TITLE_FROM = 1100, 640
_LETTERS = 16
"""Of the title, at the least: what is cut off the round is said beside the circle."""
_WORDS = 300
"""For the title and the round, beside times."""


class LiveHead(QObject):
    round_is_cut = Signal(bool)
    """Whether what is said of the round has no room here."""

    def __init__(self, look: Look, actions: Mapping[str, Action]) -> None:
        super().__init__()
        self._look = look
        self._title = OneLine(look, Role.HEADING, least=_LETTERS)
        self._round = OneLine(look, Role.BODY, soft=True)
        self._round.cut.connect(self.round_is_cut)
        self._rounds = Pills(look, slim=True)
        self._times = OneLine(look, Role.TIMES, soft=True, whole=True)
        self._saved = Saved(look)
        self.turns = KeyButton(look, _("Turns"), small=True)
        self.turns.clicked.connect(actions["turns"].handler)
        self.people = KeyButton(look, _("People"), small=True)
        self.people.clicked.connect(actions["people"].handler)
        self.plan = KeyButton(look, _("Plan"), small=True)
        self.plan.clicked.connect(actions["plan"].handler)
        self.keys = KeyButton(look, _("Keys"), small=True)
        self._awake = OneLine(look, Role.SMALL, soft=True, whole=True)
        self._display = OneLine(look, Role.SMALL, soft=True, whole=True)
        self._right: tuple[QWidget, ...] = ()
        self._room, self._has_rounds = float(_PILLS_FROM), False

    def show_saved(self, is_saved: bool) -> None:
        """Not where the disk does not take what is being written."""
        self._saved.setVisible(is_saved)

    def show_wakeful(self, wakeful: Wakeful) -> None:
        """Whether the computer stays awake, in two words; the rest is said to whoever asks."""
        words = {
            Wakeful.AWAKE: (
                _("Stays awake"),
                _("This computer does not fall asleep while the session runs."),
            ),
            Wakeful.MAY_SLEEP: (
                _("May sleep"),
                _(
                    "This computer may fall asleep: it could not be kept from that. Time is counted rightly all the same, "
                    "and nothing is lost. Its own power settings can keep it awake."
                ),
            ),
            Wakeful.NOT_ASKED: ("", ""),
        }
        shown, about = words[wakeful]
        self._awake.show_text(shown)
        self._awake.setToolTip(as_tip(about))
        self._awake.setAccessibleDescription(about)
        self._fit(self._room)

    def show_room(self, words: str) -> None:
        self._display.show_text(words)
        self._fit(self._room)

    def put_into(self, frame: PageFrame) -> None:
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._round.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        for widget in (self._title, self._round, self._rounds):
            frame.head_left.addWidget(widget)
        for widget in (
            self._times,
            self._display,
            self._awake,
            self._saved,
            self.plan,
            self.people,
            self.turns,
            self.keys,
        ):
            frame.head_right.addWidget(widget)
        self._right = self._saved, self.plan, self.people, self.turns, self.keys
        frame.head.keep_whole(*self._right)
        frame.head.fitted.connect(self._fit)

    def _fit(self, room: float) -> None:
        """Where it is tight, what can be found elsewhere goes first; the round stays."""
        self._room = room
        self._rounds.setVisible(room >= _PILLS_FROM and self._has_rounds)
        self._title.setVisible(room >= _TITLE_FROM)
        others = sum(one.sizeHint().width() + GAP for one in self._right)
        needed = others + self._times.sizeHint().width() + self._look.px(_WORDS)
        self._times.setVisible(room >= _TITLE_FROM and room * self._look.scale >= needed)
        self._awake.setVisible(room >= _PILLS_FROM and bool(self._awake.text()))
        self._display.setVisible(room >= _TITLE_FROM and bool(self._display.text()))

    def show_live(self, shown: LiveShown, state: State, now_ms: int) -> None:
        self._title.show_text(shown.title)
        self._round.show_text(shown.round_words)
        self._rounds.show_pills(shown.rounds, shown.round_words)
        self._has_rounds = bool(shown.rounds)
        self._fit(self._room)
        self.show_times(state, now_ms)

    def show_times(self, state: State, now_ms: int) -> None:
        self._times.show_text(header_times(state, now_ms))
