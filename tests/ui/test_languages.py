"""The window in another language: chosen, kept, and there from its first word on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from circle.errors import Refused
from circle.i18n import gettext, language, speaking, use_language
from circle.kit_files import PREFERENCES
from circle.paths import assets
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.seen import words_on
from ui.command_line import main
from ui.own_desk import OwnDesk
from ui.widgets.choice_row import ChoiceRow

LOCALE = assets() / "locale"


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    use_language(None, LOCALE)
    yield
    use_language(None, LOCALE)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator
    # Qt's own words go, too
    with at_the_window(qapp, tmp_path / "kit") as again:
        again.press("Ctrl+,")
        choose(again, "en")


def choose(desk: Facilitator, code: str) -> str:
    page = desk.window.page
    assert page is not None
    (row,) = (
        one for one in page.findChildren(ChoiceRow) if code in one.buttons and "" in one.buttons
    )
    row.buttons[code].click()
    QApplication.processEvents()
    return desk.sees


def kept(tmp_path: Path) -> str:
    return json.loads((tmp_path / "kit" / PREFERENCES).read_text())["language"]


def test_each_language_is_called_by_its_own_name_and_marked(desk: Facilitator):
    sees = desk.press("Ctrl+,")
    for name in ("English", "العربية", "Cymraeg", "Español", "Français", "Polski", "Українська"):
        assert name in sees
    assert (
        "Not yet read by a native speaker: العربية, Cymraeg, Español, Français, Polski, Українська."
        in sees
    )
    assert desk.button("Cymraeg").accessibleDescription() == "Not yet read by a native speaker"
    assert desk.button("English").accessibleDescription() == ""


def test_a_language_that_is_chosen_holds_at_once_and_everywhere(desk: Facilitator, tmp_path: Path):
    desk.press("Ctrl+,")
    sees = choose(desk, "fr")
    with speaking("fr"):
        settings, council = gettext("Settings"), gettext("Council")
    assert settings != "Settings"
    assert settings in sees
    assert "Settings" not in sees.split("\n")
    assert kept(tmp_path) == "fr"
    start = desk.press("Escape")
    assert council in start
    page = desk.circlekeeper.start
    assert page is desk.window.page
    assert "Safe keeping" not in words_on(page)


def test_the_keys_are_told_in_the_language_too(desk: Facilitator):
    desk.press("Ctrl+,")
    choose(desk, "pl")
    sees = desk.press("F1")
    with speaking("pl"):
        assert gettext("Full screen") in sees
    assert "Full screen" not in sees
    desk.press("Escape")


def test_a_round_that_is_held_then_is_in_the_language(desk: Facilitator):
    desk.press("Ctrl+,")
    choose(desk, "es")
    desk.begins()
    with speaking("es"):
        assert gettext("End the session") != "End the session"
        assert gettext("Silence") in desk.sees


def test_qt_says_its_own_words_in_it(desk: Facilitator):
    desk.press("Ctrl+,")
    choose(desk, "fr")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuler"
    choose(desk, "cy")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_english_again_is_english_everywhere(desk: Facilitator):
    desk.press("Ctrl+,")
    before = desk.sees
    choose(desk, "ar")
    assert QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert choose(desk, "en") == before
    assert QApplication.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_what_was_chosen_holds_from_the_first_word_of_the_next_time(
    qapp: QApplication, desk: Facilitator, tmp_path: Path
):
    desk.press("Ctrl+,")
    choose(desk, "uk")
    desk.window.close()
    use_language(None, LOCALE)
    with at_the_window(qapp, tmp_path / "kit") as again:
        with speaking("uk"):
            assert gettext("Council") in again.sees
        assert language() == "uk"


def test_a_language_that_is_not_there_is_english(qapp: QApplication, tmp_path: Path):
    kit = tmp_path / "kit"
    kit.mkdir()
    (kit / PREFERENCES).write_text(json.dumps({"language": "../../tmp"}))
    with at_the_window(qapp, kit) as desk:
        assert "Council" in desk.sees


def test_a_kit_that_cannot_be_looked_into_keeps_no_window_from_opening(
    qapp: QApplication, tmp_path: Path
):
    """As on a disk that is gone."""
    with at_the_window(qapp, tmp_path / ("x" * 300), made=False) as desk:
        assert "cannot be made. Nothing was written." in desk.window.said


def test_where_the_kit_cannot_be_read_the_language_is_another_all_the_same(
    desk: Facilitator, monkeypatch: pytest.MonkeyPatch
):
    desk.press("Ctrl+,")

    def refuse(_desk: object) -> None:
        raise Refused("The disk would not give it.")

    monkeypatch.setattr(OwnDesk, "look", refuse)
    sees = choose(desk, "fr")
    with speaking("fr"):
        assert gettext("Settings") in sees


def test_the_commands_speak_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    kit = tmp_path / "kit"
    kit.mkdir()
    (kit / PREFERENCES).write_text(json.dumps({"language": "fr"}))
    monkeypatch.setenv("LANG", "pl_PL.UTF-8")
    assert main(["--home", str(kit), "templates"]) == 0
    with speaking("fr"):
        assert gettext("Council") in capsys.readouterr().out
