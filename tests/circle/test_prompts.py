"""Drawing prompts: in their order, round again, and never twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle.prompts import Deck, Prompt, draw

TEXTS = ("one?", "two?", "three?")
PROMPTS = tuple(map(Prompt, TEXTS))


def drawn_text(*, offered, after: str) -> str:
    drawn = draw(PROMPTS, offered=offered, after=after)
    return drawn.text if drawn else ""


@pytest.mark.parametrize(
    ("offered", "after", "drawn"),
    [
        ((), "", "one?"),
        ((), "one?", "two?"),
        ((), "three?", "one?"),
        ((), "from another deck", "one?"),
        (("two?",), "one?", "three?"),
        (("two?",), "two?", "three?"),
        (("one?", "two?"), "three?", "three?"),
        (TEXTS, "two?", ""),
    ],
)
def test_the_next_prompt_that_was_not_offered(offered, after: str, drawn: str) -> None:
    assert drawn_text(offered=offered, after=after) == drawn


@given(st.sets(st.sampled_from(TEXTS)), st.sampled_from(("", *TEXTS)))
def test_nothing_is_drawn_that_was_offered_and_nothing_is_forgotten(
    offered: set[str], after: str
) -> None:
    drawn = drawn_text(offered=offered, after=after)
    assert drawn not in offered
    assert bool(drawn) is (offered != set(TEXTS))


def test_drawing_and_offering_goes_through_them_all_once() -> None:
    offered: list[str] = []
    while text := drawn_text(offered=offered, after=offered[-1] if offered else ""):
        offered.append(text)
    assert offered == [*TEXTS]


def test_a_prompt_is_on_the_theme_of_its_deck_unless_it_has_its_own() -> None:
    deck = Deck("d", "D", (Prompt("a"), Prompt("b", theme="power")), theme="silence")
    assert [deck.theme_of(one) for one in deck.prompts] == ["silence", "power"]
