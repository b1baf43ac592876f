"""What everyone in the room may read: the question and who holds the piece, no count, no digit, and no note."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle import agreed_moves, group_moves, moves, note_moves
from circle.events import RoundPlan
from circle.harvest import NoteKind
from circle.moves import NotAllowed
from circle.prompts import Whom
from circle.session import Phase, State
from tests.circle.story import FORMS, Story
from ui.pages.read_back_shown import reading_back
from ui.pages.room_shown import RoomShown, room_shown

QUESTION = "What did you hear that you did not expect?"
LISTEN = "Listen to understand. There is no need to answer."
CANARY = "what nobody else may read"
TODAY = date(2026, 3, 12)


def begun(form: str = "go_round", *, measured: bool = True, **plan: object) -> Story:
    story, row = Story(6), RoundPlan(form, QUESTION, suggested_ms=180_000, length_ms=600_000)
    row = replace(row, measured=measured, **plan)
    return story.does(moves.begin_round(story.state, form=FORMS[form], plan=row))


def writes(story: Story, text: str, kind: NoteKind = NoteKind.NOTE) -> None:
    number = story.log.next_seq
    story.does(note_moves.write_note(story.state, number=number, text=text, kind=kind))


def test_before_and_between_rounds_it_is_calm() -> None:
    story = Story()
    assert room_shown(story.state, 0) == RoomShown("An evening", "The circle is open")
    story.begins().passes_on().ends_round()
    assert room_shown(story.state, 0) == RoomShown(middle="Between rounds")


def test_in_a_turn_the_ring_fills_with_the_suggested_time_and_no_further() -> None:
    story = begun().at(10_000).passes_on()
    shown = room_shown(story.state, 10_000)
    assert shown == RoomShown(QUESTION, "Ann", "holds the talking piece", LISTEN, arc=0.0)
    assert room_shown(story.state, 100_000).arc == pytest.approx(0.5)
    assert room_shown(story.state, 900_000) == replace(shown, arc=1.0), "nothing is ever over"


def test_it_shows_only_the_ring_where_that_is_chosen() -> None:
    story = begun().passes_on()
    assert room_shown(story.state, 90_000, names=False) == RoomShown(
        QUESTION, below=LISTEN, arc=0.5
    )


def test_digits_are_there_only_where_they_are_chosen_and_times_are_measured() -> None:
    story = begun().passes_on()
    assert room_shown(story.state, 90_000).face == ""
    assert room_shown(story.state, 90_000, digits=True).face == "1:30"
    unmeasured = begun(measured=False).passes_on()
    shown = room_shown(unmeasured.state, 90_000, digits=True)
    assert (shown.face, shown.arc) == ("", None)


def test_more_time_for_somebody_is_not_to_be_seen() -> None:
    story = begun()
    story.does(agreed_moves.give_extra_time(story.state, person="p1", percent=100)).passes_on()
    assert room_shown(story.state, 360_000).arc == 1.0
    assert room_shown(story.state, 0).words == room_shown(begun().passes_on().state, 0).words


def test_silence_centre_pause_and_break_are_called_by_their_names() -> None:
    story = begun().passes_on()
    silent = story.does(moves.begin_silence(story.state)).state
    assert room_shown(silent, 0) == RoomShown(QUESTION, "Silence")
    story.does(moves.end_silence(silent)).passes_on().centres()
    assert room_shown(story.state, 0) == RoomShown(QUESTION, "The piece is in the centre")
    story.passes_on().pauses()
    assert room_shown(story.state, 0) == RoomShown(middle="Paused"), "nobody waits by name"
    story.resumes().does(moves.begin_break(story.state))
    assert room_shown(story.state, 0) == RoomShown(middle="Break")


def test_small_groups_share_one_ring_and_a_soft_word_when_it_is_time() -> None:
    state = begun("dyad").state
    early, late = room_shown(state, 90_000), room_shown(state, 200_000)
    assert early == RoomShown(QUESTION, "Small groups", "The first speaks", arc=0.5)
    assert (late.arc, late.below) == (1.0, "Time to change, when you are ready")
    assert "change" not in room_shown(state, 170_000).below


def test_in_a_fishbowl_it_says_who_speaks_and_a_conversation_has_no_piece() -> None:
    assert room_shown(begun("fishbowl").state, 0).below == "The inner circle speaks"
    assert room_shown(begun("conversation").state, 0) == RoomShown(QUESTION, "Conversation")


def test_what_is_offered_to_the_room_is_shown_and_the_facilitators_own_never() -> None:
    story = begun().passes_on()
    for text, whom in (("Breathe.", Whom.OWN), ("Only me.", Whom.FACILITATOR)):
        story.does(moves.offer_prompt(story.state, text=text, whom=whom))
    assert room_shown(story.state, 0).below == "Breathe."
    story.undoes().undoes()
    assert room_shown(story.state, 0).below == LISTEN
    story.does(moves.offer_prompt(story.state, text="In the round.")).at(5_000).ends_round()
    assert room_shown(story.state, 0).below == "", "it was of that round"
    story.at(6_000).does(moves.offer_prompt(story.state, text="Between."))
    assert room_shown(story.state, 0).below == "Between."


def test_whoever_was_taken_out_of_the_record_has_no_name_here() -> None:
    story = begun().passes_on()
    people = dict(story.state.people)
    people["p1"] = replace(people["p1"], participant=replace(people["p1"].participant, alias=""))
    shown = room_shown(replace(story.state, people=people), 0)
    assert (shown.middle, shown.under) == ("", "")


def test_what_is_read_back_takes_all_the_room() -> None:
    story = begun()
    for text, kind in ((CANARY, NoteKind.NOTE), ("Ask first.", NoteKind.KEY_POINT)):
        writes(story, text, kind)
    reading = reading_back(story.state, TODAY)
    assert room_shown(story.state, 0, reading=reading) == RoomShown(
        QUESTION, "Ask first.", below="Stays here", is_read=True
    )
    agreed = room_shown(story.state, 0, reading=reading.say_other())
    assert agreed.below == "May leave"
    assert room_shown(story.state, 0, reading=reading.go(1)).middle == (
        "That is all. Do we agree to this?"
    )


def test_at_the_end_it_says_thank_you() -> None:
    story = begun().closes()
    assert room_shown(story.state, 0).words == ("The circle is closed", "Thank you for listening.")


ACTS: dict[str, Callable[[Story], object]] = {
    "next": lambda s: s.passes_on(),
    "centre": lambda s: s.centres(),
    "silence": lambda s: s.does(moves.begin_silence(s.state)),
    "silence ends": lambda s: s.does(moves.end_silence(s.state)),
    "passes": lambda s: s.passes(),
    "pause": lambda s: s.pauses(),
    "resume": lambda s: s.resumes(),
    "break": lambda s: s.does(moves.begin_break(s.state)),
    "break ends": lambda s: s.does(moves.end_break(s.state)),
    "round ends": lambda s: s.ends_round(),
    "next part": lambda s: s.does(group_moves.next_part(s.state)),
    "joins": lambda s: s.joins("Gwen"),
    "leaves": lambda s: s.leaves("Ben"),
    "note": lambda s: writes(s, CANARY),
    "key point": lambda s: writes(s, CANARY, NoteKind.KEY_POINT),
    "undo": lambda s: s.undoes(),
    "closes": lambda s: s.closes(),
    **{form: lambda s, form=form: s.begins(form) for form in FORMS},
}


def forbidden(state: State, shown: RoomShown) -> list[str]:
    """What must not stand there: digits, anything of a note, a name but that of whoever holds the piece."""
    words = " ".join(shown.words)
    holder = state.hand.holder if state.phase is Phase.HELD else None
    names = [one.participant.alias for who, one in state.people.items() if who != holder]
    return [
        *(letter for letter in words if letter.isdigit()),
        *(one for one in (CANARY, *names) if one in words),
    ]


@given(st.lists(st.tuples(st.sampled_from(list(ACTS)), st.integers(0, 400_000)), max_size=25))
def test_no_count_no_digit_no_note_and_nobody_beside_anybody_in_any_session(
    acts: list[tuple[str, int]],
) -> None:
    story = begun().passes_on()
    for name, ms in acts:
        story.at(story.now_ms + ms)
        with suppress(NotAllowed, AssertionError):
            ACTS[name](story)
        shown = room_shown(story.state, story.now_ms)
        assert forbidden(story.state, shown) == []
        assert shown.arc is None or 0 <= shown.arc <= 1
