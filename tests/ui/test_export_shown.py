"""What the export card says of what stays here."""

from __future__ import annotations

import pytest

from circle import events as e
from circle.harvest import Became, NoteKind, Seen
from circle.people import Consent
from circle.reflection import Occasion, Reflection
from tests.circle.story import Story
from ui.pages.export_shown import stays_words

NOT_SAID = "The circle has not said that a trainer may see this."


def much() -> Story:
    story = Story(4)
    story.does(e.NoteWritten(2, "one", NoteKind.KEY_POINT, seen=Seen.MINE))
    story.does(e.NoteWritten(3, "two", NoteKind.KEY_POINT, seen=Seen.MINE))
    story.does(e.NoteWritten(4, "shown", NoteKind.KEY_POINT, seen=Seen.REPORT))
    story.does(e.NoteWritten(5, "how it went", NoteKind.PROCESS, seen=Seen.TRAINER))
    return story.does(e.CommitmentMade(6, "to call"))


def test_what_is_mine_and_what_is_a_trainers_are_counted_apart() -> None:
    assert stays_words(much().state, Seen.REPORT) == (
        "2 key points and 1 commitment are yours alone and stay here. "
        "1 note is for your trainer and stays here."
    )


def test_a_trainer_gets_what_is_theirs() -> None:
    assert stays_words(much().state, Seen.TRAINER) == (
        f"2 key points and 1 commitment are yours alone and stay here. {NOT_SAID}"
    )


def test_everything_that_can_stay_is_named() -> None:
    story = much()
    story.does(e.NoteWritten(7, "“Me too.”", NoteKind.QUOTE, seen=Seen.MINE))
    story.does(e.CommitmentFollowed("earlier", 1, "to ask", Became.DONE))
    story.does(e.ReflectionWritten(Reflection(Occasion.CLOSE)))
    assert stays_words(story.state, Seen.REPORT).startswith(
        "2 key points, 1 quote, 1 commitment, what became of 1 earlier commitment and "
        "1 reflection of your own are yours alone and stay here."
    )


def test_nothing_is_said_where_nothing_stays() -> None:
    assert stays_words(Story(2).state, Seen.REPORT) == ""


@pytest.mark.parametrize(("shown", "words"), [(True, ""), (False, ""), (None, NOT_SAID)])
def test_what_the_circle_said_of_a_trainer_is_told(*, shown: bool | None, words: str) -> None:
    story = Story(2).does(e.GroupSaid(Consent(shown=shown)))
    assert stays_words(story.state, Seen.TRAINER) == words


def test_who_said_no_to_a_trainer_is_counted_and_not_named() -> None:
    story = Story(3).does(e.GroupSaid(Consent(shown=True)))
    story.does(e.ConsentSaid("p2", says_yes=False, question=e.Question.SHOWN))
    words = stays_words(story.state, Seen.TRAINER)
    assert words == "1 person said no to a trainer seeing it, and is someone in it."
