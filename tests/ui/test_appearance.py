"""How the window looks: chosen on the Settings page, with keys, or by the computer; remembered, and never lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from circle.files import NotWritten
from circle.kit_files import PREFERENCES
from circle.paths import assets
from circle.preferences import Appearance, Palette, Preferences, keep, read
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.hands import wait_for
from tests.ui.typed import ROOT
from ui.appearance_part import AppearancePart
from ui.as_the_computer import AsTheComputer
from ui.pages.cards import SettingsPage
from ui.theme import THEMES, Look
from ui.widgets.card import Card
from ui.widgets.scroll_column import ScrollColumn

Scheme = Qt.ColorScheme


class Preference(Enum):
    """As Qt names them, of contrast and of motion alike."""

    NoPreference = 0
    More = 1


class OlderHints(QObject):
    """What Qt says of the computer; this version of it knows of light and dark only."""

    colorSchemeChanged = Signal(Scheme)  # noqa: N815 - Qt's name

    def __init__(self, scheme: Scheme = Scheme.Unknown) -> None:
        super().__init__()
        self._scheme = scheme

    def colorScheme(self) -> Scheme:  # noqa: N802
        return self._scheme

    def becomes(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self.colorSchemeChanged.emit(scheme)


class Hints(OlderHints):
    """And this one of contrast and of motion."""

    contrastPreferenceChanged = Signal(object)  # noqa: N815
    motionPreferenceChanged = Signal(object)  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self._contrast = self._motion = Preference.NoPreference

    def accessibility(self) -> Hints:
        return self

    def contrastPreference(self) -> Preference:  # noqa: N802
        return self._contrast

    def motionPreference(self) -> Preference:  # noqa: N802
        return self._motion

    def asks_for_contrast(self) -> None:
        self._contrast = Preference.More
        self.contrastPreferenceChanged.emit(self._contrast)

    def asks_for_stillness(self, asked: Preference = Preference.More) -> None:
        self._motion = asked
        self.motionPreferenceChanged.emit(asked)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as desk:
        yield desk
        desk.circlekeeper.look.wear(Appearance())


@pytest.fixture
def bare(qapp: QApplication) -> Look:
    """A look that nobody chose anything of."""
    return Look(assets())


def follows(look: Look, hints: OlderHints) -> OlderHints:
    look.follow(AsTheComputer(hints))  # pyright: ignore[reportArgumentType] - what it asks for is there
    return hints


def settings(desk: Facilitator) -> AppearancePart:
    """The part of the Settings page, opened anew."""
    desk.circlekeeper.show_settings()
    assert isinstance(desk.window.page, SettingsPage)
    (part,) = desk.window.page.findChildren(AppearancePart)
    return part


def kept(desk: Facilitator) -> Appearance:
    found, trouble = read(desk.circlekeeper._kit[0])
    assert not trouble
    return found.appearance


# As the computer


@pytest.mark.parametrize(
    ("scheme", "palette"),
    [(Scheme.Unknown, "light"), (Scheme.Light, "light"), (Scheme.Dark, "dark")],
)
def test_where_nothing_is_chosen_the_colours_are_as_the_computer_has_them(
    bare: Look, scheme: Scheme, palette: str
):
    follows(bare, OlderHints(scheme))
    assert bare.theme.name == palette


def test_the_colours_change_along_with_those_of_the_computer(bare: Look, qtbot):
    hints = follows(bare, OlderHints(Scheme.Light))
    with qtbot.waitSignal(bare.changed):
        hints.becomes(Scheme.Dark)
    assert bare.theme.name == "dark"
    hints.becomes(Scheme.Light)
    assert bare.theme.name == "light"


def test_more_contrast_for_the_whole_computer_is_high_contrast_here(bare: Look):
    hints = Hints()
    follows(bare, hints)
    hints.becomes(Scheme.Dark)
    hints.asks_for_contrast()
    assert bare.theme.name == "high_contrast"


def test_a_palette_that_was_chosen_stays_whatever_the_computer_does(bare: Look):
    hints = follows(bare, OlderHints())
    bare.use("dim")
    hints.becomes(Scheme.Dark)
    assert bare.theme.name == "dim"


def test_the_window_follows_from_its_first_moment(desk: Facilitator):
    look = desk.circlekeeper.look
    hints = follows(look, OlderHints())
    hints.becomes(Scheme.Dark)
    assert look.chosen == ""
    colours = desk.window.palette()
    wait_for(lambda: desk.window.palette() != colours, lambda: "the window stays light")
    assert desk.window.palette().window().color() == THEMES["dark"].paper
    assert not (desk.circlekeeper._kit[0] / PREFERENCES).exists()


def test_larger_letters_leave_the_colours_to_the_computer(desk: Facilitator):
    hints = follows(desk.circlekeeper.look, OlderHints())
    desk.press("Ctrl++")
    assert kept(desk) == Appearance(Palette.COMPUTER, 110)
    hints.becomes(Scheme.Dark)
    assert desk.circlekeeper.look.theme.name == "dark"


def test_the_key_goes_round_the_four_and_each_is_remembered_as_itself(desk: Facilitator):
    follows(desk.circlekeeper.look, OlderHints(Scheme.Dark))
    seen: list[str] = []
    for _turn in THEMES:
        desk.press("Ctrl+D")
        seen.append(kept(desk).palette)
    assert seen == ["dim", "high_contrast", "light", "dark"]


# The Settings page


def test_what_is_chosen_is_seen_at_once_and_remembered(desk: Facilitator):
    part, look = settings(desk), desk.circlekeeper.look
    desk.click("Dim")
    assert look.theme.name == "dim"
    desk.click("150")
    assert look.scale == 1.5
    part.still.click()
    part.digits.click()
    assert kept(desk) == Appearance(Palette.DIM, 150, still=True, digits=False)
    part.palette.buttons[""].click()
    assert look.theme.name == "light"
    again = settings(desk)
    assert (again.palette.buttons[""].isChecked(), again.size.buttons["150"].isChecked()) == (
        True,
        True,
    )
    assert again.still.isChecked()
    assert not again.digits.isChecked()


def test_on_a_usual_screen_the_cards_are_shared_among_three_columns(desk: Facilitator):
    desk.window.resize(1366, 768)
    settings(desk)
    assert desk.window.page
    columns = [one for one in desk.window.page.findChildren(ScrollColumn) if one.isVisible()]
    assert [len(one.findChildren(Card)) for one in columns] == [2, 2, 2]


def test_the_size_that_was_chosen_is_still_under_the_hand(desk: Facilitator):
    """All grows while somebody chooses; what they press next is in sight, and has the focus."""
    part = settings(desk)
    button = part.size.buttons["100"]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    for percent in ("110", "125", "150", "175", "200"):
        desk.press("Right")
        button = part.size.buttons[percent]
        assert button.isChecked()
        assert button.hasFocus()
        wait_for(
            lambda button=button: button.visibleRegion().boundingRect() == button.rect(),
            lambda percent=percent: f"{percent} is out of sight",
        )
    assert desk.circlekeeper.look.scale == 2.0


def test_the_page_shows_what_keys_chose(desk: Facilitator):
    part = settings(desk)
    desk.press("Ctrl+D", "Ctrl++")
    assert part.palette.buttons["dark"].isChecked()
    assert part.size.buttons["110"].isChecked()


def test_where_it_cannot_be_kept_nothing_changes_and_a_sentence_says_so(desk: Facilitator):
    part = settings(desk)
    (desk.circlekeeper._kit[0] / f"{PREFERENCES}.new").mkdir()
    desk.click("Dim")
    assert desk.circlekeeper.look.theme.name == "light"
    assert part.palette.buttons[""].isChecked()
    assert "Nothing else was changed" in desk.window.said
    with pytest.raises(NotWritten):
        keep(desk.circlekeeper._kit[0], Preferences())


# Still


def test_with_no_motion_wanted_the_caret_rests_and_nothing_slides(desk: Facilitator):
    app = desk.circlekeeper._app
    app.setEffectEnabled(Qt.UIEffect.UI_General)
    app.setEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    blinks = app.cursorFlashTime()
    assert blinks > 0
    settings(desk).still.click()
    assert app.cursorFlashTime() == 0
    assert not any(app.isEffectEnabled(effect) for effect in Qt.UIEffect)
    settings(desk).still.click()
    assert app.cursorFlashTime() == blinks
    assert app.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    app.setEffectEnabled(Qt.UIEffect.UI_AnimateMenu, False)


def test_less_motion_for_the_whole_computer_is_stillness_here(desk: Facilitator):
    look, hints = desk.circlekeeper.look, Hints()
    follows(look, hints)
    assert not look.still
    hints.asks_for_stillness()
    assert (look.still, desk.circlekeeper._app.cursorFlashTime()) == (True, 0)
    hints.asks_for_stillness(Preference.NoPreference)
    assert not look.still


def test_nothing_in_the_window_is_made_to_move():
    """What goes on goes by clocks and timers that tell of time itself, or by a finger; so there is no more to stop than
    Qt's own."""
    moving = re.compile(r"Q\w*(Animation|TimeLine|Movie)\b")
    found = [
        f"{file.name}: {word[0]}"
        for file in (ROOT / "ui").rglob("*.py")
        for word in moving.finditer(file.read_text())
    ]
    assert found == []


# Digits


def test_without_digits_the_circle_begins_without_and_a_key_shows_them(desk: Facilitator):
    desk.circlekeeper.preferred.change(appearance=Appearance(digits=False))
    desk.begins().press("Space")
    assert desk.circle._painted().face == ""
    desk.press("H")
    assert desk.circle._painted().face
    assert not desk.circlekeeper.preferred.now.appearance.digits


def test_hidden_digits_stay_hidden_when_the_session_is_opened_again(desk: Facilitator):
    desk.begins().press("Space", "H")
    desk.press("Ctrl+E", "Ctrl+E", after_s=30)
    desk.click("Reopen")
    assert desk.circle._painted().face == ""


# What cannot be used


def test_an_unknown_palette_is_named_and_the_rest_holds(qapp: QApplication, tmp_path: Path):
    kit = tmp_path / "kit"
    keep(kit, Preferences(appearance=Appearance(percent=150)))
    table = json.loads((kit / PREFERENCES).read_text())
    table["appearance"]["palette"] = "purple"
    (kit / PREFERENCES).write_text(json.dumps(table))
    with at_the_window(qapp, kit, made=False) as desk:
        assert "(appearance.palette: purple)" in desk.sees
        assert "your kit is safe" in desk.sees
        assert (desk.circlekeeper.look.theme.name, desk.circlekeeper.look.scale) == ("light", 1.5)
        desk.circlekeeper.look.use_scale(1.0)


@pytest.mark.parametrize("percent", [0, -100, 79, 201, 10**12, "large", None, 1.5, True])
def test_a_size_that_makes_no_sense_is_named_and_not_used(tmp_path: Path, percent: object):
    table = {"appearance": {"percent": percent, "palette": "dim"}}
    (tmp_path / PREFERENCES).write_text(json.dumps(table))
    found, said = read(tmp_path)
    assert found.appearance == Appearance(Palette.DIM)
    assert "appearance.percent" in said


def test_every_palette_has_a_name_that_can_be_kept():
    assert {palette.value for palette in Palette} == {"", *THEMES}


def test_where_no_caret_blinks_menus_still_move_again(desk: Facilitator):
    app, look = desk.circlekeeper._app, desk.circlekeeper.look
    blinks = app.cursorFlashTime()
    app.setCursorFlashTime(0)
    app.setEffectEnabled(Qt.UIEffect.UI_General)
    app.setEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    look.wear(Appearance(still=True))
    look.use_scale(1.25)
    assert not app.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    look.wear(Appearance())
    assert app.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    app.setEffectEnabled(Qt.UIEffect.UI_AnimateMenu, False)
    app.setCursorFlashTime(blinks)
