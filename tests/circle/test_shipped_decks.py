"""The decks that ship: enough for every moment and for whoever is there, and in words that can be read aloud."""

from __future__ import annotations

import re
from collections import Counter
from itertools import product

import pytest

from circle.events import SessionOpened
from circle.moves import open_session
from circle.paths import assets
from circle.prompting import choose
from circle.prompts import Deck, Prompt, When, Whom
from circle.reflection import Stance
from circle.session import State
from circle.templates import SessionTemplate, read_shelf
from tests.circle.story import Story, people

SHELF = read_shelf(assets())
PROMPTS = [one for deck in SHELF.decks for one in deck.prompts]
IN_SESSION = [one for one in When if one is not When.BEFORE_SESSION]
NAMES = {
    *("listening_stances", "noticing_power", "people_and_services", "for_us_or_with_us"),
    *("silence_and_distress", "first_circle", "closing_circle", "facilitator_preparation"),
}
WORST = (
    r"\b(you|we|they|one|everyone) (should|must|ought)\b",
    r"\b(always|never) (say|do|feel)\b",
    r"\b(share your|tell us about your|your trauma|your diagnosis|your feelings)\b",
    r"\b(stakeholder|empower|holistic|process(ing)?|space|journey|impact|feedback|mindful|safe space)\b",
    r"\b(good|bad|better|best|worst|wrong) (speaker|listener|answer|story|turn)\b",
)
"""What tells people what to do or to tell, speaks as few do, or marks them."""


def test_there_are_eight_with_enough_in_each() -> None:
    assert {deck.name for deck in SHELF.decks} == NAMES
    assert all(len(deck.prompts) >= 16 for deck in SHELF.decks)
    assert len(PROMPTS) >= 130
    assert [deck.place for deck in SHELF.decks] == [*range(1, 9)]


@pytest.mark.parametrize("deck", SHELF.decks, ids=lambda one: one.name)
def test_a_deck_says_what_it_is_for_and_what_it_draws_on(deck: Deck) -> None:
    assert deck.about.endswith(".")
    assert deck.credit.startswith("Drawn from ")
    assert deck.credit.endswith(".")
    assert deck.source
    assert (deck.language, bool(deck.theme)) == ("en", True)
    assert all(one.when for one in deck.prompts)
    stances = {one.stance for one in deck.prompts} - {None}
    assert len(stances) >= 4 or deck.name == "noticing_power"


@pytest.mark.parametrize("prompt", PROMPTS, ids=lambda one: one.text[:30])
def test_every_prompt_is_a_question_or_a_short_invitation_for_anyone(prompt: Prompt) -> None:
    text = prompt.text
    assert text[0].isupper()
    assert len(text) <= 90
    assert text.endswith("?") or (text.endswith(".") and len(text) <= 70)
    assert "'" not in text
    assert '"' not in text
    for words in WORST:
        assert not re.search(words, text.casefold()), words


def test_most_are_short_and_none_is_there_twice() -> None:
    assert sum(len(one.text) <= 60 for one in PROMPTS) > len(PROMPTS) / 2
    plain = Counter(re.sub(r"\W+", " ", one.text.casefold()).strip() for one in PROMPTS)
    assert [text for text, times in plain.items() if times > 1] == []


def test_every_moment_serves_everyone_for_an_evening() -> None:
    """And before the session whoever prepares it."""
    served = Counter((when, one.whom) for one in PROMPTS for when in one.when)
    for when, whom in product(IN_SESSION, Whom):
        assert served[when, whom] >= 6, (when, whom)
    assert served[When.BEFORE_SESSION, Whom.FACILITATOR] >= 16
    assert served[When.BEFORE_SESSION, Whom.ROOM] == 0


def test_every_way_of_listening_can_be_noticed() -> None:
    own = Counter(one.stance for one in PROMPTS if one.whom is Whom.OWN)
    assert all(own[stance] >= 5 for stance in Stance)


# The decks of the session templates


def opened(template: SessionTemplate) -> State:
    plan = tuple(one.plan for one in template.rounds)
    event = SessionOpened(template.title, people(5), plan, decks=template.decks)
    story = Story()
    story.log = type(story.log)()
    story.log_event(open_session(story.state, event))
    return story.state


@pytest.mark.parametrize("template", SHELF.templates, ids=lambda one: one.name)
def test_a_template_has_decks_that_are_there_and_serve_each_moment(
    template: SessionTemplate,
) -> None:
    decks = [SHELF.deck_called(name) for name in template.decks]
    assert 3 <= len(set(template.decks)) == len(decks)
    prompts = [one for deck in decks for one in deck.prompts]
    for when, whom in product(IN_SESSION, Whom):
        assert sum(when in one.when and one.whom is whom for one in prompts) >= 2, (when, whom)
    whole = Counter((when, one.whom) for one in prompts for when in one.when)
    assert whole[When.AFTER_TURN, Whom.OWN] >= 16


@pytest.mark.parametrize("template", SHELF.templates, ids=lambda one: one.name)
def test_every_round_has_a_theme_that_the_decks_of_its_template_have(
    template: SessionTemplate,
) -> None:
    decks = [SHELF.deck_called(name) for name in template.decks]
    themes = Counter(deck.theme_of(one) for deck in decks for one in deck.prompts)
    for one in template.rounds:
        assert themes[one.theme] >= 4, one.title


@pytest.mark.parametrize("template", SHELF.templates, ids=lambda one: one.name)
def test_before_the_first_round_the_first_prompt_is_on_its_theme(template: SessionTemplate) -> None:
    state = opened(template)
    theme = template.rounds[0].theme
    decks = [SHELF.deck_called(name) for name in template.decks]
    has_one = any(
        deck.theme_of(one) == theme and When.BEFORE_ROUND in one.when and one.whom is Whom.ROOM
        for deck in decks
        for one in deck.prompts
    )
    prompt = choose(state, SHELF.decks, whom={Whom.ROOM})
    assert prompt
    assert When.BEFORE_ROUND in prompt.when
    on_theme = {one for deck in decks for one in deck.prompts if deck.theme_of(one) == theme}
    assert (prompt in on_theme) is has_one
