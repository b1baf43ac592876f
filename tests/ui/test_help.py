"""Help: the pages inside the program, found, read and followed without a mouse, and true about the keys."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from circle import i18n
from circle.help_pages import ORDER, Form, Kind, found_in, read_help, texts
from circle.paths import assets
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from tests.ui.typed import ROOT
from ui.actions import key_words
from ui.all_actions import all_actions
from ui.key_rows import rows_by_name
from ui.pages.help import HelpPages
from ui.pages.live import LivePage

FOLDER = assets() / "help"
PAGES, _TROUBLES = read_help(FOLDER)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator


@pytest.fixture
def page(desk: Facilitator) -> HelpPages:
    desk.press("Shift+F1")
    found = desk.window.page
    assert isinstance(found, HelpPages)
    return found


def parts() -> Iterator[tuple[str, Kind, str]]:
    for one in PAGES:
        for block in one.blocks:
            yield from ((one.name, part.kind, part.to) for part in block.parts)


def test_every_page_is_there_and_every_link_leads_somewhere():
    assert [one.name for one in PAGES] == [*ORDER]
    links = {to for _page, kind, to in parts() if kind is Kind.LINK}
    assert links
    assert links <= {*ORDER}


def test_every_key_that_help_names_is_one_of_the_action_table():
    named = {to for _page, kind, to in parts() if kind is Kind.KEY}
    assert len(named) > 30
    assert named <= {*rows_by_name()}
    assert all(rows_by_name()[one].keys for one in named)


def test_help_writes_no_key_but_by_its_action():
    """Or it would be untrue for whoever chose another one. Keys that nobody can change are words."""
    text = "\n".join(text for _file, text in texts(FOLDER))
    assert not re.findall(r"\b(?:Ctrl|Alt)\b|\b(?:F1|F11|Space|Page Down|Page Up)\b", text)


def test_the_keys_in_the_readme_are_those_of_the_action_table():
    """Of the table for Live: single letters, and the first keys of the main acts."""
    readme = (ROOT / "README.md").read_text("utf-8")
    _before, table = readme.split("| key | in Live |")
    first = [line.split("|")[1] for line in table.split("\n\n")[0].splitlines()[2:]]
    written = {
        key.strip().removeprefix("or ").removesuffix(" and a name")
        for keys in first
        for key in re.split(r"[·,]| or (?=[A-Z] and)", keys)
    }
    known = {
        words.replace("−", "-").replace(" ", "")
        for rows in all_actions().values()
        for row in rows
        for words in map(key_words, row.keys)
    }
    assert len(written) > 25
    for one in written - {"", "1 – 9", "+ −"}:
        assert one.replace("−", "-").replace(" ", "") in known, one


def test_it_lies_over_an_open_circle_which_goes_on(desk: Facilitator):
    desk.begins().press("Space")
    live = desk.window.page
    assert "Begin a circle" in desk.press("Shift+F1")
    events = desk.stored_events
    desk.press("Down", "Down")
    assert desk.stored_events == events, "its keys are those of help"
    assert isinstance(live, LivePage)
    desk.press("Escape")
    assert desk.window.page is live
    desk.waits(5).press("Space")
    assert desk.stored_events == events + 1


def test_it_is_opened_from_the_start_page_and_shows_ones_keys(desk: Facilitator):
    desk.click("Help")
    assert isinstance(desk.window.page, HelpPages)
    desk.window.page.show_page("while_it_is_open")
    assert "Space passes the piece to whoever is next" in desk.sees
    assert "{" not in desk.sees


def test_words_are_found_and_marked_with_the_keys_alone(desk: Facilitator, page: HelpPages):
    words = desk.writes("POWER went")
    assert "1 page was found." in words
    assert "What the screen showed has been saved" in words
    marked = {one.cursor.selectedText() for one in page.view.extraSelections()}
    assert marked == {"power", "went"}
    assert "Nothing was found in help. Try one word" in desk.writes("xyz")
    desk.press("Escape")
    assert desk.window.page is desk.circlekeeper.start


def test_keys_that_are_pressed_together_stand_on_one_line_and_are_found(
    desk: Facilitator, page: HelpPages
):
    assert "(Ctrl\N{NO-BREAK SPACE}T)" in page.view.document().begin().next().text()
    desk.writes("sample ctrl")
    marked = {one.cursor.selectedText() for one in page.view.extraSelections()}
    assert marked == {"sample", "Ctrl"}


def test_arrows_go_from_page_to_page(desk: Facilitator, page: HelpPages):
    desk.press("Return", "Down")
    assert page.list.hasFocus()
    assert "The ring shows where people sit" in desk.sees


def test_links_are_followed_by_tab_and_enter(desk: Facilitator, page: HelpPages):
    page.view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.view, Qt.Key.Key_Tab)
    desk.press("Return")
    assert page.list.chosen_key != "begin"
    assert "Back" in desk.sees


def test_a_screen_reader_reads_the_page_by_its_name_and_text(page: HelpPages):
    read = QAccessible.queryAccessibleInterface(page.view)
    assert read.text(QAccessible.Text.Name) == "Begin a circle"
    assert read.textInterface().characterCount() > 500
    document, levels = page.view.document(), []
    block = document.begin()
    while block.isValid():
        levels.append(block.blockFormat().headingLevel())
        block = block.next()
    assert levels[0] == 1
    assert levels.count(2) == 2


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off_in_a_small_window(desk: Facilitator, page: HelpPages, percent: int):
    desk.window.resize(1024, 640)
    desk.circlekeeper.look.use_scale(percent / 100)
    QApplication.processEvents()
    for one in PAGES:
        page.show_page(one.name)
        QApplication.processEvents()
        assert page.view.horizontalScrollBar().maximum() == 0, one.name
    assert page.width() == 1024
    assert page.view.width() > 500


def test_a_broken_or_missing_page_is_named_and_skipped(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "help"
    shutil.copytree(FOLDER, folder)
    (folder / "silence.md").unlink()
    (folder / "keys.md").write_bytes(b"\xff\xfe\x00")
    (folder / "mine.md").write_text("no title\n", "utf-8")
    (folder / "ours.md").write_text("# Ours\n\nWe have tea.\n", "utf-8")
    with at_the_window(qapp, tmp_path / "kit") as desk:
        monkeypatch.setattr(desk.circlekeeper.acts.help, "_folder", folder)
        words = desk.press("Shift+F1")
        for name in ("silence", "keys", "mine"):
            assert f"The help page “{name}.md” is missing or cannot be read." in words
        assert "Ours" in words
        assert "Silence, pauses, breaks" not in words


def test_each_paragraph_is_a_message_of_the_catalogue(monkeypatch: pytest.MonkeyPatch):
    said = [text for _file, text in texts(FOLDER)]
    assert "Begin a circle" in said
    assert all(text == " ".join(text.split()) and not text.startswith(("#", "- ")) for text in said)
    monkeypatch.setattr(
        "circle.help_pages._", lambda text: text.replace("Begin a circle", "Dechrau cylch")
    )
    pages, _troubles = read_help(FOLDER)
    assert pages[0].title == "Dechrau cylch"
    assert pages[1].title == "While the circle is open", "what is not translated is English"
    assert i18n.gettext("Begin a circle") == "Begin a circle"


def test_the_forms_of_a_page(tmp_path: Path):
    (tmp_path / "begin.md").write_text(
        "# T\n\nA **b**\nc [d](keys) {live.next}.\n\n- one\n- two\n  more\n", "utf-8"
    )
    (page,), _troubles = read_help(tmp_path)
    assert [block.form for block in page.blocks] == [Form.PARAGRAPH, Form.ITEM, Form.ITEM]
    assert [(part.kind, part.text or part.to) for part in page.blocks[0].parts] == [
        (Kind.PLAIN, "A "), (Kind.STRONG, "b"), (Kind.PLAIN, " c "), (Kind.LINK, "d"),
        (Kind.PLAIN, " "), (Kind.KEY, "live.next"), (Kind.PLAIN, "."),
    ]  # fmt: skip
    assert page.blocks[2].parts[0].text == "two more"


def test_what_is_found_is_found_without_accents_at_its_place():
    text = "Straße, e\u0301te\u0301 und été"
    assert [text[a:b] for a, b in found_in(text, ("ETE", "STRASSE"))] == [
        "Straße",
        "e\u0301te",
        "été",
    ]


def test_help_may_be_left_while_the_key_card_is_made(
    desk: Facilitator, page: HelpPages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    desk.click("Key card…")
    desk.press("Escape")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    desk.circlekeeper.acts.help._beside.finish()
    assert "The key card is in “" in desk.sees
    assert desk.window.page is desk.circlekeeper.start


def test_a_circle_goes_on_under_help_over_another_page_when_the_notes_are_hidden(
    desk: Facilitator,
):
    live = desk.begins(an_evening("Mair", "Gwen")).live
    desk.circlekeeper.acts.sessions.ask_each()
    desk.press("Shift+F1", "Ctrl+L")
    assert desk.circlekeeper.desk.on_desk is live
    assert desk.circlekeeper.desk.kit.is_open


def test_a_page_that_comes_meanwhile_takes_help_away(desk: Facilitator, page: HelpPages):
    """As when the passphrase that was being tried is right."""
    desk.circlekeeper.show_start()
    assert desk.window.page_under is None
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not desk.window.findChildren(HelpPages)
    desk.press("Ctrl+T")
    assert "Six people sit here" in desk.sees


def test_the_key_card_is_made_from_there(
    desk: Facilitator, page: HelpPages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    desk.click("Key card…")
    desk.circlekeeper.acts.help._beside.finish()
    assert "The key card is in “" in desk.sees
    assert (tmp_path / "circlekeeper-keys.pdf").read_bytes().startswith(b"%PDF")
