"""Notes from somebody, opened in the window: looked at first, then taken in or left."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from circle.arriving import Coming
from circle.errors import Refused
from circle.harvest import Seen
from circle.level import Level
from circle.store import Store
from tests.ui.choosing import drops
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.keys_alone import presses
from tests.ui.opening import once_read
from tests.ui.seen import scrolls_sideways, tabbed_to
from ui.pages.open_notes import OpenNotesPage
from ui.pages.start import StartPage


@dataclass(frozen=True)
class Known:
    """As circle.preview has it."""

    file: str = "trainer.circle"
    outcome: str | None = "new"
    what: str | None = "session"
    opened: datetime | None = datetime(2026, 5, 11, 17, 30, tzinfo=UTC)
    title: str = ""
    circle: str = "Kitchen table"
    number: int | None = 22
    level: Level | None = Level.SEATS
    reader: Seen | None = Seen.TRAINER
    confidentiality: str = "chatham house"
    people: int | None = 12
    rounds: int = 4
    turns: int = 38
    notes: int = 1
    comments: int = 0
    why: str = ""
    by: str = ""


@dataclass(frozen=True)
class Taken:
    id: str
    sentence: str = "Session 22 was imported."


class Locked(Refused):
    pass


@dataclass
class Post:
    """What came from somebody, in place of the reader of bundles."""

    known: Known = field(default_factory=Known)
    passphrase: str = ""
    broken: str = ""
    taken: list[str] = field(default_factory=list[str])
    coming: Coming = field(default_factory=lambda: Coming("session", "0000beef", None))

    reads: Future[Coming] | None = None
    """Of a slow stick: what is read some time."""

    def read(self, path: Path, passphrase: str) -> Future[Coming]:
        read = self.reads or Future[Coming]()
        if self.broken:
            read.set_exception(Refused(self.broken))
        elif passphrase != self.passphrase:
            why = "It opens with another." if passphrase else "It is kept by a passphrase."
            read.set_exception(Locked(why))
        elif self.reads is None:
            read.set_result(self.coming)
        return read

    def look_at(self, store: Store, path: Path, coming: Coming) -> Known:
        assert coming is self.coming
        return self.known

    def take_in(self, store: Store, coming: Coming) -> Taken:
        assert coming is self.coming, "another than was looked at"
        self.taken.append("trainer.circle")
        return Taken(store.sessions()[0].id)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        facilitator.window.resize(1366, 768)
        facilitator.begins().press("Space", "Ctrl+E", "Ctrl+E", after_s=30)
        facilitator.click("Done")
        yield facilitator


@pytest.fixture
def post(desk: Facilitator) -> Post:
    post, acts = Post(), desk.circlekeeper.acts.opening
    acts.read, acts.look_at, acts.take_in = post.read, post.look_at, post.take_in
    acts.asks = lambda why: isinstance(why, Locked)
    return post


def dropped(desk: Facilitator) -> str:
    """A bundle on the Start page, once it has been read."""
    assert drops(desk.circlekeeper.start, Path("/stick/trainer.circle"))
    return once_read(desk)


def test_a_whole_record_that_is_dropped_is_looked_at_too(desk: Facilitator, post: Post) -> None:
    assert drops(desk.circlekeeper.start, Path("/stick/circle-2026-05-11-5e1a.json"))
    assert "It is not on this laptop yet." in once_read(desk)


def test_of_a_file_that_cannot_be_opened_it_says_what_can_be(desk: Facilitator, post: Post) -> None:
    assert drops(desk.circlekeeper.start, Path("/stick/notes.docx"))
    assert "“notes.docx” cannot be opened here. What can: notes from Circlekeeper" in desk.sees


def test_what_it_is_is_shown_before_anything_is_taken_in(desk: Facilitator, post: Post) -> None:
    words = dropped(desk)
    for part in (
        "trainer.circle",
        "Kitchen table · 22",
        "11 May 2026",
        "With seats · For a trainer",
        "What is said here may be told outside, but never who said it, nor who was here.",
        "12 people · 4 rounds · 38 turns · 1 note",
        "It is not on this laptop yet.",
    ):
        assert part in words
    assert post.taken == []
    desk.press("Escape")
    assert isinstance(desk.window.page, StartPage)
    assert post.taken == []


def test_it_is_taken_in_with_a_key_and_opened(desk: Facilitator, post: Post) -> None:
    dropped(desk)
    words = desk.press("Ctrl+Return")
    assert "Session 22 was imported." in words
    assert post.taken == ["trainer.circle"]
    assert "Import" not in words.splitlines(), "once is enough"
    desk.press("Space")
    assert desk.live.state.opened is not None
    assert "Closing" in desk.sees


def test_a_whole_record_is_opened_as_well(desk: Facilitator, post: Post) -> None:
    assert drops(desk.circlekeeper.start, Path("/stick/session.JSON"))
    assert isinstance(desk.window.page, OpenNotesPage)
    desk.press("Escape")


def test_of_other_files_it_is_said_what_can_be_opened(desk: Facilitator, post: Post) -> None:
    start = desk.circlekeeper.start
    assert drops(start, Path("/stick/letter.docx"))
    assert isinstance(desk.window.page, StartPage)
    for words in ("“letter.docx” cannot be opened here.", ".circle or .json", ".toml"):
        assert words in desk.window.said
    drops(start, *(Path(f"/stick/{n}.pdf") for n in range(5)))
    assert desk.window.said.startswith("“0.pdf”, “1.pdf” and 3 more cannot")


def test_a_passphrase_is_asked_for_until_it_opens(desk: Facilitator, post: Post) -> None:
    post.passphrase = "four plain words here"
    words = dropped(desk)
    assert "It is kept by a passphrase." in words
    assert "Kitchen table" not in words
    desk.writes("another")
    desk.press("Return")
    assert "It opens with another." in once_read(desk)
    desk.writes("four plain words here")
    page = desk.window.page
    assert isinstance(page, OpenNotesPage)
    assert "four" not in page.field.displayText()
    desk.press("Return")
    assert "Kitchen table · 22" in once_read(desk)
    assert "Session 22 was imported." in desk.press("Ctrl+Return")


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (Known(outcome="already here"), "It is on this laptop already"),
    ],
)
def test_what_cannot_come_in_is_not_offered(
    desk: Facilitator, post: Post, known: Known, words: str
) -> None:
    post.known = known
    assert words in dropped(desk)
    assert "Import" not in desk.sees.splitlines()
    desk.press("Ctrl+Return")
    assert post.taken == []


def test_a_file_that_cannot_be_read_says_why_and_is_left(desk: Facilitator, post: Post) -> None:
    post.broken = "“trainer.circle” is cut short. Ask for it again."
    assert "is cut short" in dropped(desk)
    presses(desk, "Leave")
    assert isinstance(desk.window.page, StartPage)


def test_the_page_can_be_left_while_it_is_read_and_nothing_comes_of_it(
    desk: Facilitator, post: Post
) -> None:
    post.reads = Future()
    assert drops(desk.circlekeeper.start, Path("/stick/trainer.circle"))
    assert "Opening…" in desk.sees
    desk.press("Escape")
    assert isinstance(desk.window.page, StartPage)
    assert post.reads.cancelled()
    assert not desk.window.said


def test_a_copy_beside_another_is_taken_in_too(desk: Facilitator, post: Post) -> None:
    post.known = Known(outcome="kept beside")
    assert "This one is kept beside it." in dropped(desk)
    desk.press("Ctrl+Return")
    assert post.taken == ["trainer.circle"]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_fits_and_everything_has_a_name(desk: Facilitator, post: Post, scale: float) -> None:
    post.passphrase = "long"
    dropped(desk)
    desk.window.resize(1024, 640)
    desk.circlekeeper.look.use_scale(scale)
    page = desk.window.page
    assert isinstance(page, OpenNotesPage)
    assert scrolls_sideways(page) == []
    names = [one.accessibleName() for one in tabbed_to(page)]
    assert names == ["Passphrase", "Show what I type", "Open it", "Leave"]
    desk.circlekeeper.look.use_scale(1.0)
