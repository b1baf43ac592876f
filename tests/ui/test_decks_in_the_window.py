"""Prompt decks in the window: looked at, copied, given out, taken in, removed, and written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from circle.decks import read_deck
from circle.paths import assets
from circle.prompts import Deck, When, Whom
from circle.reflection import Stance
from circle.store import Store
from circle.templates import read_shelf
from tests.disks import fill, own_disk
from tests.ui.choosing import drops, menu, right_click, writes
from tests.ui.facilitator import Facilitator, at_the_window
from ui.pages.deck import DeckPage
from ui.pages.decks import DecksPage
from ui.pages.start import StartPage
from ui.widgets.choices import ChoiceCard
from ui.widgets.prompt_fields import PromptFields

SHELF = read_shelf(assets())
FIRST = SHELF.decks[0]
OURS = """# as we ask it
name = "ours"
title = "Our deck"
about = "As we ask it."
place = 0

[[prompts]]
text = "Who is not here?"

[[prompts]]
text = "What stays with you?"
when = ["after a turn", "at the close"]
whom = "own"

[[prompts]]
text = "What can wait?"
"""
BROKEN = OURS.replace("ours", "old").replace("at the close", "at noon")


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    with closing(Store.open(tmp_path / "kit")) as store:
        store.keep_deck("ours", OURS)
    return tmp_path / "kit"


@pytest.fixture
def desk(qapp: QApplication, kit: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, kit) as facilitator:
        facilitator.click("Prompt decks")
        yield facilitator


def decks(desk: Facilitator) -> DecksPage:
    found = desk.window.page
    assert isinstance(found, DecksPage), found
    return found


def cards(desk: Facilitator) -> list[ChoiceCard]:
    return [one for one in decks(desk).cards.shown if one.isVisibleTo(desk.window)]


def titles(desk: Facilitator) -> list[str]:
    return [card.accessibleName().split(".")[0] for card in cards(desk)]


def card(desk: Facilitator, title: str) -> ChoiceCard:
    return cards(desk)[titles(desk).index(title)]


def chooses(desk: Facilitator, title: str, words: str) -> str:
    right_click(card(desk, title))
    said = desk.choose_in_menu(words)
    desk.window.activateWindow()  # offscreen, a menu takes that from it
    QApplication.processEvents()
    return said


def kept(desk: Facilitator) -> dict[str, str]:
    return desk.circlekeeper.desk.store.decks()


def deck_kept(desk: Facilitator, name: str) -> Deck:
    return read_deck(kept(desk)[name], source="")


# The decks


def test_each_is_a_card_with_what_it_is_for_how_many_prompts_and_whose_it_is(
    desk: Facilitator,
) -> None:
    assert titles(desk) == ["Our deck", *(one.title for one in SHELF.decks)]
    assert card(desk, "Our deck").accessibleName() == "Our deck. As we ask it. 3 prompts · your own"
    said = card(desk, FIRST.title).accessibleName()
    assert said.endswith(f"{len(FIRST.prompts)} prompts · comes with Circlekeeper")
    desk.click("Back")
    assert isinstance(desk.window.page, StartPage)


def test_they_are_reached_from_the_start_page_and_left_by_keys_alone(
    qapp: QApplication, kit: Path
) -> None:
    with at_the_window(qapp, kit) as desk:
        desk.circlekeeper.start.cards.shown[-1].setFocus()
        assert "Our deck" in desk.press("Tab", "Tab", "Space")
        desk.press("Tab")
        for one in [*cards(desk), decks(desk).cards.take_in]:
            assert QApplication.focusWidget() is one
            desk.press("Tab")
        desk.press("Tab")
        assert QApplication.focusWidget() is decks(desk).back_button
        desk.press("Space")
        assert isinstance(desk.window.page, StartPage)


def test_only_ones_own_can_be_removed_and_it_comes_back_word_for_word(desk: Facilitator) -> None:
    right_click(card(desk, FIRST.title))
    assert [one.text() for one in menu().actions()] == ["Open", "Duplicate", "Export as a file…"]
    menu().close()
    assert "“Our deck” was removed." in chooses(desk, "Our deck", "Remove")
    assert "Our deck" not in titles(desk)
    assert kept(desk) == {}
    desk.click("Undo")
    assert QApplication.focusWidget() is card(desk, "Our deck")
    assert kept(desk) == {"ours": OURS}


def test_a_copy_is_there_at_once_and_goes_again(desk: Facilitator) -> None:
    title = f"{FIRST.title} (2)"
    said = chooses(desk, FIRST.title, "Duplicate")
    assert f"“{title}” is a copy. It is among your decks." in said
    assert QApplication.focusWidget() is card(desk, title)
    assert deck_kept(desk, "listen_to_understand_2").prompts == FIRST.prompts
    desk.click("Undo")
    assert title not in titles(desk)
    assert list(kept(desk)) == ["ours"]


def test_one_goes_out_as_it_was_written(
    desk: Facilitator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(tmp_path))
    assert "“ours.toml” is in “" in chooses(desk, "Our deck", "Export as a file…")
    assert (tmp_path / "ours.toml").read_text("utf-8") == OURS


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    good, bad = tmp_path / "new.toml", tmp_path / "bad.toml"
    good.write_text(OURS.replace("ours", "new").replace("Our deck", "New one"), "utf-8")
    bad.write_text(BROKEN, "utf-8")
    return good, bad


def test_a_file_is_chosen_and_taken_in_and_goes_again(
    desk: Facilitator, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = ([str(files[0])], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_asked: chosen)
    assert "“New one” can be used: 3 prompts." in desk.click("Take in a deck…")
    assert kept(desk)["new"] == files[0].read_text("utf-8")
    desk.click("Undo")
    assert "New one" not in titles(desk)


def test_files_are_dropped_and_a_broken_one_stops_no_other(
    desk: Facilitator, files: tuple[Path, Path], tmp_path: Path
) -> None:
    assert not drops(decks(desk), tmp_path / "picture.png")
    assert drops(decks(desk), files[1], files[0])
    assert "New one" in titles(desk)
    assert "bad.toml, line 12: prompts: number 2: when" in desk.window.said
    desk.click("Undo")
    assert kept(desk) == {"ours": OURS}


def test_a_deck_that_is_dropped_on_the_start_page_is_a_deck(
    desk: Facilitator, files: tuple[Path, Path], tmp_path: Path
) -> None:
    desk.click("Back")
    template = tmp_path / "circle.toml"
    shipped = assets() / "session_templates" / "council.toml"
    template.write_text(shipped.read_text("utf-8").replace('"council"', '"circle"', 1), "utf-8")
    assert drops(desk.circlekeeper.start, files[0], template)
    assert "“Council” can be used: 4 rounds" in desk.window.said
    assert "“New one” can be used: 3 prompts." in desk.window.said
    assert list(desk.circlekeeper.desk.store.templates()) == ["circle"]
    assert "new" in kept(desk)
    desk.click("Undo")
    assert (list(kept(desk)), desk.circlekeeper.desk.store.templates()) == (["ours"], {})


def test_a_broken_one_is_listed_with_its_line_and_goes_out_or_away(
    qapp: QApplication, kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(tmp_path))
    with closing(Store.open(kit)) as store:
        store.keep_deck("old", BROKEN)
    with at_the_window(qapp, kit) as desk:
        why = "old.toml, line 12: prompts: number 2: when: number 2: should be one of"
        assert why in desk.click("Prompt decks")
        assert "Our deck" in titles(desk)
        decks(desk).broken.buttons[-1].setFocus()
        desk.click("Export old as a file")
        assert (tmp_path / "old.toml").read_text("utf-8") == BROKEN
        assert why not in desk.click("Remove old")
        assert list(kept(desk)) == ["ours"]
        assert why in desk.click("Undo")
        assert kept(desk)["old"] == BROKEN


# A deck that is written


def page(desk: Facilitator) -> DeckPage:
    found = desk.window.page
    assert isinstance(found, DeckPage), found
    return found


def opens(desk: Facilitator, title: str) -> DeckPage:
    QTest.mouseClick(card(desk, title), Qt.MouseButton.LeftButton)
    return page(desk)


def fields(desk: Facilitator) -> PromptFields:
    return page(desk).prompts.fields


def texts(desk: Facilitator) -> list[str]:
    return [one.accessibleName().split(",")[0] for one in page(desk).prompts.list.rows]


def test_the_prompts_are_rows_with_their_moments_and_for_whom_they_are(desk: Facilitator) -> None:
    rows = opens(desk, "Our deck").prompts.list.rows
    assert [row.accessibleName() for row in rows] == [
        "Who is not here?, at any moment · the room",
        "What stays with you?, after a turn, at the close · each for themselves",
        "What can wait?, at any moment · the room",
    ]
    assert not page(desk).keep_button.isEnabled()


def test_a_prompt_is_put_otherwise_by_keys_alone(desk: Facilitator) -> None:
    opens(desk, "Our deck")
    desk.press("Tab", "Return")
    assert QApplication.focusWidget() is fields(desk).text
    desk.press("Ctrl+A")
    desk.writes("Who else should hear this?")
    desk.press("Tab", "Tab", "Space")  # before a round
    desk.press("Tab", "Tab", "Space")  # between rounds
    desk.press("Tab", "Tab", "Right", "Tab")  # each for themselves
    assert QApplication.focusWidget() is fields(desk).stance
    desk.press("Space")
    desk.choose_in_menu("I wanted to fix something")
    desk.window.activateWindow()
    assert "Helps to notice: “I wanted to fix something”" in desk.press("Tab")
    assert QApplication.focusWidget() is fields(desk).theme
    desk.writes("power")
    desk.press("Return")
    row = page(desk).prompts.list.rows[0]
    assert QApplication.focusWidget() is row
    assert row.accessibleName() == (
        "Who else should hear this?, before a round, between rounds · each for themselves · "
        "“I wanted to fix something” · power"
    )
    assert "Kept as “Our deck”, among your decks." in desk.press("Ctrl+S")
    found = deck_kept(desk, "ours").prompts[0]
    assert found.when == (When.BEFORE_ROUND, When.BETWEEN_ROUNDS)
    assert (found.whom, found.stance, found.theme) == (Whom.OWN, Stance.FIX, "power")
    desk.click("Undo")
    assert kept(desk) == {"ours": OURS}
    assert texts(desk)[0] == "Who is not here?"


def test_prompts_are_moved_removed_and_brought_back_by_keys(desk: Facilitator) -> None:
    opens(desk, "Our deck").prompts.list.rows[0].setFocus()
    desk.press("Ctrl+Down")
    assert texts(desk) == ["What stays with you?", "Who is not here?", "What can wait?"]
    assert QApplication.focusWidget() is page(desk).prompts.list.rows[1]
    desk.press("Delete")
    assert texts(desk) == ["What stays with you?", "What can wait?"]
    desk.press("Ctrl+Z", "Ctrl+Z")
    assert texts(desk) == ["Who is not here?", "What stays with you?", "What can wait?"]
    desk.press("Ctrl+Up")
    desk.press("Delete", "Delete", "Delete")
    assert texts(desk) == []
    assert QApplication.focusWidget() is page(desk).prompts.add


def test_a_prompt_is_dragged_to_its_place(desk: Facilitator) -> None:
    rows = opens(desk, "Our deck").prompts.list.rows
    left = Qt.MouseButton.LeftButton
    row, at = rows[0], QPoint(30, 12)
    QTest.mousePress(row, left, pos=at)
    for down in (20, 60, rows[2].geometry().bottom()):
        QTest.mouseMove(row, at + QPoint(0, down - row.y()))
    QTest.mouseRelease(row, left, pos=at)
    assert texts(desk) == ["What stays with you?", "What can wait?", "Who is not here?"]


def test_what_is_open_goes_along_when_it_is_moved_and_the_focus_stays(desk: Facilitator) -> None:
    opens(desk, "Our deck").prompts.open_prompt(0)
    later = desk.button("Later")
    later.setFocus()
    desk.press("Space", "Space", "Space")
    assert texts(desk)[2] == "Who is not here?"
    assert page(desk).prompts.list.at == 2
    assert QApplication.focusWidget() is later


def test_one_is_added_with_the_moments_of_the_last_and_what_is_written_is_undone_at_once(
    desk: Facilitator,
) -> None:
    opens(desk, "Our deck")
    assert "Nothing written yet" in desk.click("Add a prompt")
    desk.writes("What is new?")
    assert texts(desk)[-1] == "What is new?"
    desk.press("Escape", "Ctrl+Z")
    assert texts(desk)[-1] == "Nothing written yet"
    desk.press("Ctrl+Z")
    assert len(texts(desk)) == 3


def test_a_shipped_one_stays_and_what_was_changed_is_a_copy_of_ones_own(desk: Facilitator) -> None:
    opens(desk, FIRST.title)
    assert "It comes with Circlekeeper. What you change is kept as a copy" in desk.sees
    page(desk).prompts.list.rows[0].setFocus()
    desk.press("Delete")
    said = desk.press("Ctrl+S")
    assert f"Kept as “{FIRST.title} (2)”" in said
    assert "comes with Circlekeeper" not in said.lower()
    page(desk).prompts.list.rows[0].setFocus()
    desk.press("Delete", "Ctrl+S")
    assert sorted(kept(desk)) == ["listen_to_understand_2", "ours"]
    assert deck_kept(desk, "listen_to_understand_2").prompts == FIRST.prompts[2:]
    desk.click("Back")
    assert {FIRST.title, f"{FIRST.title} (2)"} <= set(titles(desk))


def test_what_was_written_is_kept_by_itself_when_the_page_is_left(desk: Facilitator) -> None:
    opens(desk, "Our deck")
    writes(page(desk).about.fields["title"], "Our  new deck")
    writes(page(desk).about.fields["language"], "pt-BR")
    assert "Kept as “Our new deck”" in desk.click("Back")
    assert QApplication.focusWidget() is card(desk, "Our new deck")
    assert (deck_kept(desk, "ours").language, deck_kept(desk, "ours").place) == ("pt-BR", 0)
    desk.click("Undo")
    assert kept(desk) == {"ours": OURS}


def test_nothing_is_kept_where_nothing_was_changed(desk: Facilitator) -> None:
    opens(desk, "Our deck")
    desk.click("Add a prompt")
    desk.click("Back")
    assert (desk.window.said, kept(desk)) == ("", {"ours": OURS})
    opens(desk, FIRST.title)
    desk.click("Back")
    assert list(kept(desk)) == ["ours"]
    assert QApplication.focusWidget() is card(desk, FIRST.title)


def test_a_new_deck_is_written(desk: Facilitator) -> None:
    desk.click("Write a new deck")
    desk.click("Add a prompt")
    desk.writes("Who decides?")
    said = desk.press("Ctrl+S")
    assert "The deck has no title yet. Write what it is called." in said
    assert QApplication.focusWidget() is page(desk).about.fields["title"]
    desk.writes("Kitchen")
    assert "Kept as “Kitchen”" in desk.press("Ctrl+S")
    assert deck_kept(desk, "kitchen").prompts[0].text == "Who decides?"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("what STAYS with you?", "Prompt 3 is the same as prompt 2."),
        ("x" * 312, "The prompt is 12 characters too long to be read aloud at once."),
    ],
)
def test_what_cannot_be_kept_is_said_where_it_stands_and_nothing_is_lost(
    desk: Facilitator, text: str, why: str
) -> None:
    opens(desk, "Our deck").prompts.open_prompt(2)
    writes(fields(desk).text, text)
    desk.press("Escape")
    assert why in desk.click("Back")
    assert page(desk).prompts.list.at == 2
    assert fields(desk).text.toPlainText() == text
    assert kept(desk) == {"ours": OURS}
    desk.click("Leave it as it was")
    assert "Our deck" in titles(desk)
    assert kept(desk) == {"ours": OURS}


def test_a_code_that_is_no_language_is_said(desk: Facilitator) -> None:
    writes(opens(desk, "Our deck").about.fields["language"], "English")
    assert "“English” is no code of a language." in desk.press("Ctrl+S")
    assert QApplication.focusWidget() is page(desk).about.fields["language"]


def test_what_is_being_written_is_kept_when_the_window_is_closed(
    qapp: QApplication, kit: Path
) -> None:
    with at_the_window(qapp, kit) as desk:
        desk.click("Prompt decks")
        opens(desk, "Our deck").prompts.open_prompt(2)
        writes(fields(desk).text, "Who is not here?")
        desk.click("Add a prompt")
        desk.writes("y" * 310)
    with closing(Store.open(kit)) as store:
        found = read_deck(store.decks()["ours"], source="")
    assert [one.text for one in found.prompts] == [
        "Who is not here?",
        "What stays with you?",
        "y" * 300,
    ]


def test_on_a_full_disk_it_is_said_and_what_was_written_stays(
    qapp: QApplication, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with own_disk(disk, kilobytes=2_000):
        Store.open(disk).close()
        with at_the_window(qapp, disk) as desk:
            desk.click("Prompt decks")
            opens(desk, FIRST.title).prompts.list.rows[0].setFocus()
            desk.press("Delete")
            fill(disk / "other")
            assert "The disk is full" in desk.click("Back")
            assert len(texts(desk)) == len(FIRST.prompts) - 1
            (disk / "other").unlink()
            assert "Kept as “" in desk.click("Back")


def test_every_control_of_the_page_has_a_name_and_is_reached_by_tab(desk: Facilitator) -> None:
    opens(desk, "Our deck").prompts.open_prompt(0)
    reached: list[QWidget] = []
    page(desk).prompts.list.rows[0].setFocus()
    while (now := QApplication.focusWidget()) not in reached:
        assert now is not None
        reached.append(now)
        desk.press("Tab")
    assert all(one.accessibleName() for one in reached)
    wanted = (
        *page(desk).prompts.list.rows,
        *(fields(desk).text, *fields(desk).when.values(), fields(desk).stance),
        *(fields(desk).theme, page(desk).prompts.add, *page(desk).about.fields.values()),
        page(desk).back_button,
    )
    assert [one for one in wanted if one not in reached] == []
