"""What a review says of a session, in words, before any window shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from circle import events as e
from circle.harvest import Became, NoteKind, Seen, Side
from circle.kept import Arrived
from circle.level import Level
from circle.log import Log
from circle.prompts import Whom
from circle.review import Review, reviewed
from tests.circle.story import Story
from tests.exports.an_evening import SESSION
from ui.pages.measures_shown import MeasureShown, further, measures
from ui.pages.review_harvest_shown import CommitmentShown, harvest_shown
from ui.pages.review_rounds_shown import NoteShown, around_shown, rounds_shown
from ui.pages.review_shown import review_shown

ARRIVED = Arrived(SESSION, datetime(2026, 6, 1, tzinfo=UTC), "aliases", "trainer")


def evening() -> Story:
    """Ann and Ben hold the piece for half a minute each, Cleo passes; Dan is not reached."""
    story = Story(4, circle="Riverside").begins("go_round").gives("Ann").at(30_000).gives("Ben")
    story.at(60_000).does(e.Passed("p3"))
    return story


def review(story: Story, arrived: Arrived | None = None) -> Review:
    return reviewed(SESSION, story.at(story.now_ms + 1_000).closes().log, arrived=arrived)


def by_key(found: tuple[MeasureShown, ...]) -> dict[str, MeasureShown]:
    return {one.key: one for one in found}


def test_five_different_things_are_counted_apart() -> None:
    found = by_key(measures(review(evening()).summary))
    counted = {key: found[key].value for key in ("offered", "heard", "passed", "not_reached")}
    assert counted == {"offered": "3", "heard": "2", "passed": "1", "not_reached": "1"}
    assert found["heard"].meaning == "of 4 people present"


def test_where_nobody_leads_and_nothing_is_planned_it_says_so_and_never_0() -> None:
    found = by_key(measures(review(evening()).summary))
    assert (found["led"].value, found["led"].meaning) == ("–", "this record does not say who led")
    assert (found["planned"].value, found["planned"].meaning) == (
        "–",
        "no round had a planned time",
    )


def test_every_figure_has_a_meaning_and_a_formula() -> None:
    summary = review(evening()).summary
    found = (*measures(summary), *further(summary))
    assert len({one.key for one in found}) == len(found)
    assert all(one.name and one.value and one.meaning and one.formula for one in found)


def test_notes_say_what_they_are_when_and_of_ones_own_who_may_see_them() -> None:
    story = evening().does(e.NoteWritten(7, "Somebody’s words", NoteKind.QUOTE, 1, Seen.MINE, Side.HEARD))  # fmt: skip
    story.does(e.NoteWritten(8, "Rain"))
    quote, rain = rounds_shown(review(story))[0].notes
    about = "Quote · Group 2 · What was heard · 1:00 · Mine alone"
    assert quote == NoteShown(7, "Somebody’s words", about)
    assert rain == NoteShown(8, "Rain", "Observation · 1:00")
    came = rounds_shown(review(story_again(story), ARRIVED))[0].notes[0]
    assert came.about == "Quote · Group 2 · What was heard · 1:00"


def story_again(story: Story) -> Story:
    """The same, not yet closed."""
    again = Story(4)
    again.log = Log(story.log.entries[:-1])
    again.now_ms = 60_000
    return again


def test_notes_of_no_round_stand_apart_and_key_points_in_the_harvest() -> None:
    story = evening().ends_round().does(e.NoteWritten(7, "Between"))
    story.does(e.NoteWritten(8, "A point", NoteKind.KEY_POINT))
    shown = review_shown(review(story))
    assert [one.text for one in shown.notes] == ["Between"]
    ((points,), rounds) = (shown.harvest.points, shown.rounds)
    assert [one.number for one in points.points] == [8]
    assert rounds[0].notes == ()


def test_what_stands_side_by_side_stays_so_and_groups_have_their_own() -> None:
    story = evening()
    for number, (side, group) in enumerate([(Side.NEW, None), (Side.OLD, None), (None, 1), (None, 0)], 1):  # fmt: skip
        story.does(e.NoteWritten(number, f"Point {number}", NoteKind.KEY_POINT, group, Seen.REPORT, side))  # fmt: skip
    harvest = harvest_shown(review(story))
    assert [one.heading for one in harvest.sides] == ["Old habits", "New ones"]
    assert [one.heading for one in harvest.points] == ["Group 1", "Group 2"]


@pytest.mark.parametrize(
    ("level", "about"), [("", "Someone · by 8 June 2026"), (Level.NOBODY, "by 8 June 2026")]
)
def test_a_commitment_is_someones_unless_the_record_names_nobody(level: str, about: str) -> None:
    story = evening().does(e.CommitmentMade(9, "Ring them", "", "2026-06-08", Seen.REPORT))
    story.does(e.CommitmentFollowed("4b7d21f09c3e", 1, "Bring tea", Became.DONE, "Mint.", Seen.REPORT))  # fmt: skip
    harvest = harvest_shown(review(story, replace(ARRIVED, level=level)))
    assert harvest.commitments == (CommitmentShown("Ring them", about),)
    assert harvest.became == (CommitmentShown("Bring tea", "Done · Mint."),)


def test_prompts_stand_with_the_round_in_which_they_were_offered() -> None:
    story = evening().does(e.PromptOffered("Who is not here?", Whom.ROOM))
    story.does(e.PromptOffered("What do I wait for?", Whom.OWN)).ends_round()
    story.does(e.PromptOffered("Breathe.", Whom.FACILITATOR))
    (one,) = rounds_shown(review(story))
    assert one.prompts == (
        "Offered to the room: Who is not here?",
        "For each to ask themselves: What do I wait for?",
    )


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (Level.NOBODY, "names and seats left out before export"),
        (Level.SEATS, "names replaced by seat before export"),
        (Level.ALIASES, "with aliases"),
        (Level.NAMES, "with names, to which everyone said yes"),
        ("", "from elsewhere"),
    ],
)
def test_it_says_how_it_came(level: str, said: str) -> None:
    sealed = replace(ARRIVED, level=level, sealed=True)
    below = review_shown(review(evening(), sealed)).head.below
    assert below.endswith(f"{said} · for a trainer · sealed with a passphrase")
    assert said not in review_shown(review(evening())).head.below


def test_without_any_turn_there_is_nothing_around_turns() -> None:
    assert around_shown(review(Story(3).begins("silent").at(60_000))) is None
