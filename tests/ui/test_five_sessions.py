"""A session of each of the five shapes, held from the start page to the exported notes with keys alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from circle.paths import assets
from circle.reflection import Heard, Stance, stance_words
from circle.templates import read_shelf
from tests.ui.facilitator import NAMES, Facilitator, at_the_window
from tests.ui.keys_alone import (
    Left,
    commits,
    ends,
    exports,
    goes_on_to,
    harvests,
    names_nobody,
    notes,
    notices,
    picks,
    prepares,
    presses,
    reads_back,
    said_yes,
)
from tests.ui.test_each_for_themselves import answers

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
"""The offscreen platform says so of every menu."""

SHELF = read_shelf(assets())
EIGHT = (*NAMES, "Gwen", "Hana")


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        facilitator.window.resize(1366, 768)
        yield facilitator


def opens(desk: Facilitator, template: str) -> None:
    prepares(desk, SHELF.template(template), *EIGHT)
    desk.press("Ctrl+Return")


def check_left(left: Left, *, only: Sequence[str], kept: Sequence[str]) -> None:
    """In all three: these texts, none of those, and nobody's name."""
    names_nobody(left, EIGHT)
    for document in left.all:
        words = document.replace("\\\\", "").replace("\\", "")
        assert [text for text in only if text not in words] == []
        assert [text for text in kept if text in words] == []


def test_a_topic_that_two_open(desk: Facilitator, tmp_path: Path) -> None:
    prepares(desk, SHELF.template("opening_speakers"), *EIGHT)
    presses(desk, "Add somebody who opens")
    desk.press("Space")
    picks(desk, "Ceri")
    desk.press("Tab")
    desk.writes("https://example.org/talk")
    presses(desk, "Add somebody who opens")
    desk.press("Space")
    picks(desk, "Somebody without a seat")
    desk.writes("A nurse on film")
    desk.press("Tab")
    desk.writes("Night shift, page 3")
    desk.press("Ctrl+Return")
    words = goes_on_to(desk, 2)
    assert "Ceri is next" in words, "who opens speaks first"
    assert "Opens: Ceri · https://example.org/talk" in words
    assert "Opens: A nurse on film · Night shift, page 3" in words, "and who has no seat is told"
    assert "Opens: " not in goes_on_to(desk, 3)
    desk.press("2", after_s=60)
    notes(desk, "? What does Bob pay for a taxi at night")
    desk.press("5", after_s=60)
    desk.press("Shift+R")
    goes_on_to(desk, 4)
    notes(desk, "Leave the door open.")
    ends(desk)
    presses(desk, "Apart: from those who opened")
    harvests(desk, "From those who opened", "Nights are when people ask.")
    harvests(desk, "From the circle", "Sit down first.", "We ring at nine.")
    harvests(desk, "Besides", "For us alone.")
    read = reads_back(desk, stays=["For us alone."])
    assert [words.splitlines()[2:4] for words in read[:2]] == [
        ["From those who opened", "Nights are when people ask."],
        ["From the circle", "Sit down first."],
    ]
    left = exports(desk, tmp_path)
    assert left.headings == [
        "The topic",
        "Key points",
        "How the time was shared",
        "What the circle agreed",
        "Rounds",
        "How the time moved",
        "The session in pictures",
    ]
    assert left.under("The topic") == [
        "> To be moved by what a few know, and then to think together.",
        "### Who opened, and with what",
        "- https\\://example\\.org/talk",
        "- Night shift, page 3",
    ]
    points = left.under("Key points")
    assert points[:4] == [
        "1. Leave the door open.",
        "### From those who opened",
        "1. Nights are when people ask.",
        "### From the circle",
    ]
    assert {point[3:] for point in points[4:]} == {"Sit down first.", "We ring at nine."}
    check_left(
        left,
        only=[
            "What does someone pay for a taxi",
            "Nights are when people ask.",
            "We ring at nine.",
        ],
        kept=["For us alone.", "A nurse"],
    )
    assert "<a " not in left.page, "a link is text, and leads nowhere"


def test_stories_of_how_people_were_met(desk: Facilitator, tmp_path: Path) -> None:
    opens(desk, "story_listening")
    goes_on_to(desk, 2)
    desk.press("Space", after_s=5)
    notes(desk, '"Nobody asked what I needed"')
    notes(desk, '"They asked the name of my dog"')
    notes(desk, '"Leave this one with me"')
    goes_on_to(desk, 3)
    goes_on_to(desk, 4)
    ends(desk)
    for side, point in (
        ("What was heard", "People wait, and nobody says for what."),
        ("What helped", "Somebody rang back."),
        ("What harmed", "The form came first."),
        ("Old habits", "We fill in the form."),
        ("New ones", "We ask Dev who he is."),
    ):
        harvests(desk, side, point)
    harvests(desk, "What harmed", "Not for outside.")
    said_yes(desk, "Nobody asked what I needed")
    said_yes(desk, "They asked the name of my dog", side="What helped")
    reads_back(desk, stays=["Not for outside."])
    left = exports(desk, tmp_path)
    assert left.headings[:6] == [
        "What was heard",
        "What helped",
        "What harmed",
        "In tellers’ own words",
        "Old habits and new ones",
        "How the time was shared",
    ]
    assert left.under("What was heard") == ["1. People wait, and nobody says for what."]
    assert left.under("What helped") == [
        "1. Somebody rang back.",
        "- > They asked the name of my dog",
    ]
    assert left.under("What harmed") == ["1. The form came first."]
    assert left.under("In tellers’ own words") == ["- > Nobody asked what I needed"]
    assert left.under("Old habits and new ones") == [
        "| Old habits | New ones |",
        "| --- | --- |",
        "| We fill in the form. | We ask someone who he is. |",
    ]
    check_left(
        left,
        only=["Nobody asked what I needed", "Somebody rang back.", "We ask someone who he is."],
        kept=["Not for outside.", "Leave this one with me"],
    )


def test_power_that_is_shared(desk: Facilitator, tmp_path: Path) -> None:
    opens(desk, "sharing_power")
    goes_on_to(desk, 2)
    assert "Bob, seat 2, sits inside" not in desk.press("1", "4", "7")
    goes_on_to(desk, 3)
    goes_on_to(desk, 4)
    desk.press("Shift+R")
    goes_on_to(desk, 5)
    desk.press("Space")
    ends(desk)
    harvests(desk, "What moved", "The chair sat by the door.")
    harvests(desk, "What result would count", "Tenants set the order of the day.")
    commits(desk, "Let somebody else set the agenda", who="Amara", by="8 June")
    commits(desk, "Leave the keys with Bob")
    read = reads_back(desk, stays=["Leave the keys"])
    assert any("Amara: Let somebody else set the agenda · by 8 June" in words for words in read)
    left = exports(desk, tmp_path)
    assert left.headings[:4] == [
        "What moved",
        "Commitments, one meeting at a time",
        "What result would count",
        "How the time was shared",
    ]
    assert left.under("What moved") == ["1. The chair sat by the door."]
    assert left.under("Commitments, one meeting at a time") == [
        "- Let somebody else set the agenda\\",
        "  by 8 June 2026",
    ]
    assert left.under("What result would count") == ["1. Tenants set the order of the day."]
    check_left(
        left,
        only=["Let somebody else set the agenda", "Tenants set the order of the day."],
        kept=["Leave the keys"],
    )


def test_listening_that_is_practised(desk: Facilitator, tmp_path: Path) -> None:
    opens(desk, "listening_practice")
    goes_on_to(desk, 4)
    for answer in ("Y", "A", "X", "Y"):
        desk.press("Space", answer, after_s=60)
    assert "4 answers kept" in desk.sees
    goes_on_to(desk, 5)
    assert "For whoever observes" in desk.sees
    assert "Offered to the room" in desk.press("R")
    goes_on_to(desk, 6)
    ends(desk)
    notices(desk, Stance.FIX)
    presses(desk, "Ask everyone")
    presses(desk, "First person")
    for n in range(5):
        answers(desk, "I listened", *(["I drifted"] if n == 2 else []), heard=Heard.WHOLLY)
        if n < 4:
            presses(desk, "Next person")
    presses(desk, "Close the box")
    presses(desk, "Back")
    harvests(desk, "", "It is hard to say nothing.")
    reads_back(desk, stays=[])
    left = exports(desk, tmp_path)
    assert left.headings[:5] == [
        "Stances that people noticed",
        "How much people felt heard",
        "Said back: was that what you meant?",
        "Key points",
        "How the time was shared",
    ]
    assert left.under("Stances that people noticed")[1] == "### At the close · 5 people answered"
    counted = [line for line in left.under("Stances that people noticed") if " of 5" in line]
    assert counted == [
        f"| {stance_words(one)} | {n} of 5 |"
        for one, n in zip(Stance, (5, 0, 0, 0, 0, 1), strict=True)
    ]
    assert "| Wholly | 5 of 5 |" in left.under("How much people felt heard")
    assert left.under("Said back: was that what you meant?") == [
        "### Round 4",
        "- Yes: 2",
        "- Almost: 1",
        "- Not yet: 1",
    ]
    assert left.under("Key points") == ["1. It is hard to say nothing."]
    (offered,) = left.texts("PromptOffered")
    assert offered.startswith("What did the listener do that let the speaker go on?")
    check_left(left, only=["It is hard to say nothing."], kept=["noticed in their own listening"])
    kinds = [one["kind"] for one in left.record["events"]]
    assert "ReflectionWritten" not in kinds, "one's own listening stays here"


def test_three_points_of_each_group(desk: Facilitator, tmp_path: Path) -> None:
    opens(desk, "three_key_points")
    desk.press("Space", "2", "5", "Shift+R", after_s=60)
    goes_on_to(desk, 3)
    assert "Key points of group 1 · 0 of 3" in desk.press("Space")
    for text in ("Ring back.", "Lifts before lobbies.", "Ask Esther first."):
        notes(desk, text)
    assert "Key points of group 1 · 3 of 3" in desk.sees
    assert "Key points of group 2 · 0 of 3" in desk.press("Space", after_s=60)
    for text in ("Benches.", "Light at the stop.", "Come and look."):
        notes(desk, text)
    goes_on_to(desk, 4)
    desk.press("Space", after_s=60)
    ends(desk)
    harvests(desk, "Round 4", "We begin with one bench.")
    reads_back(desk, stays=["Come and look."])
    left = exports(desk, tmp_path)
    assert left.headings[:4] == [
        "The questions",
        "Key points",
        "The closing line",
        "How the time was shared",
    ]
    assert left.under("The questions") == [
        "1. What should those who decide know before they do?",
        "2. Which three things matter most?",
        "3. What are your three points?",
    ]
    points = left.under("Key points")
    assert (points[0], points[4]) == ("### Group 1", "### Group 2")
    assert {point[3:] for point in points[1:4]} == {
        "Ring back.",
        "Lifts before lobbies.",
        "Ask someone first.",
    }
    assert {point[3:] for point in points[5:]} == {"Benches.", "Light at the stop."}
    assert left.under("The closing line") == [
        "> One line to end with.",
        "- We begin with one bench.",
    ]
    check_left(
        left, only=["Ask someone first.", "We begin with one bench."], kept=["Come and look."]
    )
