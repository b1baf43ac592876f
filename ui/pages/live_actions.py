"""What can be done on the Live page, as rows of the action table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from circle import events as e
from circle.i18n import gettext as _
from circle.next_act import Act, next_act
from circle.reflection import SaidBack
from circle.session import allows
from ui.actions import Action, Place, rows_at
from ui.live_session import LiveSession

STEP_MS = 30_000
EARLIER_MS = 15_000


class LiveActs(Protocol):
    """What the page itself does."""

    def next(self) -> None: ...
    def next_or_end(self) -> None: ...
    def begin(self) -> None: ...
    def give_to_seat(self, number: int) -> None: ...
    def find_person(self) -> None: ...
    def begin_note(self) -> None: ...
    def show_people(self) -> None: ...
    def show_turns(self) -> None: ...
    def show_plan(self) -> None: ...
    def show_listening(self) -> None: ...
    def offer_prompt(self) -> None: ...
    def say_heard(self, answer: SaidBack) -> None: ...
    def ask_to_end(self) -> None: ...
    def leave_field(self) -> None: ...
    def end_or_begin_round(self) -> None: ...
    def choose_form(self) -> None: ...
    def move_in_or_out(self) -> None: ...
    def toggle_digits(self) -> None: ...
    def read_back(self) -> None: ...


def live_actions(live: LiveSession, page: LiveActs) -> dict[str, Action]:
    """By id, in the order in which help shows them."""

    def can(*kinds: type[e.Event]) -> Callable[[], bool]:
        return lambda: any(allows(live.state, kind) for kind in kinds)

    has_next = lambda: next_act(live.state).act is not Act.WAIT  # noqa: E731
    can_undo = lambda: live.log.can_undo is not None  # noqa: E731
    can_redo = lambda: live.log.can_redo is not None  # noqa: E731
    rows = (
        Action("next", _("Pass the piece, or what the main button says"), ("Space", "Right"), page.next, when=has_next),
        Action("forward", _("Go on with a remote or a pedal: pass the piece, and end the session once that was asked"), ("PgDown",), page.next_or_end, when=has_next),
        Action("undo", _("Undo the last step"), ("Ctrl+Z", "PgUp"), live.undo, when=can_undo),
        Action("redo", _("Do it again"), ("Ctrl+Shift+Z", "Ctrl+Y"), live.redo, when=can_redo),
        *_seats(live, page),
        Action("find", _("Give the piece to somebody by name"), ("G",), page.find_person),
        Action("centre", _("Piece to the centre"), ("C",), live.centre_piece, when=can(e.PieceCentred)),
        Action("silence", _("Silence, begun and ended"), ("S",), live.toggle_silence, when=can(e.SilenceBegan, e.SilenceEnded)),
        Action("passes", _("This person passes: whoever was just given the piece, later the next"), ("P",), lambda: live.press(live.passes, "pass")),
        Action("passes_for_now", _("This person passes for now"), ("Shift+P",), lambda: live.press(lambda: live.passes(for_now=True), "pass")),
        Action("pause", _("Pause and resume"), ("Ctrl+P", "Pause"), live.toggle_pause, when=can(e.Paused, e.Resumed)),
        Action("break", _("Break, begun and ended"), ("Shift+B",), live.toggle_break, when=can(e.BreakBegan, e.BreakEnded)),
        Action("note", _("Write a note. Enter keeps it, Esc leaves it"), ("N",), page.begin_note),
        Action("read_back", _("Read the key points back to the circle"), ("Shift+H",), page.read_back),
        Action("prompt", _("Offer the prompt to the room"), ("R",), page.offer_prompt),
        Action("heard", _("Yes, says the speaker who was told back"), ("Y",), lambda: page.say_heard(SaidBack.YES)),
        Action("almost_heard", _("Almost, says the speaker"), ("A",), lambda: page.say_heard(SaidBack.ALMOST)),
        Action("not_yet_heard", _("Not yet, says the speaker"), ("X",), lambda: page.say_heard(SaidBack.NOT_YET)),
        Action("bell", _("Bell"), ("B",), live.ring_bell, when=can(e.BellRung)),
        Action("longer", _("Suggested time 30 s longer"), ("+", "="), lambda: live.change_suggested_time(STEP_MS)),
        Action("shorter", _("Suggested time 30 s shorter"), ("-",), lambda: live.change_suggested_time(-STEP_MS)),
        Action("earlier", _("This turn began 15 s earlier"), ("Shift+-",), lambda: live.began_earlier(EARLIER_MS)),
        Action("people", _("Somebody joins or leaves"), ("J",), page.show_people),
        Action("turns", _("Put a turn right"), ("T",), page.show_turns),
        Action("plan", _("The plan, and how it goes"), ("L",), page.show_plan),
        Action("listening", _("My own listening, in or after a round"), ("O",), page.show_listening),
        Action("round", _("End the round or its part, or one more"), ("Shift+R",), page.end_or_begin_round),
        Action("form", _("One more round, of another form"), ("Shift+F",), page.choose_form),
        Action("inner", _("Somebody moves into the inner circle, or out"), ("I",), page.move_in_or_out),
        Action("begin", _("Begin the round, or its first turn"), ("F5",), page.begin),
        Action("digits", _("Hide or show the digits"), ("H",), page.toggle_digits),
        Action("end", _("End the session"), ("Ctrl+E",), page.ask_to_end),
        Action("leave", _("Leave a field or an overlay"), ("Escape",), page.leave_field),
    )  # fmt: skip
    return {row.id: row for row in rows_at(Place.LIVE, rows)}


def _seats(live: LiveSession, page: LiveActs) -> tuple[Action, ...]:
    return tuple(
        Action(
            f"seat_{number}",
            _("Give the piece to seat {n}").format(n=number),
            (str(number),),
            lambda number=number: page.give_to_seat(number),
            when=lambda number=number: number <= len(live.state.seats),
        )
        for number in range(1, 10)
    )
