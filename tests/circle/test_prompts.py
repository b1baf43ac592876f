"""Prompt decks: what can be drawn, and what a broken deck is told by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle.paths import assets
from circle.prompts import BrokenDeck, Deck, draw, read_deck

DECK = Deck("three", "Three", ("one?", "two?", "three?"))


@pytest.mark.parametrize(
    ("offered", "after", "drawn"),
    [
        ((), "", "one?"),
        ((), "one?", "two?"),
        ((), "three?", "one?"),
        ((), "from another deck", "one?"),
        (("two?",), "one?", "three?"),
        (("one?", "two?"), "three?", "three?"),
        (("one?", "two?", "three?"), "two?", ""),
    ],
)
def test_the_next_prompt_that_was_not_offered(offered, after: str, drawn: str) -> None:
    assert draw(DECK, offered=offered, after=after) == drawn


@given(st.sets(st.sampled_from(DECK.prompts)), st.sampled_from(("", *DECK.prompts)))
def test_nothing_is_drawn_that_was_offered_and_nothing_is_forgotten(
    offered: set[str], after: str
) -> None:
    drawn = draw(DECK, offered=offered, after=after)
    assert drawn not in offered
    assert bool(drawn) is (offered != set(DECK.prompts))


def test_drawing_and_offering_goes_through_the_whole_deck_once() -> None:
    offered: list[str] = []
    while prompt := draw(DECK, offered=offered, after=offered[-1] if offered else ""):
        offered.append(prompt)
    assert offered == list(DECK.prompts)


@pytest.mark.parametrize("path", sorted((assets() / "prompt_decks").glob("*.toml")))
def test_the_decks_that_ship_hold_questions(path) -> None:
    deck = read_deck(path.read_text("utf-8"), source=path.name)
    assert len(deck.prompts) >= 12
    assert len(set(deck.prompts)) == len(deck.prompts)
    for prompt in deck.prompts:
        assert prompt.endswith("?")
        assert prompt[0].isupper()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("prompts = [", "mine.toml: Invalid value (at end of document)."),
        ('name = "a"\ntitle = "b"', "mine.toml: “prompts” is missing."),
        (
            'name = "a"\ntitle = "b"\nprompts = ["one?", 2]',
            "mine.toml: prompts: number 2: should be a text of at most 20000 characters.",
        ),
        ('name = "a"\ntitle = "b"\nprompts = []', "mine.toml: “prompts” should hold questions."),
        ('name = "a"\ntitle = "b"\nprompts = [" "]', "mine.toml: “prompts” should hold questions."),
        (
            'name = "a"\ntitle = "b"\nprompt = "c"\nprompts = ["one?"]',
            "mine.toml: “prompt” is not a setting here.",
        ),
    ],
)
def test_a_deck_that_cannot_be_used_is_told_of_by_file_and_place(text: str, sentence: str) -> None:
    with pytest.raises(BrokenDeck) as broken:
        read_deck(text, source="mine.toml")
    assert str(broken.value) == sentence
