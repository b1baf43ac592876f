"""The one bridge between a session and its window: calls go down as moves, signals come up."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from circle import agreed_moves, corrections, group_moves, moves
from circle import events as e
from circle.errors import Refused
from circle.forms import RoundForm
from circle.kit_troubles import KitTrouble
from circle.log import Log
from circle.loop import Loop
from circle.next_act import Act, next_act
from circle.people import Consent, Question, Role
from circle.prompts import Whom
from circle.session import Phase, State, held_ms, part_ms
from circle.templates import Shelf
from circle.wording import act_words, announcement, clock_set_words
from ui.correcting import Correcting
from ui.drafts import Drafts
from ui.written_acts import WrittenActs

if TYPE_CHECKING:
    from circle.erased import Piece
    from circle.kept import Left
    from ui.pages.read_back_shown import ReadingBack
    from ui.saying_back_acts import SayingBackActs

BEAT_EVERY = 5
"""A sign of life every so many seconds of the session while something runs."""

PRESSES_APART_MS = 600
"""Two presses closer than this are one: a remote's button bounces."""

Move = Callable[[State, int], e.Event]


class LiveSession(QObject):
    """One open session. Every act is one method; what `state` shows has been stored."""

    changed = Signal()
    acted = Signal(str)
    """The words of an act that can be undone; empty when an act was undone, or done again."""
    announced = Signal(str)
    refused = Signal(str)
    kept_for_others = Signal(str)
    """Refused because others have not been offered the piece yet, which the facilitator can lift."""
    ticked = Signal(object)
    """The session's time in ms, whenever a second of the running turn is full. Qt's int holds 25 days."""
    told = Signal(str)
    """Something to know of, and to see to when there is time. Nothing was refused."""
    reading_changed = Signal()
    slept = Signal(object, object)
    """The laptop slept between these two moments."""

    def __init__(
        self,
        loop: Loop,
        shelf: Shelf,
        *,
        speed: int = 1,
        shuffle: Callable[[list[str]], object] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`speed`: how many times as fast as the wall the clock of the loop runs. `shuffle`: what groups
        are drawn with.
        """
        super().__init__(parent)
        self._shuffle = shuffle or _by_chance
        self.written = WrittenActs(self._act, lambda: self.log.next_seq)
        self.correcting = Correcting(self._act)
        self._loop = loop
        self._shelf = shelf
        self._speed = speed
        self._pressed: tuple[str, int] | None = None
        self._beats = 0
        self.in_trouble = False
        """Nothing could be written when it was last tried."""
        self.reading: ReadingBack | None = None
        """What is being read back to the circle."""
        loop.when_reserve_goes = lambda: QTimer.singleShot(0, self, self._tell_of_reserve)
        self.drafts = Drafts(loop, parent=self)
        self.drafts.refused.connect(self.refused)
        self._ticks = QTimer(self)
        self._ticks.setSingleShot(True)
        self._ticks.setTimerType(Qt.TimerType.PreciseTimer)
        self._ticks.timeout.connect(self._tick)
        self._wind()

    @cached_property
    def saying_back(self) -> SayingBackActs:
        from ui.saying_back_acts import SayingBackActs

        return SayingBackActs(self._loop, self.refused.emit)

    @property
    def id(self) -> str:
        return self._loop.session

    @property
    def state(self) -> State:
        return self._loop.state

    @property
    def log(self) -> Log:
        return self._loop.log

    def now_ms(self) -> int:
        return self._loop.now_ms()

    def moment(self, at_ms: int) -> datetime:
        """The time of day at a moment of the session, by the wall clock as it stands now."""
        last = self.log.entries[-1]
        return (last.wall + timedelta(milliseconds=at_ms - last.at_ms)).astimezone()

    def wall_ms(self, ms: int) -> int:
        """How long it is by the wall until so much of the session's time has gone by."""
        return ms // self._speed + 1

    def stop(self) -> None:
        """No more ticks. The session stays as it is stored, with what is begun and not kept yet; one that is open
        gives a last sign of life.
        """
        self._ticks.stop()
        self.drafts.keep_now()
        if self.state.phase is not Phase.CLOSED:
            with suppress(Refused):
                self._loop.heartbeat()

    def look(self) -> None:
        """Looks at the clock now instead of at the next full second."""
        self.ticked.emit(self.now_ms())

    def show_reading(self, reading: ReadingBack | None) -> None:
        """How far the circle has come with what is read back to it; None: that is over."""
        self.reading = reading
        self.reading_changed.emit()

    def press(self, act: Callable[[], object], what: str = "give") -> None:
        """Does what a key or a button asks for; the same right after it, by whatever door, is an echo."""
        before, at_ms = self._pressed, self.now_ms()
        if before and before[0] == what and at_ms - before[1] < PRESSES_APART_MS * self._speed:
            return
        self._pressed = (what, at_ms)
        act()

    def next(self) -> None:
        """What the main button says."""
        coming = next_act(self.state)
        match coming.act:
            case Act.GIVE if coming.person:
                self.pass_piece(coming.person)
            case Act.BEGIN_ROUND:
                self.begin_planned(coming.planned or 0)
            case Act.CENTRE:
                self.centre_piece()
            case Act.SILENCE:
                self.begin_silence()
            case Act.END_ROUND:
                self.end_round()
            case Act.END_SILENCE:
                self.end_silence()
            case Act.END_BREAK:
                self.end_break()
            case Act.NEXT_PART:
                self.next_part()
            case Act.END_GROUPS:
                self._act(lambda state, _now: moves.end_groups(state))
            case Act.RESUME:
                self.resume()
            case _:
                pass

    def pass_piece(self, to: str) -> None:
        self._act(lambda state, _now: moves.give_piece(state, to=to))

    def centre_piece(self) -> None:
        self._act(lambda state, _now: moves.centre_piece(state))

    def passes(self, *, for_now: bool = False, who: str | None = None) -> None:
        self._act(lambda state, now: moves.pass_turn(state, now, for_now=for_now, who=who))

    def toggle_silence(self) -> None:
        self.end_silence() if self.state.phase is Phase.SILENCE else self.begin_silence()

    def begin_silence(self) -> None:
        self._act(lambda state, _now: moves.begin_silence(state))

    def end_silence(self) -> None:
        self._act(lambda state, _now: moves.end_silence(state))

    def toggle_pause(self) -> None:
        self.resume() if self.state.phase is Phase.PAUSED else self.pause()

    def pause(self) -> None:
        self._act(lambda state, _now: moves.pause(state))

    def resume(self) -> None:
        self._act(lambda state, _now: moves.resume(state))

    def toggle_break(self) -> None:
        self.end_break() if self.state.phase is Phase.BREAK else self.begin_break()

    def begin_break(self) -> None:
        self._act(lambda state, _now: moves.begin_break(state))

    def end_break(self) -> None:
        self._act(lambda state, _now: moves.end_break(state))

    def begin_planned(self, row: int) -> None:
        plan = self.state.plan[row]
        form = self._shelf.form(plan.form)
        self._act(lambda state, _now: moves.begin_round(state, form=form, plan=plan, planned=row))

    def begin_round(self, form: RoundForm, plan: e.RoundPlan) -> None:
        """A round that was not planned."""
        self._act(lambda state, _now: moves.begin_round(state, form=form, plan=plan))

    @property
    def forms(self) -> tuple[RoundForm, ...]:
        """The forms that a round may have."""
        return tuple(self._shelf.forms.values())

    def begin_again(self) -> None:
        """One more round like the last one."""
        if self.state.rounds:
            last = self.state.rounds[-1]
            self.begin_round(last.form, last.plan)

    def end_round(self) -> None:
        self._act(lambda state, _now: moves.end_round(state))

    def next_part(self) -> None:
        self._act(lambda state, _now: group_moves.next_part(state))

    def draw_groups(self, *, at_random: bool) -> None:
        shuffle = self._shuffle if at_random else None
        self._act(lambda state, _now: group_moves.draw_groups(state, shuffle=shuffle))

    def resize_groups(self, by: int) -> None:
        self._act(lambda state, _now: group_moves.resize_groups(state, by=by))

    def move_to_group(self, person: str, group: int) -> None:
        self._act(lambda state, _now: group_moves.move_to_group(state, person=person, group=group))

    def reports(self, person: str) -> None:
        self._act(lambda state, _now: group_moves.reports(state, person=person))

    def move_in(self, person: str) -> None:
        self._act(lambda state, _now: group_moves.move_in(state, person=person))

    def move_out(self, person: str) -> None:
        self._act(lambda state, _now: group_moves.move_out(state, person=person))

    def change_plan(self, plan: tuple[e.RoundPlan, ...], ends_ms: int | None = None) -> bool:
        return self._act(
            lambda state, _now: agreed_moves.change_plan(state, plan=plan, ends_ms=ends_ms)
        )

    def shorten_evenly(self) -> None:
        """The rounds to come share the time that is left."""
        from circle.replanning import shorten_evenly

        forms = self._shelf.forms
        self._act(
            lambda state, now: agreed_moves.change_plan(
                state, plan=shorten_evenly(state, now, forms)
            )
        )

    def go_on_until_done(self) -> None:
        """It was agreed to end when the plan does, as things stand."""
        from circle.replanning import go_on_until

        self._act(
            lambda state, now: agreed_moves.change_plan(
                state, plan=state.plan, ends_ms=go_on_until(state, now)
            )
        )

    def say_for_group(self, consent: Consent) -> None:
        self._act(lambda state, _now: agreed_moves.say_for_group(state, consent=consent))

    def change_roles(self, person: str, roles: tuple[Role, ...]) -> None:
        self._act(lambda state, _now: agreed_moves.change_roles(state, person=person, roles=roles))

    def hand_on(self, person: str, role: Role, to: str) -> None:
        self._act(lambda state, _now: agreed_moves.hand_on(state, person=person, role=role, to=to))

    def give_extra_time(self, person: str, percent: int) -> None:
        self._act(
            lambda state, _now: agreed_moves.give_extra_time(state, person=person, percent=percent)
        )

    def change_suggested_time(self, by_ms: int) -> None:
        self._act(lambda state, _now: moves.change_suggested_time(state, by_ms=by_ms))

    def lift_once_until_all(self) -> None:
        self._act(lambda state, _now: moves.lift_once_until_all(state))

    def ring_bell(self) -> None:
        self._act(lambda state, _now: moves.ring_bell(state))

    def offer_prompt(self, text: str, whom: Whom = Whom.ROOM, deck: str = "") -> bool:
        return self._act(
            lambda state, _now: moves.offer_prompt(state, text=text, whom=whom, deck=deck)
        )

    def join(self, alias: str) -> bool:
        return self._act(lambda state, _now: moves.join(state, alias=alias))

    def leave(self, person: str) -> None:
        self._act(lambda state, _now: moves.leave(state, person=person))

    def step_out(self, person: str) -> None:
        self._act(lambda state, _now: moves.step_out(state, person=person))

    def come_back(self, person: str) -> None:
        self._act(lambda state, _now: moves.come_back(state, person=person))

    def rename(self, person: str, alias: str) -> bool:
        return self._act(lambda state, _now: moves.rename(state, person=person, alias=alias))

    def change_seat(self, person: str, seat: int) -> None:
        self._act(lambda state, _now: moves.change_seat(state, person=person, seat=seat))

    def say_consent(
        self, person: str, *, says_yes: bool | None, question: Question = Question.LEAVES
    ) -> None:
        self._act(
            lambda state, _now: moves.say_consent(
                state, person=person, says_yes=says_yes, question=question
            )
        )

    def take_out(self, person: str) -> bool:
        """Takes somebody out of the record, once and for all. Nothing that runs is touched."""
        self.drafts.keep_now()
        try:
            self.drafts.forget(self._loop.take_out(person))
        except Refused as why:
            self.refused.emit(str(why))
            return False
        self.changed.emit()
        self.acted.emit("")
        return True

    def erase(self, piece: Piece) -> bool:
        """Takes something that was written out of the record, once and for all. Nothing that runs is touched."""
        self.drafts.keep_now()
        try:
            self._loop.erase(piece)
        except Refused as why:
            self.refused.emit(str(why))
            return False
        self.changed.emit()
        self.acted.emit("")
        return True

    def exports(self) -> list[Left]:
        """What of the session left this laptop."""
        return self._loop.exports()

    def began_earlier(self, by_ms: int) -> None:
        self._act(lambda state, _now: corrections.began_earlier(state, by_ms=by_ms))

    def reassign_running(self, to: str) -> None:
        """The running turn is somebody else's."""
        if self.state.hand.turn is None:
            self.pass_piece(to)
        else:
            self.correcting.reassign(self.state.hand.turn, to)

    def set_time_aside(self, start_ms: int, end_ms: int) -> None:
        self._act(lambda state, _now: moves.set_time_aside(state, start_ms=start_ms, end_ms=end_ms))

    def count_time(self, start_ms: int, end_ms: int) -> None:
        self._act(lambda state, _now: moves.count_time(state, start_ms=start_ms, end_ms=end_ms))

    def undo(self) -> None:
        self._act(lambda _state, _now: moves.undo(self.log))

    def redo(self) -> None:
        self._act(lambda _state, _now: moves.redo(self.log))

    def close(self) -> bool:
        return self._act(lambda _state, _now: self._loop.close())

    def reopen(self) -> bool:
        return self._act(lambda state, _now: moves.reopen(state))

    def _act(self, move: Move) -> bool:
        """The clock, the move, the store, the state; then one signal. Says whether it was done."""
        at_ms = self.now_ms()
        try:
            self._notice(self._loop.look_at_clock())
            entry = self._loop.record(move(self.state, at_ms), at_ms=max(at_ms, self.state.last_ms))
        except moves.KeptForOthers as why:
            self.kept_for_others.emit(str(why))
            return False
        except KitTrouble as why:
            self.in_trouble = True
            self.refused.emit(str(why))
            return False
        except Refused as why:
            self.refused.emit(str(why))
            return False
        self.in_trouble = False
        self._wind()
        self.changed.emit()
        can_undo = self.log.can_undo is entry
        self.acted.emit(act_words(self.state, entry.event) if can_undo else "")
        if words := announcement(self.state, entry.event):
            self.announced.emit(words)
        return True

    def _notice(self, entry: e.Logged | None) -> None:
        match entry.event if entry else None:
            case e.LaptopSlept(start_ms=start_ms, end_ms=end_ms):
                self.slept.emit(start_ms, end_ms)
            case e.WallClockSet(by_ms=by_ms):
                self.told.emit(clock_set_words(by_ms))
            case _:
                pass

    def _tell_of_reserve(self) -> None:
        self.told.emit(self._loop.reserve_words())

    def _wind(self) -> None:
        """The next tick, when the next second of the running turn is full. At rest there is none."""
        if self._loop.at_rest:
            self._ticks.stop()
            return
        now_ms = self.now_ms()
        shown_ms = (
            held_ms(self.state, now_ms) if self.state.hand.turn else part_ms(self.state, now_ms)
        )
        self._ticks.start((1000 - shown_ms % 1000) // self._speed + 1)

    def _tick(self) -> None:
        self._beat()
        self._wind()
        self.ticked.emit(self.now_ms())

    def _beat(self) -> None:
        """What is wrong with the disk is said once, and again only after it was right."""
        self._beats += 1
        try:
            self._notice(self._loop.look_at_clock())
            if self._beats % BEAT_EVERY == 0:
                self._loop.heartbeat()
                self.in_trouble = False
        except Refused as why:
            if not self.in_trouble:
                self.in_trouble = True
                self.refused.emit(str(why))


def _by_chance(people: list[str]) -> None:
    from random import SystemRandom

    SystemRandom().shuffle(people)
