"""What is written in a session: key points put in order, joined, agreed to; commitments; one's own listening."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle import events as e
from circle import note_moves
from circle.harvest import SEEN_AT_FIRST, Became, NoteKind, Seen, Side
from circle.moves import NotAllowed
from circle.reflection import LEAST_PEOPLE, Gathered, Occasion, Reflection, Stance
from circle.session import State
from tests.circle.story import Story

POINT = NoteKind.KEY_POINT


def points(*texts: str) -> Story:
    """A closed session with these key points, numbered 2, 3, 4 …"""
    story = Story(6).at(10_000)
    for text in texts:
        does(story, note_moves.write_note, number=story.log.next_seq, text=text, kind=POINT)
    return story.closes()


def does(story: Story, move: Callable[..., e.Event], **how: object) -> Story:
    return story.does(move(story.state, **how))


def texts(state: State) -> list[str]:
    return [note.text for note in state.notes.values()]


def test_a_new_key_point_is_the_facilitators_alone_and_an_observation_may_leave() -> None:
    story = points("Ask first.")
    does(story, note_moves.write_note, number=9, text="It rained.")
    assert [one.seen for one in story.state.notes.values()] == [Seen.MINE, Seen.REPORT]


@pytest.mark.parametrize("kind", NoteKind)
@pytest.mark.parametrize("seen", Seen)
def test_another_kind_lets_nobody_see_it_who_might_not_before(kind: NoteKind, seen: Seen) -> None:
    story = points("Ask first.")
    does(story, note_moves.show_note, number=2, seen=seen)
    does(story, note_moves.change_kind, number=2, kind=kind)
    now = story.state.notes[2].seen
    assert now in (seen, SEEN_AT_FIRST[kind])
    for reader in Seen:
        assert not now.lets(reader) or (seen.lets(reader) and SEEN_AT_FIRST[kind].lets(reader))


def test_other_words_wait_for_a_yes_of_their_own() -> None:
    story = points("Ask.", "Wait.")
    does(story, note_moves.commit, number=5, text="ring")
    does(story, note_moves.agree_harvest, notes=[2, 3], commitments=[5])
    does(story, note_moves.edit_note, number=2, text="Ask.")
    assert story.state.notes[2].seen is Seen.REPORT, "the same words"
    does(story, note_moves.edit_note, number=2, text="Ask nobody.")
    does(story, note_moves.change_commitment, number=5, text="ring twice")
    assert [one.seen for one in story.state.notes.values()] == [Seen.MINE, Seen.REPORT]
    assert story.state.commitments[5].seen is Seen.MINE
    story.undoes().undoes()
    assert [one.seen for one in story.state.notes.values()] == [Seen.REPORT, Seen.REPORT]
    does(story, note_moves.merge_notes, number=2, other=3)
    assert story.state.notes[2].seen is Seen.MINE


def test_a_point_is_put_before_another_and_after_all() -> None:
    story = points("one", "two", "three")
    does(story, note_moves.move_note, number=4, before=2)
    assert texts(story.state) == ["three", "one", "two"]
    does(story, note_moves.move_note, number=4, before=None)
    assert texts(story.state) == ["one", "two", "three"]
    story.undoes()
    assert texts(story.state) == ["three", "one", "two"]


def test_two_points_become_one_and_undoing_it_brings_both_back() -> None:
    story = points("Ask.", "Wait.", "Listen.")
    does(story, note_moves.merge_notes, number=2, other=4)
    assert texts(story.state) == ["Ask. Listen.", "Wait."]
    story.undoes()
    assert texts(story.state) == ["Ask.", "Wait.", "Listen."]


def test_points_that_others_may_see_are_not_joined_with_ones_own() -> None:
    story = points("Ask.", "Wait.")
    does(story, note_moves.show_note, number=2, seen=Seen.REPORT)
    with pytest.raises(NotAllowed, match="not be seen by the same people"):
        note_moves.merge_notes(story.state, number=2, other=3)


@pytest.mark.parametrize(
    ("move", "how", "why"),
    [
        (note_moves.merge_notes, {"number": 2, "other": 2}, "That is one note"),
        (note_moves.move_note, {"number": 2, "before": 40}, "removed already"),
        (note_moves.place_note, {"number": 2, "round": 3}, "no such round"),
        (note_moves.commit, {"number": 9, "text": " "}, "is empty"),
        (note_moves.commit, {"number": 9, "text": "ask", "who": "p99"}, "Nobody sits there"),
        (note_moves.commit, {"number": 9, "text": "ask", "by": "8 June"}, "“8 June” is not a day"),
        (note_moves.remove_commitment, {"number": 9}, "removed already"),
    ],
)
def test_what_cannot_be_done_is_said(
    move: Callable[..., e.Event], how: dict[str, object], why: str
) -> None:
    with pytest.raises(NotAllowed, match=why):
        move(points("Ask.").state, **how)


def test_what_the_circle_agreed_to_may_leave_and_the_rest_stays() -> None:
    story = points("Ask.", "Wait.")
    does(story, note_moves.write_note, number=5, text="It rained.")
    does(story, note_moves.show_note, number=3, seen=Seen.TRAINER)
    does(story, note_moves.commit, number=7, text="ring", who="p2", by="2026-06-08")
    does(story, note_moves.commit, number=8, text="write")
    does(story, note_moves.agree_harvest, notes=[2, 5], commitments=[8])
    seen = {note.text: note.seen for note in story.state.notes.values()}
    assert seen == {"Ask.": Seen.REPORT, "Wait.": Seen.MINE, "It rained.": Seen.REPORT}
    promised = {one.text: one.seen for one in story.state.commitments.values()}
    assert promised == {"ring": Seen.MINE, "write": Seen.REPORT}


def test_a_point_belongs_to_the_round_that_runs_or_to_the_one_it_is_put_into() -> None:
    story = Story(3).begins("harvest")
    does(story, note_moves.write_note, number=3, text="Ask.", kind=POINT, side=Side.OLD)
    story.ends_round()
    assert (story.state.notes[3].round, story.state.notes[3].side) == (0, Side.OLD)
    does(story, note_moves.place_note, number=3)
    assert (story.state.notes[3].round, story.state.notes[3].side) == (None, None)


def test_a_commitment_says_what_who_and_by_when_and_can_be_put_otherwise() -> None:
    story = points()
    does(story, note_moves.commit, number=3, text="ring the clinic", who="p2", by="2026-06-08")
    does(story, note_moves.change_commitment, number=3, text="write to the clinic")
    one = story.state.commitments[3]
    assert (one.text, one.who, one.by) == ("write to the clinic", "", "")
    story.undoes()
    assert story.state.commitments[3].who == "p2"


def test_the_newest_answer_says_what_became_of_a_commitment() -> None:
    story = points()
    for became in (Became.OPEN, Became.DONE):
        how = {"session": "abcd", "number": 4, "text": "ring", "words": "They came."}
        does(story, note_moves.follow_commitment, became=became, **how)
    assert story.state.followed["abcd", 4].became is Became.DONE
    story.undoes()
    assert story.state.followed["abcd", 4].became is Became.OPEN


def test_one_reflection_is_kept_for_each_occasion() -> None:
    story = points()
    before = Reflection(Occasion.BEFORE, (Stance.FIX,))
    after = Reflection(Occasion.CLOSE, (Stance.AGREE,), keep=" The pause. ")
    for one in (before, after, replace(after, stances=(Stance.DRIFTED,))):
        does(story, note_moves.reflect, reflection=one)
    assert story.state.reflections == (
        before,
        Reflection(Occasion.CLOSE, (Stance.DRIFTED,), keep="The pause."),
    )


@given(people=st.integers(0, 9))
def test_what_fewer_than_five_answered_is_never_part_of_a_session(people: int) -> None:
    story = Story(3)
    gathered = Gathered(people, (), ())
    story.does(e.ListeningGathered(gathered))
    assert story.state.gathered == ((gathered,) if people >= LEAST_PEOPLE else ())
    if people < LEAST_PEOPLE:
        with pytest.raises(NotAllowed, match="nothing was kept"):
            note_moves.gather_listening(story.state, gathered=gathered)


def test_what_was_gathered_is_gathered_once_and_not_undone() -> None:
    story = points("Ask.")
    does(story, note_moves.gather_listening, gathered=Gathered(5, (), ()))
    with pytest.raises(NotAllowed, match="asked only once"):
        note_moves.gather_listening(story.state, gathered=Gathered(6, (), ()))
    story.does(e.ListeningGathered(Gathered(6, (), ())))
    assert [one.people for one in story.state.gathered] == [5], "whatever a log says"
    story.undoes()
    assert [one.people for one in story.state.gathered] == [5]
    assert texts(story.state) == [], "the key point was undone instead"


def test_a_reflection_is_kept_by_itself_and_never_what_is_undone() -> None:
    story = Story(3).begins("open").at(10_000).gives("Ann")
    does(story, note_moves.reflect, reflection=Reflection(Occasion.ROUND, (Stance.FIX,), round=0))
    story.undoes()
    assert story.state.hand.holder is None, "the pass was undone"
    assert story.state.reflections
