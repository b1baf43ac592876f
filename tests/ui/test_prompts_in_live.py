"""The prompt on the Live page: chosen for the moment, another on request, offered by R, suggested by rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from circle.decks import read_deck
from circle.events import PromptOffered, RoundPlan, SessionOpened
from circle.prompting import PromptRules
from circle.prompts import Deck, Whom
from tests.fakes import FakeClock
from tests.ui.facilitator import NAMES, Facilitator, an_evening, at_the_window
from ui.widgets.prompt_card import PromptCard

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
"""The offscreen platform says so of every menu."""

DOORS = """
name = "doors"
title = "At the door"
theme = "arriving"
[[prompts]]
text = "What did you leave at the door?"
when = ["before a round", "between rounds"]
[[prompts]]
text = "Who is not here?"
when = ["before a round", "between rounds"]
[[prompts]]
text = "What did you just hear?"
when = ["after a turn"]
whom = "own"
[[prompts]]
text = "What would you have said?"
when = ["after a turn"]
whom = "own"
[[prompts]]
text = "Whom do you not look at?"
when = ["after a turn"]
whom = "facilitator"
"""
SEATS = """
name = "seats"
title = "On the seats"
theme = "power"
[[prompts]]
text = "Who sits nearest to the door?"
when = ["before a round"]
"""
ARRIVING, JUST_HEARD = "What did you leave at the door?", "What did you just hear?"
DECKS = tuple(read_deck(text, source="a test") for text in (DOORS, SEATS))
SPEAKING = "Somebody is speaking."


def an_evening_with(
    *themes: str, forms: tuple[str, ...] = ("go_round", "go_round")
) -> SessionOpened:
    opened = an_evening(forms=forms)
    plan = tuple(
        replace(round, theme=theme)
        for round, theme in zip(opened.plan, (*themes, "", ""), strict=False)
    )
    return replace(opened, plan=plan)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        use_decks(facilitator, DECKS)
        yield facilitator


def use_decks(desk: Facilitator, decks: tuple[Deck, ...]) -> None:
    there = desk.circlekeeper.acts.kit_shelf
    there.now = replace(there.now, decks=decks)


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is given to say."""
    said: list[str] = []
    for module in ("ui.pages.live", "ui.widgets.message_bar"):
        monkeypatch.setattr(f"{module}.announce", lambda _widget, words: said.append(words))
    return said


def card(desk: Facilitator) -> PromptCard:
    (found,) = desk.page.findChildren(PromptCard)
    return found


def offered(desk: Facilitator) -> list[PromptOffered]:
    events = [entry.event for entry in desk.live.log.entries]
    return [one for one in events if isinstance(one, PromptOffered)]


# The moment


def test_before_the_first_round_the_card_has_a_prompt_for_its_moment_and_theme(
    desk: Facilitator,
) -> None:
    desk.opens(an_evening_with("power"))
    lines = desk.sees.splitlines()
    assert "Who sits nearest to the door?" in lines
    assert "On the seats" in lines, "the card's heading is the deck's title"


def test_between_turns_it_changes_with_the_moment_and_during_a_turn_never(
    desk: Facilitator,
) -> None:
    desk.opens(an_evening_with("arriving"))
    assert ARRIVING in desk.sees
    desk.press("Space", "Space")
    assert "Amara holds the talking piece" in desk.sees
    assert ARRIVING in desk.sees, "somebody speaks: it stays as it was"
    assert JUST_HEARD in desk.press("C")
    assert ARRIVING in desk.press("Shift+R")


def test_another_comes_when_it_is_asked_for_also_during_a_turn(desk: Facilitator) -> None:
    desk.begins().press("Space", "C", "Space")
    assert JUST_HEARD in desk.sees
    assert "What would you have said?" in desk.click("Another")
    assert "Bob holds the talking piece" in desk.sees


def test_the_question_of_the_round_that_comes_is_there_in_full(desk: Facilitator) -> None:
    long = "What do you carry with you from the place that you came from today, and who gave it to you?"
    opened = an_evening()
    opened = replace(opened, plan=(opened.plan[0], RoundPlan("go_round", long)))
    desk.opens(opened)
    assert "Coming: Question 1?" in desk.sees
    assert "Coming:" not in desk.press("Space")
    assert f"Coming: {long}" in desk.press("Shift+R")
    desk.press("Space")
    desk.window.resize(1024, 640)
    assert f"Now: {long}" in desk.sees, "the head has no room for all of it"


def test_a_short_question_that_the_head_shows_is_not_said_twice(desk: Facilitator) -> None:
    desk.begins()
    assert "Now:" not in desk.sees


# Offering


def test_between_turns_r_offers_at_once_and_says_so_aloud(
    desk: Facilitator, spoken: list[str]
) -> None:
    desk.opens(an_evening_with("arriving"))
    words = desk.press("R")
    assert "Offered to the room" in words
    assert ARRIVING in words, "it stays to be read"
    assert "offered already" not in desk.press("R")
    assert offered(desk) == [PromptOffered(ARRIVING, Whom.ROOM, "doors")]
    assert spoken[-1] == f"Offered to the room: {ARRIVING}"


def test_one_for_ones_own_is_said_to_be_so(desk: Facilitator, spoken: list[str]) -> None:
    desk.begins().press("Space", "C")
    assert "Each for themselves, in silence" in desk.sees
    desk.press("R")
    assert "Each for themselves" in desk.sees.splitlines()
    assert offered(desk) == [PromptOffered(JUST_HEARD, Whom.OWN, "doors")]
    assert spoken[-1] == f"Each for themselves: {JUST_HEARD}"


def test_one_for_the_facilitator_is_kept_and_never_said_aloud(
    desk: Facilitator, spoken: list[str]
) -> None:
    desk.begins().press("Space", "C", "Space")
    desk.click("Another")
    assert "For me alone" in desk.click("Another")
    assert "Kept for me" in desk.press("R"), "at once, also while somebody speaks"
    assert offered(desk) == [PromptOffered("Whom do you not look at?", Whom.FACILITATOR, "doors")]
    assert not any("Whom do you not look at?" in words for words in spoken)


def test_during_a_turn_r_first_says_that_somebody_speaks_and_r_again_offers_it(
    desk: Facilitator,
) -> None:
    desk.begins().press("Space", "C", "Space")
    assert SPEAKING in desk.press("R")
    assert not offered(desk)
    words = desk.press("R")
    assert SPEAKING not in words
    assert "Each for themselves" in words.splitlines()
    assert len(offered(desk)) == 1


def test_the_bar_has_the_way_to_offer_it_now_too(desk: Facilitator) -> None:
    desk.begins().press("Space", "C", "Space", "R")
    desk.click("Offer it now")
    assert len(offered(desk)) == 1


def test_r_that_bounces_offers_nothing(desk: Facilitator) -> None:
    desk.begins().press("Space", "R")
    desk.press("R", after_s=0.2)
    assert not offered(desk)


@pytest.mark.parametrize("key", ["Escape", "Space", "C"])
def test_when_the_bar_is_gone_or_the_turn_is_over_it_has_to_be_asked_again(
    desk: Facilitator, key: str
) -> None:
    desk.begins().press("Space", "C", "Space", "R")
    assert SPEAKING not in desk.press(key)
    if key == "C":
        return
    assert SPEAKING in desk.press("R")
    assert not offered(desk)


def test_nothing_is_offered_twice_in_a_session(desk: Facilitator) -> None:
    desk.begins().press("Space", "C")
    for _prompt in range(12):
        desk.press("R")
        if desk.button("Another").isEnabled():
            desk.click("Another")
    everything = {prompt.text for deck in DECKS for prompt in deck.prompts}
    assert {one.text for one in offered(desk)} == everything
    assert len(offered(desk)) == len(everything)
    assert not desk.button("Another").isEnabled()


def test_one_that_was_taken_back_can_be_offered_again(desk: Facilitator) -> None:
    desk.opens(an_evening_with("arriving")).press("R")
    assert "Offer to the room" in desk.press("Ctrl+Z")
    assert "Offered to the room" in desk.press("R")


def test_without_decks_there_is_no_card_and_r_does_nothing(desk: Facilitator) -> None:
    use_decks(desk, ())
    desk.begins()
    assert "Offer to the room" not in desk.press("R")
    assert not offered(desk)


# Rules


def suggest(desk: Facilitator, *rules: str) -> None:
    """Opens the panel and switches rules on by its boxes."""
    desk.click("When a prompt is suggested")
    for rule in rules:
        desk.button(rule).setFocus()
        desk.press("Space")
    desk.press("Escape")


AFTER_TURNS, AT_ROUND_END = "After every so many turns", "At the end of each round"
LONG_SILENCE = "After a long silence, to me only"
SOME_LEFT_OUT = "When some have not been offered the piece, to me only"


def test_all_rules_are_off_until_they_are_chosen(desk: Facilitator) -> None:
    desk.begins()
    desk.click("When a prompt is suggested")
    for rule in (AFTER_TURNS, AT_ROUND_END, LONG_SILENCE, SOME_LEFT_OUT):
        assert not desk.button(rule).isChecked()


def test_after_so_many_turns_one_is_suggested_once_nobody_speaks(
    desk: Facilitator, spoken: list[str]
) -> None:
    desk.begins()
    suggest(desk, AFTER_TURNS)
    desk.click("When a prompt is suggested")
    desk.click("after every 6 turns")
    desk.choose_in_menu("after every 2 turns")
    desk.press("Escape")
    desk.press("Space", "C")
    assert "Some turns have been had." not in desk.sees
    desk.press("Space")
    spoken.clear()
    focused = QApplication.focusWidget()
    assert "Some turns have been had." not in desk.sees
    words = desk.press("C")
    assert "Some turns have been had." in words
    assert not any("turns" in said for said in spoken), "nothing is announced"
    assert QApplication.focusWidget() is focused
    assert not desk.page.bar.isVisible(), "nothing pops up"
    assert not offered(desk), "suggested is not offered"
    assert "Some turns have been had." not in desk.press("Space", "C")


def test_when_another_is_asked_for_the_reason_goes(desk: Facilitator) -> None:
    desk.begins()
    suggest(desk, AT_ROUND_END)
    desk.press("Space", "Shift+R")
    assert "A round has ended." not in desk.click("Another")


def test_at_the_end_of_a_round(desk: Facilitator) -> None:
    desk.begins()
    suggest(desk, AT_ROUND_END)
    assert "A round has ended." in desk.press("Space", "Shift+R")
    assert "A round has ended." not in desk.press("Space")


def test_after_a_long_silence_one_is_suggested_to_me_by_a_timer_that_is_there_only_then(
    desk: Facilitator,
) -> None:
    desk.begins()
    suggest(desk, LONG_SILENCE)
    desk.press("Space")
    assert not silence_timers(desk)
    desk.press("S")
    (timer,) = silence_timers(desk)
    assert timer.isSingleShot()
    assert timer.interval() == 60_001
    desk.clock.advance(60_000)
    timer.timeout.emit()
    words = desk.sees
    assert "The silence has lasted a while" in words
    assert "Whom do you not look at?" in words
    assert "Keep for me" in words
    assert not silence_timers(desk)
    desk.press("S")
    assert not silence_timers(desk)


def silence_timers(desk: Facilitator) -> list[QTimer]:
    QApplication.processEvents()
    return [one for one in card(desk).findChildren(QTimer) if one.isActive()]


def test_a_silence_that_ends_sooner_leaves_no_timer(desk: Facilitator) -> None:
    desk.begins()
    suggest(desk, LONG_SILENCE)
    desk.press("Space", "S", "S")
    assert not silence_timers(desk)


def test_when_some_have_not_been_offered_the_piece(desk: Facilitator) -> None:
    desk.begins(an_evening(NAMES[:3], ("open",)))
    suggest(desk, SOME_LEFT_OUT)
    for _turn in range(3):
        desk.press("1", "C")
    assert "Not everyone has been offered the piece in this round." in desk.sees


def test_without_a_rule_nothing_is_suggested(desk: Facilitator) -> None:
    desk.begins(an_evening(NAMES[:3], ("open", "open")))
    for _turn in range(6):
        desk.press("1", "S")
        desk.waits(600)
        assert not silence_timers(desk)
        desk.press("S")
    words = desk.press("Shift+R")
    for reason in (
        "turns have been had",
        "A round has ended",
        "has lasted a while",
        "Not everyone",
    ):
        assert reason not in words


def test_the_rules_are_remembered_in_the_kit(qapp: QApplication, tmp_path: Path) -> None:
    clock = FakeClock()
    with at_the_window(qapp, tmp_path, clock) as desk:
        use_decks(desk, DECKS)
        desk.begins()
        suggest(desk, AFTER_TURNS, SOME_LEFT_OUT)
        assert desk.circlekeeper.desk.prompt_rules() == PromptRules(every_turns=6, not_offered=True)
    with at_the_window(qapp, tmp_path, clock) as desk:
        use_decks(desk, DECKS)
        desk.begins()
        desk.click("When a prompt is suggested")
        assert desk.button(AFTER_TURNS).isChecked()
        assert "after every 6 turns" in desk.sees
        assert not desk.button(AT_ROUND_END).isChecked()


@pytest.mark.parametrize("kept", ["", "{", '{"every_turns": "x"}', "[]", '"?"'])
def test_rules_that_cannot_be_read_are_off(desk: Facilitator, kept: str) -> None:
    desk.circlekeeper.desk.store.keep_setting("prompt_rules", kept)
    assert desk.circlekeeper.desk.prompt_rules() == PromptRules()


def test_esc_leaves_the_panel_and_space_passes_the_piece_again(desk: Facilitator) -> None:
    desk.begins()
    desk.click("When a prompt is suggested")
    assert AT_ROUND_END in desk.sees
    assert AT_ROUND_END not in desk.press("Escape")
    assert QApplication.focusWidget() is desk.page
    assert "Amara holds the talking piece" in desk.press("Space")
