"""Key points that small groups reported: on the Close page and in the documents."""

from __future__ import annotations

from circle import note_moves
from circle.harvest import NoteKind, Seen
from circle.level import Level
from exports import html, markdown
from tests.circle.story import Story
from tests.notes import make_notes
from ui.pages.harvest_shown import Place, harvest_shown, places


def reports() -> Story:
    """The second group's point is written first, and one is the whole circle's."""
    story = Story(4).begins("dyad").ends_round().begins("report_back")
    _written(story, "Later for two", 1)
    _written(story, "First for one", 0)
    _written(story, "Of all of us", None)
    _written(story, "Second for one", 0)
    return story.ends_round()


def _written(story: Story, text: str, group: int | None, *, round: int | None = None) -> None:
    number = story.log.next_seq
    story.at(story.now_ms + 1000)
    story.does(
        note_moves.write_note(
            story.state,
            number=number,
            text=text,
            kind=NoteKind.KEY_POINT,
            group=group,
            round=round,
        )
    )


def test_key_points_stand_with_their_group_and_are_counted_in_it() -> None:
    ((blocks,),) = harvest_shown(reports().closes().state).lines
    assert [(one.heading, [row.text for row in one.rows]) for one in blocks] == [
        ("Round 2", ["Of all of us"]),
        ("Group 1", ["First for one", "Second for one"]),
        ("Group 2", ["Later for two"]),
    ]
    assert [row.lead for row in blocks[1].rows] == ["1.", "2."]
    assert blocks[1].rows[1].said == "Group 1, key point 2: Second for one · Mine alone"


def test_the_list_says_softly_how_many_of_three_and_nothing_of_a_fourth() -> None:
    story = reports()
    ((blocks,),) = harvest_shown(story.state).lines
    assert [one.count for one in blocks] == ["", "2 of 3", "1 of 3"]
    for words in ("Third", "Fourth"):
        _written(story, words, 0, round=1)
    ((blocks,),) = harvest_shown(story.state).lines
    assert [one.count for one in blocks] == ["", "", "1 of 3"]
    assert len(blocks[1].rows) == 4


def test_a_new_point_can_be_the_whole_circles_a_rounds_or_a_groups() -> None:
    assert [one.words for one in places(reports().state, Place())] == [
        "Whole circle",
        "Round 1",
        "Round 1 · Group 1",
        "Round 1 · Group 2",
        "Round 2",
        "Round 2 · Group 1",
        "Round 2 · Group 2",
    ]


def test_a_document_has_a_block_for_each_group() -> None:
    notes = make_notes("s", reports().log, Level.NOBODY, Seen.MINE)
    text = markdown.render(notes).decode()
    block = text[text.index("## Key points") : text.index("## Rounds")]
    assert [line for line in block.splitlines() if line] == [
        "## Key points",
        "1. Of all of us",
        "### Group 1",
        "1. First for one",
        "2. Second for one",
        "### Group 2",
        "1. Later for two",
    ]
    page = html.render(notes).decode()
    order = ["Of all of us", "<h3><bdi>Group 1</bdi></h3>", "First for one"]
    order += ["<h3><bdi>Group 2</bdi></h3>", "Later for"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_groups_of_two_rounds_are_not_taken_for_each_other() -> None:
    story = reports().begins("dyad").ends_round().begins("report_back")
    _written(story, "Of another group", 0)
    text = markdown.render(make_notes("s", story.log, Level.NOBODY, Seen.MINE)).decode()
    blocks = [line for line in text.splitlines() if line.startswith("### Round")]
    assert blocks == ["### Round 2 · Group 1", "### Round 2 · Group 2", "### Round 4 · Group 1"]
