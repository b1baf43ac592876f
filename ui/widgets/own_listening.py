"""What the facilitator noticed of their own listening, for themselves alone; kept by itself."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from circle.harvest import Seen
from circle.i18n import gettext as _
from circle.moves import LONGEST_TEXT, clean_text
from circle.reflection import Reflection
from ui.live_session import LiveSession
from ui.pages.listening_shown import occasion_words, reflection_at, was_asked
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.checks import Check
from ui.widgets.fields import LineField
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft
from ui.widgets.stance_checks import StanceChecks

AFTER_MS = 1_500
"""From the last change until it is kept."""


class OwnListening(Card):
    each_asked = Signal()
    """Everyone is to be asked, each for themselves."""

    def __init__(
        self,
        look: Look,
        live: LiveSession,
        round: int | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        """`round`: from 0; None: at the close."""
        super().__init__(look, _heading(round), parent=parent)
        self._live, self.round = live, round
        self._kept = reflection_at(live.state, round)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self.stances = StanceChecks(look)
        moment, next_time = _placeholders(round)
        self.moment, self.next_time = LineField(look, moment), LineField(look, next_time)
        self.trainer = Check(look, _("My trainer may see this"))
        self.each = KeyButton(look, "", kind=Kind.QUIET, small=True)
        self._fill(look)
        self._show()
        self._connect()
        self.show_state()

    def _fill(self, look: Look) -> None:
        alone = _("For you alone, unless you share it. Nobody marks this.")
        self.body.addWidget(Soft(look, alone, small=True))
        for part in (self.stances, self.moment, self.next_time):
            self.body.addWidget(part)
        below = Flow(gap=12)
        below.addWidget(self.trainer)
        below.addWidget(self.each)
        self.body.addLayout(below)
        for field in (self.moment, self.next_time):
            field.setMaxLength(LONGEST_TEXT)

    def _connect(self) -> None:
        self._timer.timeout.connect(self.keep_now)
        self.stances.changed.connect(self._wait)
        self.trainer.clicked.connect(self._wait)
        self.each.clicked.connect(self.each_asked)
        for name, field in self._fields.items():
            field.textChanged.connect(self._wait)
            field.returnPressed.connect(self.keep_now)
            self._live.drafts.watch(name, field)

    @property
    def _fields(self) -> dict[str, LineField]:
        """By the names of what is begun in them."""
        where = "close" if self.round is None else f"round {self.round}"
        return {
            f"own listening, {where}: a moment": self.moment,
            f"own listening, {where}: next": self.next_time,
        }

    @property
    def _draft(self) -> Reflection:
        return replace(
            self._kept,
            stances=self.stances.stances,
            keep=clean_text(self.moment.text()),
            try_next=clean_text(self.next_time.text()),
            seen=self._seen,
        )

    @property
    def _seen(self) -> Seen:
        """A record from elsewhere may be for the report, which the check leaves as it is."""
        shared = self.trainer.isChecked()
        if shared == (self._kept.seen is not Seen.MINE):
            return self._kept.seen
        return Seen.TRAINER if shared else Seen.MINE

    def show_state(self) -> None:
        """What an act may have changed; what is being written stays."""
        now = reflection_at(self._live.state, self.round)
        if now != self._kept:
            self._kept = now
            self._show()
            self._forget_drafts()
        asked = was_asked(self._live.state, self.round)
        self.each.setEnabled(not asked)
        self.each.show_words(_("Everyone was asked already") if asked else _("Ask everyone…"))

    def keep_now(self) -> None:
        """One event, and none where nothing changed. What could not be kept is tried again with the next change."""
        self._timer.stop()
        before, draft = self._kept, self._draft
        if draft == before:
            return
        self._kept = draft
        if self._live.written.reflect(draft):
            self._forget_drafts()
        else:
            self._kept = before

    def _show(self) -> None:
        self.stances.show_stances(self._kept.stances)
        self.trainer.setChecked(self._kept.seen is not Seen.MINE)
        self.moment.setText(self._kept.keep)
        self.next_time.setText(self._kept.try_next)
        self._timer.stop()

    def _wait(self) -> None:
        if self._draft == self._kept:
            self._timer.stop()
        else:
            self._timer.start()

    def _forget_drafts(self) -> None:
        for name in self._fields:
            self._live.drafts.take(name, "")


def _placeholders(round: int | None) -> tuple[str, str]:
    """Beside the circle there is less room."""
    if round is None:
        return _("One moment I keep thinking of…"), _("What I want to try next…")
    return _("One moment to keep…"), _("What to try next…")


def _heading(round: int | None) -> str:
    if round is None:
        return _("My own listening today")
    return _("My own listening · {occasion}").format(occasion=occasion_words(round))
