"""The bell: rung by hand, heard where it can be, shown always, and never tied to anybody's time."""

import wave
from array import array
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication

from circle.events import Participant, RoundPlan, SessionOpened
from circle.paths import assets
from circle.preferences import Preferences, Sound, Voice, keep, read
from tests.ui.facilitator import NAMES, Facilitator, an_evening, at_the_window
from tests.ui.hands import wait_for
from tests.ui.pictured import look_alike
from ui.pages.cards import SettingsPage
from ui.sound_making import SOUNDS, made
from ui.sound_part import SoundPart
from ui.speaker import NotHeard, Speaker, play_on_device


class Heard:
    """What a speaker was given to play, by the length of it; `fails`: there is no device."""

    def __init__(self, *, fails: bool = False) -> None:
        self.sounds: list[tuple[bytes, int]] = []
        self.fails, self.tried = fails, 0

    def __call__(self, samples: bytes, rate: int, _ends: Event) -> None:
        self.tried += 1
        if self.fails:
            raise NotHeard("There is no loudspeaker here.")
        self.sounds.append((samples, rate))


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, heard: Heard) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as desk:
        speaker = desk.circlekeeper.in_the_room.speaker
        speaker._play, speaker._beside = heard, ThreadPoolExecutor(1)
        yield desk


def wants(desk: Facilitator, sound: Sound) -> None:
    desk.circlekeeper.preferred.change(sound=sound)


def waits_for_all(desk: Facilitator) -> None:
    """What was to be heard was."""
    beside = desk.circlekeeper.in_the_room.speaker._beside
    beside.submit(lambda: None).result(timeout=5)
    QApplication.processEvents()


def test_the_key_rings_it_and_the_ring_stands_out(desk: Facilitator, heard: Heard) -> None:
    desk.begins()
    before = desk.circle.grab().toImage()
    desk.press("B")
    waits_for_all(desk)
    assert len(heard.sounds) == 1
    assert desk.circle.shows_bell
    assert not look_alike(desk.circle.grab().toImage(), before)
    desk.circle._bell.timeout.emit()
    desk.circle._bell.stop()
    assert look_alike(desk.circle.grab().toImage(), before)


def test_undoing_a_bell_rings_none(desk: Facilitator, heard: Heard) -> None:
    desk.begins()
    desk.press("B", "Ctrl+Z", "Ctrl+Shift+Z")
    waits_for_all(desk)
    assert len(heard.sounds) == 1


def test_a_round_without_the_bell_is_without_it(desk: Facilitator, heard: Heard) -> None:
    wants(desk, Sound(at_begin=True, at_end=True))
    people = tuple(Participant(f"p{n}", name) for n, name in enumerate(NAMES))
    quiet = RoundPlan("go_round", "What was lost?", "Grief", bell=False)
    desk.begins(SessionOpened("An evening", people, (quiet,)))
    said = desk.press("B")
    desk.press("Shift+R")
    waits_for_all(desk)
    assert "This round is held without the bell." in said
    assert not heard.sounds


def test_by_itself_it_sounds_only_where_that_is_wanted(desk: Facilitator, heard: Heard) -> None:
    desk.begins()
    desk.press("Shift+R")
    waits_for_all(desk)
    assert not heard.sounds
    wants(desk, Sound(at_begin=True, at_end=True))
    desk.press("Space")
    waits_for_all(desk)
    assert len(heard.sounds) == 1, "another round began"
    desk.press("Space", "Space")
    waits_for_all(desk)
    assert len(heard.sounds) == 1, "passing the piece is no reason"
    desk.press("Shift+R")
    waits_for_all(desk)
    assert len(heard.sounds) == 2, "the round ended"


def test_it_sounds_when_partners_change_over(desk: Facilitator, heard: Heard) -> None:
    wants(desk, Sound(at_swap=True))
    desk.begins(an_evening(forms=("dyad",)))
    waits_for_all(desk)
    assert not heard.sounds
    desk.press("Shift+R")
    waits_for_all(desk)
    assert len(heard.sounds) == 1


def test_time_that_goes_by_rings_nothing(desk: Facilitator, heard: Heard) -> None:
    wants(desk, Sound(at_begin=True, at_end=True, at_swap=True))
    desk.begins(an_evening(forms=("dyad",), suggested_s=60))
    waits_for_all(desk)
    rung = len(heard.sounds)
    desk.waits(600)
    desk.ticks(3)
    waits_for_all(desk)
    assert len(heard.sounds) == rung


def test_without_a_device_it_is_shown_and_said_once(desk: Facilitator, heard: Heard) -> None:
    heard.fails = True
    desk.begins()
    desk.press("B")
    wait_for(lambda: "no loudspeaker" in desk.sees, lambda: desk.sees)
    assert desk.circle.shows_bell
    desk.press("Escape", "B")
    waits_for_all(desk)
    assert "no loudspeaker" not in desk.sees
    assert heard.tried == 1, "a device that is not there is not asked for again at each bell"


def test_at_no_volume_nothing_is_asked_to_play(desk: Facilitator, heard: Heard) -> None:
    wants(desk, Sound(volume=0))
    desk.begins()
    desk.press("B")
    waits_for_all(desk)
    assert heard.tried == 0
    assert desk.circle.shows_bell


def loudest(samples: bytes) -> int:
    return max(array("h", samples))


def test_it_is_chosen_and_tried_in_settings(
    desk: Facilitator, heard: Heard, tmp_path: Path
) -> None:
    desk.circlekeeper.show_settings()
    assert isinstance(desk.window.page, SettingsPage)
    for words in ("Bowl", "Very soft", "when a round begins", "Try it"):
        desk.click(words)
    waits_for_all(desk)
    assert read(tmp_path / "kit")[0].sound == Sound(Voice.BOWL, 20, at_begin=True)
    assert "It sounds now." in desk.sees
    softer, _rate = heard.sounds[0]
    desk.click("Loud")
    desk.click("Try it")
    waits_for_all(desk)
    louder, _rate = heard.sounds[1]
    assert len(softer) == len(louder)
    assert loudest(louder) > 10 * loudest(softer)


def test_settings_say_why_nothing_is_heard_and_try_anew(desk: Facilitator, heard: Heard) -> None:
    heard.fails = True
    desk.circlekeeper.show_settings()
    desk.click("Try it")
    wait_for(lambda: "no loudspeaker" in desk.sees, lambda: desk.sees)
    heard.fails = False
    desk.click("Try it")
    waits_for_all(desk)
    assert len(heard.sounds) == 1
    assert "no loudspeaker" not in desk.sees


def test_settings_are_made_with_what_was_chosen(qapp: QApplication, tmp_path: Path) -> None:
    keep(tmp_path / "kit", Preferences(sound=Sound(Voice.WOOD, 100, at_swap=True)))
    with at_the_window(qapp, tmp_path / "kit") as desk:
        desk.circlekeeper.show_settings()
        parts = desk.circlekeeper.acts.settings._parts
        (part,) = (one for one in parts if isinstance(one, SoundPart))
        assert part.voice.buttons["wood"].isChecked()
        assert part.volume.buttons["100"].isChecked()
        assert [name for name, check in part.checks.items() if check.isChecked()] == ["at_swap"]


def played(future: Future[str]) -> str:
    return future.result(timeout=20)


@pytest.mark.parametrize("data", [b"", b"RIFF", b"\0" * 5_000], ids=["empty", "cut", "zeros"])
def test_a_broken_sound_is_named_and_skipped(tmp_path: Path, heard: Heard, data: bytes) -> None:
    (tmp_path / "bell.wav").write_bytes(data)
    speaker = Speaker(tmp_path, heard)
    assert "bell.wav cannot be read" in played(speaker.sound("bell", 60))
    assert "bowl.wav cannot be read" in played(speaker.sound("bowl", 60, anew=True))
    assert not heard.tried
    speaker.stop()


def test_a_real_device_plays_or_says_that_there_is_none(capfd: pytest.CaptureFixture[str]) -> None:
    """Sound systems without a card complain on the terminal; the program itself says it in a sentence."""
    ends = Event()
    ends.set()
    try:
        play_on_device(bytes(2_000), 22_050, ends)
        outcome = ""
    except NotHeard as why:
        outcome = str(why)
    capfd.readouterr()
    assert not outcome or "only shown" in outcome


@pytest.mark.parametrize("name", SOUNDS)
def test_the_sounds_are_what_the_script_makes(name: str) -> None:
    file = assets() / "sounds" / f"{name}.wav"
    assert file.read_bytes() == made(SOUNDS[name])
    with wave.open(str(file)) as sound:
        samples = sound.readframes(sound.getnframes())
    assert samples[:2] == b"\0\0", "it begins in silence"
    assert samples[-2:] == b"\0\0", "and ends in it"


def test_that_nothing_is_heard_replaces_no_question(desk: Facilitator, heard: Heard) -> None:
    heard.fails = True
    desk.begins()
    desk.press("B")
    desk.press("Ctrl+E")
    waits_for_all(desk)
    beside = desk.circlekeeper.in_the_room.bells._beside
    wait_for(lambda: not beside.runs, lambda: "it still waits")
    assert "End the session now?" in desk.sees
    desk.press("Escape")
    assert "no loudspeaker" in desk.sees
