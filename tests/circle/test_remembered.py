"""Whoever the circle knows is not named in what leaves, even when they were not there."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from circle import events as e
from circle.circles import Circle, Usual
from circle.level import Level
from circle.log import Log
from circle.remembered import Remembered
from circle.store import Store
from tests.circle.story import Story
from tests.notes import make_notes


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path)) as opened:
        opened.keep_circle(Circle("Riverside", (Usual("Ann"), Usual("Wilhelmina"))))
        yield opened


def a_session(circle: str, note: str) -> Log:
    story = Story(5, circle=circle).at(1_000).begins("go_round").gives("Ann")
    return story.does(e.NoteWritten(1, note)).at(60_000).closes().log


@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS, Level.ALIASES])
def test_somebody_of_the_circle_who_was_not_there_is_someone(store: Store, level: Level) -> None:
    log = a_session("riverside", "We missed Wilhelmina’s laugh.")
    (note,) = make_notes("abc", log, level, looked_for=Remembered(store).looked_for(log)).notes
    assert note.text == "We missed someone’s laugh."


def test_the_people_of_another_circle_are_not_looked_for(store: Store) -> None:
    log = a_session("Kitchen table", "We sang Wilhelmina.")
    (note,) = make_notes(
        "abc", log, Level.NOBODY, looked_for=Remembered(store).looked_for(log)
    ).notes
    assert note.text == "We sang Wilhelmina."


def test_whoever_an_earlier_commitment_names_is_looked_for(store: Store) -> None:
    story = Story(3, circle="Riverside").at(1_000).begins("go_round").gives("Ben")
    made = e.CommitmentMade(1, "Write the letter.", "p2", "2026-06-08")
    store.add_session("first", story.does(made).at(60_000).closes().log)
    assert "Ben" in Remembered(store).looked_for(a_session("Riverside", "–")).known
