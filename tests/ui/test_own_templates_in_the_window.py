"""Templates of one's own in the window: copied, given out, taken in, removed, saved from a plan."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from circle.paths import assets
from circle.store import Store
from circle.templates import read_shelf, read_template
from tests.disks import fill, own_disk
from tests.fakes import FakeClock
from tests.ui.choosing import drops, menu, right_click, writes
from tests.ui.facilitator import Facilitator, at_the_window
from ui.pages.prepare import PreparePage
from ui.pages.start import StartPage
from ui.theme import Look
from ui.widgets.choices import ChoiceCard

SHELF = read_shelf(assets())
PLAIN = Qt.KeyboardModifier.NoModifier
OURS = """# As we do it, and why.
name = "ours"
title = "Our circle"
about = "As we do it."
credit = "Drawn from us."
agreements = ["We listen", "We go home on time"]

[[rounds]]
form = "go_round"
title = "Round"
prompt = "How is it?"
minutes = 30
"""


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    with closing(Store.open(tmp_path / "kit")) as store:
        store.keep_template("ours", OURS)
    return tmp_path / "kit"


@pytest.fixture
def desk(qapp: QApplication, kit: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, kit) as facilitator:
        yield facilitator


def cards(desk: Facilitator) -> list[ChoiceCard]:
    return [one for one in desk.circlekeeper.start.cards.shown if one.isVisibleTo(desk.window)]


def titles(desk: Facilitator) -> list[str]:
    return [card.accessibleName().split(".")[0] for card in cards(desk)]


def card(desk: Facilitator, title: str) -> ChoiceCard:
    return cards(desk)[titles(desk).index(title)]


def kept(desk: Facilitator) -> dict[str, str]:
    return desk.circlekeeper.desk.store.templates()


def chooses(desk: Facilitator, title: str, words: str) -> str:
    right_click(card(desk, title))
    said = desk.choose_in_menu(words)
    desk.window.activateWindow()  # offscreen, a menu takes that from it
    QApplication.processEvents()
    return said


def page(desk: Facilitator) -> PreparePage:
    found = desk.window.page
    assert isinstance(found, PreparePage)
    return found


# The menu of a card


@pytest.mark.parametrize("key", [None, Qt.Key.Key_Menu, Qt.Key.Key_F10])
def test_a_card_has_a_menu_by_the_mouse_and_by_keys(desk: Facilitator, key: Qt.Key | None) -> None:
    there = card(desk, "Our circle")
    if key is None:
        right_click(there)
    else:
        there.setFocus(Qt.FocusReason.TabFocusReason)
        held = Qt.KeyboardModifier.ShiftModifier if key == Qt.Key.Key_F10 else PLAIN
        QTest.keyClick(there, key, held)
    words = [action.text() for action in menu().actions()]
    assert words == ["Open", "Duplicate", "Export as a file…", "Remove"]
    menu().close()


def test_a_shipped_one_cannot_be_removed_and_starting_now_has_no_menu(desk: Facilitator) -> None:
    right_click(card(desk, "Council"))
    assert "Remove" not in [action.text() for action in menu().actions()]
    menu().close()
    right_click(card(desk, "Start now"))
    assert QApplication.activePopupWidget() is None


def test_open_is_what_a_click_is(desk: Facilitator) -> None:
    assert "How is it?" in chooses(desk, "Our circle", "Open")
    assert page(desk).plan.title.text() == "Our circle"


def test_a_copy_is_there_at_once_and_goes_again(desk: Facilitator) -> None:
    said = chooses(desk, "Council", "Duplicate")
    assert "“Council (2)” is a copy. It is on the start page." in said
    assert titles(desk)[titles(desk).index("Council") + 1] == "Council (2)"
    assert QApplication.focusWidget() is card(desk, "Council (2)")
    assert read_template(kept(desk)["council_2"], source="", forms=SHELF.forms).minutes == 80
    desk.click("Undo")
    assert "Council (2)" not in titles(desk)
    assert list(kept(desk)) == ["ours"]


def test_what_was_removed_comes_back_word_for_word(desk: Facilitator) -> None:
    place = titles(desk).index("Our circle")
    assert "“Our circle” was removed." in chooses(desk, "Our circle", "Remove")
    assert "Our circle" not in titles(desk)
    assert kept(desk) == {}
    assert QApplication.focusWidget() is cards(desk)[min(place, len(cards(desk)) - 1)]
    desk.click("Undo")
    assert QApplication.focusWidget() is card(desk, "Our circle")
    assert kept(desk) == {"ours": OURS}


def test_the_shipped_one_is_back_when_what_took_its_place_is_removed(
    qapp: QApplication, kit: Path
) -> None:
    with closing(Store.open(kit)) as store:
        store.keep_template("council", OURS.replace('"ours"', '"council"'))
    with at_the_window(qapp, kit) as desk:
        assert "Council" not in titles(desk)
        desk.circlekeeper.start.remove_asked.emit(
            desk.circlekeeper.acts.templates.desk.shelf.template("council")
        )
        assert "Council" in titles(desk)


def test_it_goes_out_as_it_was_written(
    desk: Facilitator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(tmp_path))
    assert "“ours.toml” is in “" in chooses(desk, "Our circle", "Export as a file…")
    assert (tmp_path / "ours.toml").read_text("utf-8") == OURS
    assert "“ours-2.toml” is in “" in chooses(desk, "Our circle", "Export as a file…")
    chooses(desk, "Council", "Export as a file…")
    shipped = assets() / "session_templates" / "council.toml"
    assert (tmp_path / "council.toml").read_text("utf-8") == shipped.read_text("utf-8")
    assert list(kept(desk)) == ["ours"]


def test_nothing_is_written_when_no_folder_is_chosen_or_it_is_gone(
    desk: Facilitator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: "")
    chooses(desk, "Our circle", "Export as a file…")
    assert desk.window.said == ""
    gone = str(tmp_path / "gone")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: gone)
    assert "That folder does not exist" in chooses(desk, "Our circle", "Export as a file…")


# Taken in


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    good, bad = tmp_path / "new.toml", tmp_path / "bad.toml"
    good.write_text(OURS.replace("ours", "new").replace("Our circle", "New one"), "utf-8")
    bad.write_text(OURS.replace("go_round", "dance"), "utf-8")
    return good, bad


def test_a_file_is_chosen_and_taken_in_and_goes_again(
    desk: Facilitator, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = ([str(files[0])], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_asked: chosen)
    assert "“New one” can be used: 1 round, 30 min." in desk.click("Take in a template…")
    assert "New one" in titles(desk)
    assert kept(desk)["new"] == files[0].read_text("utf-8")
    desk.click("Undo")
    assert "New one" not in titles(desk)


def test_files_are_dropped_and_a_broken_one_stops_no_other(
    desk: Facilitator, files: tuple[Path, Path], tmp_path: Path
) -> None:
    start = desk.circlekeeper.start
    assert start.acceptDrops()
    assert drops(start, files[1], files[0], tmp_path / "picture.png")
    assert "New one" in titles(desk)
    said = desk.window.said
    assert "“New one” can be used" in said
    assert "bad.toml, line 9: round 1 has the form “dance”, which is none of" in said
    desk.click("Undo")
    assert kept(desk) == {"ours": OURS}


def test_of_what_is_no_template_it_is_said_what_can_be_opened(
    desk: Facilitator, tmp_path: Path
) -> None:
    assert drops(desk.circlekeeper.start, tmp_path / "picture.png")
    assert desk.window.said.startswith("“picture.png” cannot be opened here. What can: notes")


def test_what_took_the_place_of_another_gives_it_back(
    desk: Facilitator, files: tuple[Path, Path]
) -> None:
    files[0].write_text(OURS.replace("As we do it.", "As we do it now."), "utf-8")
    drops(desk.circlekeeper.start, files[0])
    assert "As we do it now." in kept(desk)["ours"]
    desk.click("Undo")
    assert kept(desk) == {"ours": OURS}


# The start page


def test_the_cards_that_were_there_stay_when_the_kit_is_opened(look: Look, qtbot) -> None:
    page = StartPage(look)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show_templates(SHELF.templates)
    before = page.findChildren(ChoiceCard)
    shelf = SHELF.with_own({"ours": OURS})
    page.show_templates(shelf.templates, shelf.own)
    after = page.findChildren(ChoiceCard)
    assert set(before) < set(after)
    assert len(after) == len(before) + 1
    page.show_templates(SHELF.templates)
    QApplication.sendPostedEvents(None, 52)  # what is to be deleted
    assert set(page.findChildren(ChoiceCard)) == set(before)


def test_tab_goes_through_the_cards_as_they_stand(desk: Facilitator) -> None:
    chooses(desk, "Council", "Duplicate")
    start = desk.circlekeeper.start
    before: QWidget = cards(desk)[0]
    before.setFocus()
    for one in [*cards(desk)[1:], start.cards.take_in]:
        QTest.keyClick(before, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is one
        before = one


# Saved from a plan


def opens(desk: Facilitator, title: str) -> PreparePage:
    QTest.mouseClick(card(desk, title), Qt.MouseButton.LeftButton)
    return page(desk)


def saves_as(desk: Facilitator, title: str, button: str = "Save") -> str:
    """With the field open."""
    writes(page(desk).plan.saving.title, title)
    found = page(desk).plan.saving.save
    assert found.words == button
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)
    return desk.sees


def test_a_plan_is_saved_with_what_was_changed_and_all_else_it_came_from(desk: Facilitator) -> None:
    prepared = opens(desk, "Council")
    QTest.keyClick(prepared.plan.rows[0], Qt.Key.Key_Delete)
    prepared.agreed.checks[0].click()
    desk.click("Save as a template")
    assert prepared.plan.saving.title.text() == "Council (2)"
    assert "Saved as “Evening council”. It is on the start page." in saves_as(
        desk, "Evening council"
    )
    assert not prepared.plan.saving.isVisible()
    council = SHELF.template("council")
    made = read_template(kept(desk)["evening_council"], source="", forms=SHELF.forms)
    assert made.rounds == council.rounds[1:]
    assert made.agreements == council.agreements[1:]
    assert (made.title, made.credit, made.about) == (
        "Evening council",
        council.credit,
        council.about,
    )
    desk.click("Back")
    assert "Evening council" in titles(desk)


def test_saving_is_undone_from_the_bar(desk: Facilitator) -> None:
    prepared = opens(desk, "Council")
    desk.click("Save as a template")
    saves_as(desk, "Mine")
    assert "Save the template" in desk.sees
    desk.click("Undo")
    assert list(kept(desk)) == ["ours"]
    assert "Save the template" not in desk.sees
    assert prepared.template == SHELF.template("council")


def test_a_shipped_one_of_the_same_title_stays(desk: Facilitator) -> None:
    opens(desk, "Council")
    desk.click("Save as a template")
    saves_as(desk, "Council")
    assert sorted(kept(desk)) == ["council_2", "ours"]
    desk.click("Back")
    assert titles(desk).count("Council") == 2


def test_ones_own_of_that_title_is_replaced_when_that_is_said(desk: Facilitator) -> None:
    opens(desk, "Council")
    desk.click("Save as a template")
    saves_as(desk, "our  CIRCLE", "Replace it")
    assert list(kept(desk)) == ["ours"]
    assert 'title = "our CIRCLE"' in kept(desk)["ours"]
    desk.click("Undo")
    assert kept(desk) == {"ours": OURS}


def test_one_that_was_opened_is_saved_in_its_place(desk: Facilitator) -> None:
    prepared = opens(desk, "Our circle")
    writes(prepared.plan.title, "Tuesday in the hall")
    desk.click("Add a round")
    assert "Saved as “Our circle”." in desk.click("Save the template")
    made = read_template(kept(desk)["ours"], source="", forms=SHELF.forms)
    assert (made.title, len(made.rounds)) == ("Our circle", 2)
    desk.click("Undo")
    assert kept(desk) == {"ours": OURS}


def test_the_keys_alone_save_and_esc_leaves(desk: Facilitator) -> None:
    prepared = opens(desk, "Council")
    prepared.plan.save_as.setFocus(Qt.FocusReason.TabFocusReason)
    desk.press("Space")
    assert QApplication.focusWidget() is prepared.plan.saving.title
    desk.press("Escape")
    assert not prepared.plan.saving.isVisible()
    assert QApplication.focusWidget() is prepared.plan.save_as
    desk.press("Space")
    desk.press("Tab", "Tab")
    assert QApplication.focusWidget() is prepared.plan.saving.cancel
    prepared.plan.saving.title.setFocus()
    writes(prepared.plan.saving.title, " ")
    desk.press("Return")
    assert list(kept(desk)) == ["ours"]
    desk.writes("Круг")
    assert "Saved as “Круг”." in desk.press("Return")
    assert list(kept(desk)) == ["my_template", "ours"]


def test_a_plan_that_came_from_nothing_is_saved_too(desk: Facilitator) -> None:
    opens(desk, "Start now")
    desk.click("Save as a template")
    saves_as(desk, "Plain")
    made = read_template(kept(desk)["plain"], source="", forms=SHELF.forms)
    assert [one.form for one in made.rounds] == ["go_round"]


def test_on_a_full_disk_it_is_said_and_what_was_written_stays(
    qapp: QApplication, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with own_disk(disk, kilobytes=2_000):
        Store.open(disk).close()
        with at_the_window(qapp, disk) as desk:
            opens(desk, "Council")
            desk.click("Save as a template")
            fill(disk / "other")
            assert "The disk is full" in saves_as(desk, "Mine")
            assert page(desk).plan.saving.isVisible()
            assert page(desk).plan.saving.title.text() == "Mine"
            (disk / "other").unlink()
            assert "Saved as “Mine”." in saves_as(desk, "Mine")


def test_a_session_has_a_plan_of_its_own(qapp: QApplication, kit: Path) -> None:
    clock = FakeClock()
    with at_the_window(qapp, kit, clock) as desk:
        desk.circlekeeper.acts.sessions.open_session(opens(desk, "Our circle").opened())
        plan, session = desk.live.state.opened, desk.live.id
        store = desk.circlekeeper.desk.store
        store.keep_template("ours", OURS.replace("How is it?", "Something else?"))
        assert "How is it?" in desk.sees
        store.drop_template("ours")
    with at_the_window(qapp, kit, clock) as desk:
        desk.circlekeeper.carry_on(session)
        assert desk.live.state.opened == plan
        assert "How is it?" in desk.sees
