"""A prompt deck while it is written, and decks as they are listed and chosen from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle.own_decks import checked
from circle.prompts import Deck, Prompt, When, Whom
from circle.reflection import Stance
from ui.pages import deck_draft as draft
from ui.pages.decks_shown import drawn_from_words, themes_of, with_deck

ONE, TWO = Prompt("One?"), Prompt("Two?", (When.AFTER_TURN,), Whom.OWN, Stance.FIX, "power")
DECK = Deck("ours", "Ours", (ONE, TWO))


def test_another_prompt_is_for_the_moments_and_listeners_of_the_last() -> None:
    added = draft.add(DECK.prompts)
    assert added[:2] == DECK.prompts
    assert added[2] == replace(TWO, text="", stance=None)
    assert draft.add(()) == (Prompt(""),)


def test_what_is_written_is_kept_on_one_line_and_without_what_turns_it_round() -> None:
    text = " What\nis  \u202eit? "
    assert draft.change(DECK.prompts, 0, text=text)[0].text == "What is it?"
    assert draft.put_otherwise(DECK, about="a\n b").about == "a\nb"
    assert draft.put_otherwise(DECK, title="a\n b").title == "a b"
    assert draft.change(DECK.prompts, 0, whom=Whom.OWN)[0].whom is Whom.OWN


NOT_YET = {
    "no title": (replace(DECK, title=""), "has no title yet", None, "title"),
    "a long title": (replace(DECK, title="x" * 201), "201 characters; 200 are", None, "title"),
    "a language": (replace(DECK, language="English"), "“English” is no code", None, "language"),
    "no prompts": (replace(DECK, prompts=(Prompt(""),)), "no prompt in the deck yet", None, ""),
    "too many": (replace(DECK, prompts=(ONE,) * 501), "There are 501 prompts", None, ""),
    "too long": (replace(DECK, prompts=(ONE, Prompt("x" * 301))), "is 1 character too", 1, ""),
    "the same": (replace(DECK, prompts=(ONE, Prompt("ONE?"))), "2 is the same as prompt 1", 1, ""),
}


@pytest.mark.parametrize(("deck", "why", "at", "field"), NOT_YET.values(), ids=NOT_YET)
def test_what_stands_in_the_way_is_said_with_its_place(
    deck: Deck, why: str, at: int | None, field: str
) -> None:
    found = draft.not_yet(deck)
    assert found is not None
    assert why in found.why
    assert (found.at, found.field) == (at, field)


def test_prompts_in_which_nothing_is_written_stand_in_nobodys_way() -> None:
    deck = replace(DECK, prompts=(ONE, Prompt(""), Prompt("")))
    assert draft.not_yet(deck) is None
    assert draft.tidied(deck).prompts == (ONE,)


_texts = st.text(max_size=320) | st.sampled_from(["One?", "ONE?", "ß", "SS", "x" * 300 + " y"])
_prompts = st.builds(Prompt, _texts, st.sets(st.sampled_from(When)).map(tuple))
_decks = st.builds(
    Deck, st.just("ours"), _texts, st.lists(_prompts, max_size=6).map(tuple), language=_texts
)


@given(_decks)
def test_what_nothing_stands_in_the_way_of_can_be_kept_and_so_can_what_is_left_at_last(
    written: Deck,
) -> None:
    """As the fields hand it on: each text cleaned."""
    fields = {"title": written.title, "language": written.language, "prompts": ()}
    deck = draft.put_otherwise(Deck("ours", "", ()), **fields)
    for at, one in enumerate(written.prompts):
        prompts = draft.change((*deck.prompts, replace(one, text="")), at, text=one.text)
        deck = replace(deck, prompts=prompts)
    if draft.not_yet(deck) is None:
        assert checked(draft.tidied(deck))[0] == draft.tidied(deck)
    left = draft.as_far_as_it_goes(deck, DECK)
    if left.prompts:
        assert checked(left)[0] == left


def test_what_is_left_at_last_is_what_was_written_as_far_as_it_goes() -> None:
    deck = replace(DECK, title="", language="?", prompts=(ONE, Prompt(""), Prompt("one?"), TWO))
    assert draft.as_far_as_it_goes(deck, DECK) == DECK
    long = replace(DECK, prompts=(Prompt("x" * 310),))
    assert draft.as_far_as_it_goes(long, DECK).prompts[0].text == "x" * 300


def test_a_prompt_is_shown_with_all_that_is_set() -> None:
    assert draft.prompt_shown(ONE).form == "at any moment · the room"
    how = "after a turn · each for themselves · “I wanted to fix something” · power"
    assert draft.prompt_shown(TWO).form == how


def test_the_line_on_prepare_names_the_decks_that_are_drawn_from() -> None:
    others = (DECK, Deck("b", "Bees", (ONE,), theme="Listening"))
    assert drawn_from_words(others, ()) == "Prompts from: all decks"
    assert drawn_from_words(others, ("gone",)) == "Prompts from: all decks"
    assert drawn_from_words(others, ("b",)) == "Prompts from 1 deck: Bees"
    assert drawn_from_words(others, ("b", "gone", "ours")) == "Prompts from 2 decks: Bees, Ours"
    assert themes_of(others) == ("Listening", "power")


def test_a_deck_more_comes_last_and_the_others_keep_their_order() -> None:
    assert with_deck(("b", "a"), "c", drawn_from=True) == ("b", "a", "c")
    assert with_deck(("b", "a"), "b", drawn_from=True) == ("b", "a")
    assert with_deck(("b", "a"), "b", drawn_from=False) == ("a",)
