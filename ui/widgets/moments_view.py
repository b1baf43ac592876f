"""How the talking moved, moment by moment: looked at closely, gone through, played again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from circle.clock import Clock, SystemClock
from circle.i18n import gettext as _
from circle.review import Review
from ui.accessible import announce
from ui.pages.moment_shown import MomentShown, Shown
from ui.theme import Look, Role
from ui.widgets.card import Card
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.circle_picture import CirclePicture
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import SmallHeading, Soft, Words
from ui.widgets.moments_key import MomentsKey
from ui.widgets.moments_painting import key_of
from ui.widgets.moments_timeline import CLOSER, MomentsTimeline
from ui.widgets.replay import SPEEDS, Replay

_BESIDE_FROM = 500
"""From this width on, at the usual size of letters, the words stand beside the circle."""
_PLAYING_ACROSS = 380
"""So much room have the button and the speeds in one line."""
_CIRCLE = 250
_MOST_NEAR = 3


class MomentsView(Card):
    """`clock`: what a replay goes by."""

    moment_chosen = Signal(int)
    """In ms since the session opened. While a session is played, only when the floor becomes another."""

    def __init__(
        self, look: Look, *, clock: Clock | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent=parent)
        self._review: Review | None = None
        self._shown: Shown | None = None
        self._told_ms = 0
        self.replay = Replay(clock or SystemClock(), self)
        self.timeline = MomentsTimeline(look)
        self.circle = CirclePicture(look, on_card=True)
        self.words = Words(look, "", Role.STRONG)
        self.near = Soft(look, small=True)
        self._key = MomentsKey(look)
        self._make_buttons(look)
        self._lay_out(look)
        self._connect()
        look.changed.connect(self._fit)

    def _make_buttons(self, look: Look) -> None:
        self.play = KeyButton(look, "", kind=Kind.PLAIN, icon="play", small=True)
        self.speeds = ChoiceRow(
            look,
            {str(speed): (_("{n}×").format(n=speed), "") for speed in SPEEDS},
            _("How many times as fast it is played"),
        )
        self.farther = KeyButton(look, "−", small=True)
        self.closer = KeyButton(look, "+", small=True)
        self.farther.setAccessibleName(_("Less closely"))
        self.closer.setAccessibleName(_("More closely"))
        self.all = KeyButton(look, _("All of it"), "0", small=True)
        self.speeds.choose(str(SPEEDS[1]))
        self._show_playing()

    def _lay_out(self, look: Look) -> None:
        head = QHBoxLayout()
        head.addWidget(SmallHeading(look, _("How the talking moved")), 1)
        for button in (self.farther, self.closer, self.all):
            head.addWidget(button)
        self._playing = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._playing.setSpacing(6)
        self._playing.addWidget(self.play, 0, Qt.AlignmentFlag.AlignLeft)
        self._playing.addWidget(self.speeds, 1)
        beside = QVBoxLayout()
        beside.addWidget(self.words)
        beside.addWidget(self.near, 1)
        beside.addLayout(self._playing)
        self.near.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._moment = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._moment.setSpacing(16)
        self._moment.addWidget(self.circle, 1, Qt.AlignmentFlag.AlignTop)
        self._moment.addLayout(beside, 1)
        self.body.addLayout(head)
        for part in (self.timeline, self._key):
            self.body.addWidget(part)
        self.body.addLayout(self._moment)

    def _connect(self) -> None:
        self.timeline.asked.connect(self._go)
        self.timeline.play_asked.connect(self.play_or_pause)
        self.play.clicked.connect(self.play_or_pause)
        self.speeds.chosen.connect(lambda speed: self.replay.use_speed(int(speed)))
        self.farther.clicked.connect(lambda: self.timeline.zoom(1 / CLOSER))
        self.closer.clicked.connect(lambda: self.timeline.zoom(CLOSER))
        self.all.clicked.connect(self.timeline.see_all)
        self.replay.moved.connect(self._play_on)
        self.replay.ended.connect(self._rest)

    def show_review(self, review: Review) -> None:
        """Another session, from its beginning; the same one with other comments, or corrected, where one was."""
        same = self._review is not None and self._review.id == review.id
        at_ms = min(self.timeline.at_ms, review.summary.length_ms) if same else 0
        if not same:
            self._pause()
        self._review, self._shown = review, Shown(review)
        timeline = self._shown.timeline
        self.timeline.show_timeline(timeline, anew=not same)
        self._key.show_key([*key_of(self._look, timeline)])
        self.circle.setVisible(bool(review.summary.people))
        self.near.setVisible(bool(timeline.marks))
        self._fit()
        self._show(at_ms)

    def show_moment(self, at_ms: int) -> None:
        """Goes there; nothing is said of it by the signal."""
        if self._review is not None:
            self._pause()
            self._show(min(max(0, at_ms), self._review.summary.length_ms))

    def play_or_pause(self) -> None:
        """At its end it begins anew."""
        if self._review is None:
            return
        if self.replay.is_playing:
            self._rest()
            return
        length_ms = self._review.summary.length_ms
        if self.timeline.at_ms >= length_ms:
            self._go(0, rests=True)
        self.replay.play(self.timeline.at_ms, length_ms)
        self._show_playing()

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """As Tab goes through them."""
        closer = (self.farther, self.closer, self.all)
        return (*closer, self.timeline, self.play, *self.speeds.buttons.values())

    def _rest(self) -> None:
        self._pause()
        announce(self.timeline, self.words.text())
        self._tell(self.timeline.at_ms)

    def _pause(self) -> None:
        self.replay.stop()
        self._show_playing()

    def _show_playing(self) -> None:
        playing = self.replay.is_playing
        self.play.show_drawing("pause" if playing else "play")
        self.play.show_words(_("Pause") if playing else _("Play"), _("Space"))

    def _go(self, at_ms: int, rests: bool) -> None:
        self.replay.jump(at_ms)
        self._show(at_ms)
        if rests:
            self._tell(at_ms)

    def _play_on(self, at_ms: int) -> None:
        self._show(at_ms)
        if self._shown and self._shown.timeline.change(self._told_ms, on=True) <= at_ms:
            self._tell(at_ms)

    def _tell(self, at_ms: int) -> None:
        self._told_ms = at_ms
        self.moment_chosen.emit(at_ms)

    def _show(self, at_ms: int) -> None:
        if self._shown is None:
            return
        moment = self._shown.at(at_ms)
        self.timeline.show_moment(at_ms, moment.words)
        self.words.setText(moment.words)
        self.circle.show_moment(moment.circle, moment.face, moment.arc)
        self._show_near(moment)

    def _show_near(self, moment: MomentShown) -> None:
        metrics = self.near.fontMetrics()
        wide = 2 * self.near.width() - metrics.averageCharWidth() * 12
        lines = [
            metrics.elidedText(line, Qt.TextElideMode.ElideRight, wide)
            for line in moment.near[:_MOST_NEAR]
        ]
        self.near.setText("\n".join(lines))

    def _fit(self) -> None:
        look = self._look
        beside = self.width() >= look.px(_BESIDE_FROM)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._moment.setDirection(across if beside else down)
        room = self.width() / 2 if beside and self.circle.isVisibleTo(self) else self.width()
        self._playing.setDirection(across if room >= look.px(_PLAYING_ACROSS) else down)
        self.circle.setFixedHeight(max(_CIRCLE, look.px(_CIRCLE)))
        self.near.setMinimumHeight(self.near.fontMetrics().height() * 2 * _MOST_NEAR)
        self.words.setMinimumHeight(self.words.fontMetrics().height() * 2)
        if self._shown:
            self._show_near(self._shown.at(self.timeline.at_ms))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is played that nobody sees."""
        super().hideEvent(event)
        self._pause()
