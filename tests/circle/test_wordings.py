"""Wording sets: what a circle calls its facilitator and its talking piece."""

from __future__ import annotations

import pytest

from circle import events as e
from circle.log import Log
from circle.paths import assets
from circle.people import Role
from circle.session import State
from circle.templates import read_shelf
from circle.timeline import Floor, Hand
from circle.wording import floor_words, role_words
from circle.wordings import AS_USUAL, BrokenWording, Wording, read_wording
from tests.circle.story import AN_EVENING, people

SHELF = read_shelf(assets())


def _opened(wording: Wording) -> State:
    opened = e.SessionOpened("An evening", people(2), wording=wording)
    return Log([e.Logged(1, 0, AN_EVENING, opened)]).state


def test_a_session_speaks_in_the_words_that_it_was_opened_with() -> None:
    holds = Hand(Floor.HELD, "p2", 1)
    assert floor_words(_opened(AS_USUAL), holds) == "Ben holds the talking piece"
    guide = SHELF.wording("guide")
    assert floor_words(_opened(guide), holds) == "Ben holds the talking stick"
    assert role_words(Role.FACILITATOR, guide) == "guide"
    assert guide.facilitators_held(2, "20 %") == "The guides held 20 % of the time."


def test_a_wording_that_is_not_there_is_as_usual() -> None:
    assert SHELF.wording("nowhere") == AS_USUAL
    assert [one.name for one in SHELF.wordings] == ["convener", "guide", "host", "keeper"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('name = "a"', "“title” is missing"),
        ('name = "a"\ntitle = "A"\nholder = "x"', "line 3: “holder” is not a setting here"),
        ('name = "a"\ntitle = "A"\npiece = 3', "line 3: piece: should be a text"),
        (
            'name = "a"\ntitle = "A"\npiece = "' + "x" * 41 + '"',
            "line 3: “piece” should be one line",
        ),
        ('name = "a"\ntitle = "A"\npiece = "x\\ny"', "line 3: “piece” should be one line"),
        ("name = ", "Invalid value"),
    ],
)
def test_a_broken_wording_is_told_of_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(BrokenWording) as refused:
        read_wording(text, source="ours.toml")
    assert str(refused.value).startswith("ours.toml")
    assert sentence in str(refused.value)
