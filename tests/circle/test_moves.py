"""What a facilitator may do: the event that each move means, and the sentence that refuses it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from circle import events as e
from circle import moves, note_moves
from circle.harvest import NoteKind, Seen
from circle.log import Log
from circle.moves import NotAllowed
from circle.session import Outcome, Phase, State
from tests.circle.story import AN_EVENING, FORMS, Story, begin_groups

Told = Callable[[], Story]


def _open() -> Story:
    return Story(3)


def _centre() -> Story:
    return Story(3).begins()


def _held() -> Story:
    return _centre().passes_on()


def _silence() -> Story:
    story = _centre()
    return story.does(moves.begin_silence(story.state))


def _paused() -> Story:
    return _held().at(20_000).pauses()


def _break() -> Story:
    story = _centre()
    return story.does(moves.begin_break(story.state))


def _groups() -> Story:
    story = _centre()
    return story.does(begin_groups(story.state))


def _closed() -> Story:
    return _held().at(20_000).closes()


PLAN = e.RoundPlan("open", "What brought you?")


@pytest.mark.parametrize(
    ("told", "move", "event"),
    [
        (_open, moves.close, e.SessionClosed()),
        (_paused, moves.close, e.SessionClosed()),
        (_closed, moves.reopen, e.SessionReopened()),
        (_held, lambda s: moves.carry_on(s, last_sign_ms=7), e.CarriedOn(7)),
        (_paused, lambda s: moves.carry_on(s, last_sign_ms=7), e.CarriedOn(20_000)),
        (_held, lambda s: moves.notice_clock_set(s, by_ms=-9), e.WallClockSet(-9)),
        (
            _open,
            lambda s: moves.begin_round(s, form=FORMS["open"], plan=PLAN, planned=2),
            e.RoundBegan(FORMS["open"], PLAN, PLAN.direction, 2),
        ),
        (_held, moves.end_round, e.RoundEnded()),
        (_held, lambda s: moves.change_suggested_time(s, by_ms=30), e.SuggestedTimeChanged(30)),
        (_held, lambda s: moves.change_suggested_time(s, by_ms=-30), e.SuggestedTimeChanged(0)),
        (_paused, moves.lift_once_until_all, e.OnceUntilAllLifted()),
        (_centre, lambda s: moves.give_piece(s, to="p3"), e.PieceGiven("p3")),
        (_held, lambda s: moves.give_piece(s, to="p2"), e.PieceGiven("p2")),
        (_silence, lambda s: moves.give_piece(s, to="p2"), e.PieceGiven("p2")),
        (_held, moves.centre_piece, e.PieceCentred()),
        (
            _held,
            lambda s: moves.pass_turn(s, 10_000, for_now=False, who="p3"),
            e.Passed("p3"),
        ),
        (_held, moves.begin_silence, e.SilenceBegan()),
        (_silence, moves.end_silence, e.SilenceEnded()),
        (_groups, moves.pause, e.Paused()),
        (_paused, moves.resume, e.Resumed()),
        (_held, moves.begin_break, e.BreakBegan()),
        (_break, moves.end_break, e.BreakEnded()),
        (_held, begin_groups, e.GroupsBegan()),
        (_groups, moves.end_groups, e.GroupsEnded()),
        (_paused, moves.ring_bell, e.BellRung()),
        (_held, lambda s: moves.offer_prompt(s, text=" And?\r\n"), e.PromptOffered("And?")),
        (
            _paused,
            lambda s: moves.join(s, alias=" Gus\n the  2nd ", name="Gustav", seat=1),
            e.PersonJoined(e.Participant("p4", "Gus the 2nd", "Gustav"), 1),
        ),
        (
            _held,
            lambda s: moves.join(s, alias="Gus"),
            e.PersonJoined(e.Participant("p4", "Gus"), 3),
        ),
        (
            _held,
            lambda s: moves.join(s, alias="Gus", seat=99),
            e.PersonJoined(e.Participant("p4", "Gus"), 3),
        ),
        (_held, lambda s: moves.leave(s, person="p2"), e.PersonLeft("p2")),
        (_held, lambda s: moves.step_out(s, person="p2"), e.PersonSteppedOut("p2")),
        (
            _closed,
            lambda s: moves.rename(s, person="p2", alias="Bee", name="Beatrice"),
            e.PersonRenamed("p2", "Bee", "Beatrice"),
        ),
        (_held, lambda s: moves.change_seat(s, person="p1", seat=9), e.SeatChanged("p1", 2)),
        (_held, lambda s: moves.change_seat(s, person="p1", seat=-9), e.SeatChanged("p1", 0)),
        (
            _closed,
            lambda s: moves.say_consent(s, person="p1", says_yes=True),
            e.ConsentSaid("p1", True),
        ),
        (
            _closed,
            lambda s: note_moves.write_note(s, number=9, text="Trust", kind=NoteKind.KEY_POINT),
            e.NoteWritten(9, "Trust", NoteKind.KEY_POINT, seen=Seen.MINE),
        ),
    ],
)
def test_a_move_means_one_event(
    told: Told, move: Callable[[State], e.Event], event: e.Event
) -> None:
    assert move(told().state) == event


NO_ROUND = "No round is running. Begin a round first."
PAUSED = "The circle is paused. Resume it first."
CLOSED = "The session is closed. Reopen it first."
NOBODY = "Nobody sits there. Choose one of the seats."


@pytest.mark.parametrize(
    ("told", "move", "sentence"),
    [
        (_open, lambda s: moves.open_session(s, e.SessionOpened("")), "This session has been opened already."),
        (_closed, moves.close, CLOSED),
        (_open, moves.reopen, "The session is open."),
        (_held, lambda s: moves.begin_round(s, form=FORMS["open"], plan=PLAN), "A round is running. End it first."),
        (_break, lambda s: moves.begin_round(s, form=FORMS["open"], plan=PLAN), "A round is running. End it first."),
        (_paused, lambda s: moves.begin_round(s, form=FORMS["open"], plan=PLAN), PAUSED),
        (_open, moves.end_round, NO_ROUND),
        (_paused, moves.end_round, PAUSED),
        (_closed, moves.end_round, CLOSED),
        (_open, lambda s: moves.change_suggested_time(s, by_ms=1), NO_ROUND),
        (_open, moves.lift_once_until_all, NO_ROUND),
        (_open, lambda s: moves.give_piece(s, to="p1"), NO_ROUND),
        (_held, lambda s: moves.give_piece(s, to="p1"), "Ann holds the piece already."),
        (_held, lambda s: moves.give_piece(s, to="p9"), NOBODY),
        (_paused, lambda s: moves.give_piece(s, to="p2"), PAUSED),
        (_break, lambda s: moves.give_piece(s, to="p2"), "The circle is on a break. End the break first."),
        (_groups, lambda s: moves.give_piece(s, to="p2"), "Small groups are talking. Bring them back first."),
        (_closed, lambda s: moves.give_piece(s, to="p2"), CLOSED),
        (
            lambda: _held().steps_out("Ben"),
            lambda s: moves.give_piece(s, to="p2"),
            "Ben has stepped out. Bring them back first.",
        ),
        (
            lambda: _held().steps_out("Ben"),
            lambda s: moves.pass_turn(s, 0, for_now=False, who="p2"),
            "Ben has stepped out. Bring them back first.",
        ),
        (_open, moves.centre_piece, NO_ROUND),
        (_centre, moves.centre_piece, "Nothing is running that this could be done to. Nothing was changed."),
        (_open, lambda s: moves.pass_turn(s, 0, for_now=False), NO_ROUND),
        (_paused, lambda s: moves.pass_turn(s, 30_000, for_now=False), PAUSED),
        (_held, lambda s: moves.pass_turn(s, 0, for_now=False, who="p9"), NOBODY),
        (
            lambda: Story(3).begins("open"),
            lambda s: moves.pass_turn(s, 0, for_now=True),
            "Nobody is being offered the piece. Choose who passes.",
        ),
        (_silence, moves.begin_silence, "The circle is in silence. End the silence first."),
        (_open, moves.end_silence, "There is no silence to end."),
        (_held, moves.end_silence, "There is no silence to end."),
        (_paused, moves.pause, PAUSED),
        (_held, moves.resume, "The circle is not paused."),
        (_break, moves.begin_break, "The circle is on a break. End the break first."),
        (_open, moves.end_break, "There is no break to end."),
        (_open, begin_groups, NO_ROUND),
        (_held, moves.end_groups, "There are no small groups to bring back."),
        (_closed, moves.ring_bell, CLOSED),
        (_held, lambda s: moves.join(s, alias=" \n"), "A person needs a name or an alias. A seat number will do."),
        (_closed, lambda s: moves.join(s, alias="Gus"), CLOSED),
        (_held, lambda s: moves.leave(s, person="p1"), "Ann holds the piece. Pass it on first."),
        (_paused, lambda s: moves.leave(s, person="p1"), "Ann holds the piece. Pass it on first."),
        (_paused, lambda s: moves.step_out(s, person="p1"), "Ann holds the piece. Pass it on first."),
        (_held, lambda s: moves.leave(s, person="p9"), NOBODY),
        (lambda: _held().leaves("Ben"), lambda s: moves.leave(s, person="p2"), "Ben has left already."),
        (lambda: _held().steps_out("Ben"), lambda s: moves.step_out(s, person="p2"), "Ben is out already."),
        (_held, lambda s: moves.come_back(s, person="p2"), "Ben is here already."),
        (_held, lambda s: moves.come_back(s, person="p9"), NOBODY),
        (_held, lambda s: moves.rename(s, person="p2", alias="\u0000"), "A person needs a name or an alias. A seat number will do."),
        (_held, lambda s: moves.change_seat(s, person="p9", seat=0), NOBODY),
        (
            lambda: _held().leaves("Ben"),
            lambda s: moves.change_seat(s, person="p2", seat=0),
            "They have no seat. Bring them back first.",
        ),
        (_held, lambda s: note_moves.write_note(s, number=9, text=" \t\n"), "The note is empty, so it was not kept."),
        (_held, lambda s: note_moves.edit_note(s, number=9, text="so"), "That note has been removed already."),
        (_held, lambda s: note_moves.remove_note(s, number=9), "That note has been removed already."),
        (_held, lambda s: moves.set_time_aside(s, start_ms=0, end_ms=9), "The laptop was not away then. Nothing was changed."),
        (_held, lambda s: moves.count_time(s, start_ms=0, end_ms=9), "The laptop was not away then. Nothing was changed."),
    ],
)  # fmt: skip
def test_a_move_that_cannot_be_made_says_why(
    told: Told, move: Callable[[State], e.Event], sentence: str
) -> None:
    state = told().state
    with pytest.raises(NotAllowed) as refused:
        move(state)
    assert str(refused.value) == sentence
    assert refused.value.phase is state.phase


def test_nothing_can_be_done_before_a_session_is_opened() -> None:
    with pytest.raises(NotAllowed) as refused:
        moves.ring_bell(State())
    assert str(refused.value) == "The circle is not open yet. Open it first."


def test_nothing_to_undo_or_to_do_again() -> None:
    story = _open()
    with pytest.raises(NotAllowed, match=r"^There is nothing to undo\.$"):
        story.undoes()
    with pytest.raises(NotAllowed, match=r"^There is nothing to do again\.$"):
        story.redoes()


def test_as_many_people_as_one_session_holds() -> None:
    crowd = tuple(e.Participant(f"p{n}", f"Seat {n}") for n in range(1, moves.MOST_PEOPLE + 1))
    log = Log()
    opened = moves.open_session(log.state, e.SessionOpened("A crowd", crowd))
    log.append(e.Logged(1, 0, AN_EVENING, opened))
    with pytest.raises(NotAllowed, match=r"^200 people is as many as one session holds\.$"):
        moves.join(log.state, alias="Gus")


@pytest.mark.parametrize(
    ("at_ms", "who"), [(0, "Ann"), (9_999, "Ann"), (10_000, "Ben"), (600_000, "Ben")]
)
def test_a_pass_is_the_holders_while_their_turn_has_only_begun(at_ms: int, who: str) -> None:
    story = _held().at(at_ms).passes()
    passed = {name for name, what in story.outcomes.items() if what is Outcome.PASSED}
    assert passed == {who}
    assert story.holder == ("Ben" if who == "Ann" else "Ann")


def test_the_turn_of_a_holder_who_passes_is_no_turn() -> None:
    story = _open().at(1_000).begins().at(2_000).passes_on().at(4_000).pauses()
    story.at(6_000).resumes().at(7_000).passes().at(9_000)
    assert story.floor == [
        "centre 0–1000",
        "centre 1000–4000",
        "paused 4000–6000",
        "centre 6000–7000",
        "Ben 7000–9000",
    ]
    assert story.state.rounds[-1].turns == {"p2": 1}


def test_a_pass_of_someone_who_had_a_turn_before_leaves_that_turn() -> None:
    story = _open().begins("open").gives("Ann").at(60_000).gives("Ben").at(90_000).gives("Ann")
    story.at(93_000).passes()
    assert story.outcomes["Ann"] is Outcome.HELD
    assert story.state.rounds[-1].turns == {"p1": 1, "p2": 1}
    assert (story.holder, len(story.turns)) == (None, 2)


def test_a_pause_inside_a_turn_is_one_turn_in_two_parts() -> None:
    story = _held().at(20_000).pauses().at(50_000).resumes().at(60_000).passes_on().at(61_000)
    (first, _) = story.turns
    assert (first.start_ms, first.end_ms, first.length_ms) == (0, 60_000, 30_000)
    assert story.state.rounds[-1].turns == {"p1": 1, "p2": 1}


@pytest.mark.parametrize("told", [_centre, _held, _silence, _groups, _open])
def test_resuming_goes_back_to_what_was_paused(told: Told) -> None:
    story = told()
    before = story.state.hand
    story.at(1_000).pauses().at(2_000)
    assert (story.state.phase, story.state.before_pause) == (Phase.PAUSED, before)
    story.resumes()
    assert (story.state.hand, story.state.before_pause) == (before, None)


def test_somebody_steps_out_comes_back_leaves_and_comes_again() -> None:
    story = _centre().at(10_000).steps_out("Ann")
    assert (story.next_up, story.outcomes["Ann"]) == ("Ben", Outcome.AWAY)
    story.at(20_000).comes_back("Ann")
    assert (story.next_up, story.outcomes["Ann"]) == ("Ann", Outcome.NOT_REACHED)
    story.at(30_000).leaves("Ann")
    assert story.state.seats == ("p2", "p3")
    story.at(40_000).comes_back("Ann").at(50_000)
    assert story.state.seats == ("p2", "p3", "p1")
    ann = story.state.people["p1"]
    assert (ann.came, ann.went) == ((0, 20_000, 40_000), (10_000, 30_000))
    assert ann.present_ms(0, 50_000) == 30_000
    assert ann.present_ms(5_000, 25_000) == 10_000


def test_somebody_who_stepped_out_and_then_left_went_once() -> None:
    story = _centre().at(10_000).steps_out("Ann").at(30_000).leaves("Ann")
    ann = story.state.people["p1"]
    assert (ann.went, ann.left, ann.here) == ((10_000,), True, False)


def test_whoever_comes_late_has_the_first_number_that_nobody_has() -> None:
    story = _centre().joins("Gus", seat=1)
    assert story.state.seats == ("p1", "p4", "p2", "p3")
    story.undoes().joins("Hal")
    assert story.state.seats == ("p1", "p2", "p3", "p4")
    assert story.alias("p4") == "Hal"


def test_the_round_and_the_pause_end_when_the_session_is_closed() -> None:
    story = _paused().at(30_000).closes().at(99_000)
    assert story.floor == ["Ann 0–20000", "paused 20000–30000"]
    assert story.state.rounds[0].ended_ms == 30_000
    story.does(moves.reopen(story.state)).at(100_000)
    assert story.floor[-2:] == ["break 30000–99000", "centre 99000–100000"]
    assert (story.state.round, story.state.before_pause) == (None, None)


def test_what_befell_while_the_program_had_stopped_is_a_pause_within_the_turn() -> None:
    story = _held().at(90_000)
    story.does(moves.carry_on(story.state, last_sign_ms=30_000)).at(100_000)
    assert story.floor == ["Ann 0–30000", "paused 30000–90000", "Ann 90000–100000"]
    assert (story.holder, len(story.turns)) == ("Ann", 1)
    count = moves.count_time(story.state, start_ms=30_000, end_ms=90_000)
    assert story.does(count).floor == ["Ann 0–100000"]


def test_a_turn_that_began_at_the_last_sign_of_life_is_still_that_turn() -> None:
    """The power fails before the first heartbeat of Ben's turn."""
    story = _held().at(20_000).gives("Ben").at(90_000)
    story.does(moves.carry_on(story.state, last_sign_ms=15_000)).at(100_000)
    assert story.floor == [
        "Ann 0–20000",
        "Ben 20000–20000",
        "paused 20000–90000",
        "Ben 90000–100000",
    ]
    story.does(moves.count_time(story.state, start_ms=20_000, end_ms=90_000))
    assert story.floor == ["Ann 0–20000", "Ben 20000–100000"]


def test_a_silence_that_began_at_the_last_sign_of_life_can_be_counted() -> None:
    story = _held().at(20_000)
    story.does(moves.begin_silence(story.state)).at(90_000)
    story.does(moves.carry_on(story.state, last_sign_ms=20_000)).at(100_000)
    story.does(moves.count_time(story.state, start_ms=20_000, end_ms=90_000))
    assert story.floor == ["Ann 0–20000", "silence 20000–100000"]


def test_the_program_stopped_twice_without_an_act_between() -> None:
    story = _held().at(90_000)
    story.does(moves.carry_on(story.state, last_sign_ms=30_000)).at(200_000)
    story.does(moves.carry_on(story.state, last_sign_ms=90_000)).at(300_000)
    for start_ms, end_ms in ((90_000, 200_000), (30_000, 90_000)):
        story.does(moves.count_time(story.state, start_ms=start_ms, end_ms=end_ms))
    assert story.floor == ["Ann 0–300000"]


def test_carrying_on_while_paused_stays_paused() -> None:
    story = _paused().at(90_000)
    story.does(moves.carry_on(story.state, last_sign_ms=30_000)).at(100_000)
    assert story.floor == ["Ann 0–20000", "paused 20000–100000"]
    story.does(moves.count_time(story.state, start_ms=30_000, end_ms=90_000)).resumes()
    assert story.at(110_000).floor[1:] == ["paused 20000–100000", "Ann 100000–110000"]


def test_time_asleep_stays_with_the_floor_until_it_is_set_aside() -> None:
    story = _held().at(90_000)
    story.does(moves.notice_sleep(story.state, start_ms=30_000, end_ms=90_000)).at(100_000)
    assert story.floor == ["Ann 0–100000"]
    story.does(moves.set_time_aside(story.state, start_ms=30_000, end_ms=90_000))
    assert story.floor == ["Ann 0–30000", "paused 30000–90000", "Ann 90000–100000"]
    story.does(moves.count_time(story.state, start_ms=30_000, end_ms=90_000))
    assert story.floor == ["Ann 0–100000"]


@pytest.mark.parametrize("first", ["looked", "acted"])
def test_a_sleep_began_after_the_floor_last_changed(first: str) -> None:
    """The last look at the clock was at 10 s, Ben was given the piece at 14 s, then the lid was shut."""
    story = _held().at(14_000).gives("Ben").at(90_000)
    if first == "acted":
        story.gives("Cleo")
    story.does(moves.notice_sleep(story.state, start_ms=10_000, end_ms=90_000))
    (away,) = story.state.away
    assert (away.start_ms, away.end_ms) == (14_000, 90_000)
    story.does(moves.set_time_aside(story.state, start_ms=14_000, end_ms=90_000))
    assert len(story.turns) == (3 if first == "acted" else 2)
    story.does(moves.count_time(story.state, start_ms=14_000, end_ms=90_000)).at(95_000)
    assert story.floor[:2] == [
        "Ann 0–14000",
        "Ben 14000–" + ("90000" if first == "acted" else "95000"),
    ]


def test_notes_are_written_edited_and_removed_also_after_closing() -> None:
    story = _held().at(5_000)
    story.does(note_moves.write_note(story.state, number=9, text="Trust\r\ngrew")).at(
        20_000
    ).closes()
    story.does(note_moves.edit_note(story.state, number=9, text="Trust"))
    (note,) = story.state.notes.values()
    assert (note.text, note.at_ms, note.round) == ("Trust", 5_000, 0)
    story.does(note_moves.remove_note(story.state, number=9))
    assert not story.state.notes


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  so \n", "so"),
        ("a\r\nb\rc\td", "a\nb\nc\td"),
        ("e\u0301", "\u00e9"),
        ("a\u0000\u0007b\ud800c", "abc"),
        ("x" * 30_000, "x" * 20_000),
        ("👩‍👩‍👧 שלום", "👩‍👩‍👧 שלום"),
    ],
)
def test_text_is_kept_without_what_cannot_be_seen_or_stored(text: str, kept: str) -> None:
    assert moves.clean_text(text) == kept
