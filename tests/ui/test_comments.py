"""Comments beside a session: written, left, gone on with, answered, taken back, sent, and read where they belong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from circle import events as e
from circle.commenting import Said
from circle.comments import About, CommentKind
from circle.harvest import NoteKind, Seen
from circle.level import Level
from circle.review import reviewed
from exports.bundle import render
from tests.circle.story import Story
from tests.exports.an_evening import SESSION, an_evening
from tests.notes import make_notes
from tests.ui.choosing import drops
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.hands import wait_for
from tests.ui.opening import once_read
from tests.ui.seen import scrolls_sideways, tabbed_to
from tests.ui.sessions import rows_of, settle
from ui.comment_desk import CommentDesk
from ui.pages.comments_shown import place_words
from ui.pages.review import ReviewPage
from ui.pages.send_comments import SendCommentsPage
from ui.widgets.comments_panel import CommentsPanel
from ui.widgets.place_row import PlaceRow

WORDS = "four small words"


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    """Somebody reviews a session that came from elsewhere."""
    with at_the_window(qapp, tmp_path / "kit") as trainer:
        bundle = tmp_path / "evening.circle"
        bundle.write_bytes(render(make_notes(SESSION, an_evening(), Level.SEATS, Seen.TRAINER)))
        takes_in(trainer, bundle)
        trainer.press("Escape", "Ctrl+R")
        yield trainer


def takes_in(desk: Facilitator, path: Path, passphrase: str = "") -> str:
    assert drops(desk.circlekeeper.start, path)
    once_read(desk)
    if passphrase:
        desk.writes(passphrase)
        desk.press("Return")
        once_read(desk)
    return desk.press("Ctrl+Return")


def panel_of(desk: Facilitator) -> CommentsPanel:
    page = desk.window.page
    assert isinstance(page, ReviewPage), page
    settle()
    return page.comments


def writes(desk: Facilitator, text: str) -> CommentsPanel:
    panel = panel_of(desk)
    panel.field.text.setFocus()
    desk.writes(text)
    return panel


def keeps(desk: Facilitator, text: str) -> CommentsPanel:
    panel = writes(desk, text)
    desk.press("Ctrl+Return")
    return panel


def chooses_kind(desk: Facilitator, panel: CommentsPanel, words: str) -> None:
    panel.field.kind_button.setFocus()
    desk.press("Space")
    desk.choose_in_menu(words)


def test_a_name_is_asked_for_with_the_first_comment_and_never_again(desk: Facilitator) -> None:
    panel = panel_of(desk)
    assert "Nothing has been said about this session yet." in desk.sees
    assert "Your name" not in desk.sees
    panel.field.text.setFocus()
    assert "Your name, or nothing" in desk.writes("You let the silence stand.")
    panel.field.name_field.setFocus()
    desk.writes("Mair")
    panel.field.text.setFocus()
    chooses_kind(desk, panel, "? Question")
    sees = desk.press("Ctrl+Return")
    (row,) = rows_of(panel.rows)
    assert row.startswith(
        "On the whole. Question: You let the silence stand. – Mair, you, 12 Mar 2026"
    )
    assert "You write as Mair. Choose another name" in sees
    assert panel.field.words == ""
    assert "Your name, or nothing" not in desk.writes("And")
    desk.click("You write as Mair")
    desk.press("Ctrl+A")
    desk.writes("Mair L.")
    assert "You write as Mair L." in desk.press("Return")
    assert panel.field.words == "And", "what is being written is left alone"


def test_what_is_written_is_about_what_is_chosen_and_can_be_about_the_whole(
    desk: Facilitator,
) -> None:
    page = desk.window.page
    assert isinstance(page, ReviewPage)
    panel = panel_of(desk)
    page.session.moments.moment_chosen.emit(2_172_000)
    assert panel.field.text.placeholderText() == "Comment on this moment…"
    keeps(desk, "Here?")
    page.session.place_chosen.emit(About.ROUND, 2)
    keeps(desk, "Twice.")
    page.session.place_chosen.emit(About.NOTE, 1)
    desk.click("Comment on the whole instead")
    desk.writes("Well held.")
    desk.press("Ctrl+Return")
    first, *others = rows_of(panel.rows)
    assert first.startswith("On the whole. Noticing: Well held.")
    assert others[-1].startswith("At 36:12. Noticing: Here?")
    assert others[0].startswith("Round 2. Noticing: Twice.")


def comments_on_timeline(desk: Facilitator) -> list[str]:
    page = desk.window.page
    assert isinstance(page, ReviewPage)
    return [one for one in page.session.moments.timeline.said() if " · Comment · " in one]


def places_with_comments(desk: Facilitator) -> list[str]:
    page = desk.window.page
    assert isinstance(page, ReviewPage)
    there = page.session.findChildren(PlaceRow)
    return [one.accessibleName() for one in there if "1 comment" in one.accessibleDescription()]


def test_timeline_cards_and_list_follow_what_is_said(desk: Facilitator) -> None:
    page = desk.window.page
    assert isinstance(page, ReviewPage)
    panel = panel_of(desk)
    (row,) = rows_of(page.archive.list)
    assert "comment" not in row
    page.session.place_chosen.emit(About.ROUND, 2)
    keeps(desk, "Twice.")
    (place,) = places_with_comments(desk)
    assert place.startswith("2. Open round")
    page.session.moments.moment_chosen.emit(2_172_000)
    keeps(desk, "Here?")
    assert comments_on_timeline(desk) == ["12:00 · Comment · Here?"]
    (row,) = rows_of(page.archive.list)
    assert row.endswith("from elsewhere, 2 comments")
    desk.click("Answer")
    desk.writes("There.")
    desk.press("Ctrl+Return")
    (row,) = rows_of(page.archive.list)
    assert row.endswith("3 comments")
    panel.rows.setFocus()
    desk.press("Home", "Delete")
    assert not places_with_comments(desk)
    (row,) = rows_of(page.archive.list)
    assert row.endswith("2 comments")
    desk.click("Undo")
    assert places_with_comments(desk) == [place]


def test_a_session_that_is_played_goes_on_while_something_is_said(desk: Facilitator) -> None:
    page = desk.window.page
    assert isinstance(page, ReviewPage)
    writes(desk, "Here")
    page.session.moments.play.click()
    desk.press("Ctrl+Return")
    assert page.comments.comments
    assert page.session.moments.replay.is_playing


@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS])
def test_a_comment_on_a_note_says_on_which_whatever_the_clock_said(
    qapp: QApplication, tmp_path: Path, level: Level
) -> None:
    """The evening was in May; the clock of this laptop has come to March."""
    with at_the_window(qapp, tmp_path / "kit") as trainer:
        bundle = tmp_path / "evening.circle"
        bundle.write_bytes(render(make_notes(SESSION, an_evening(), level, Seen.TRAINER)))
        takes_in(trainer, bundle)
        trainer.press("Escape", "Ctrl+R")
        page = trainer.window.page
        assert isinstance(page, ReviewPage)
        page.session.place_chosen.emit(About.NOTE, 4)
        panel = keeps(trainer, "Whose words were these?")
        (row,) = rows_of(panel.rows)
        assert row.startswith("On the note “Ask before you arrange anything.”. Noticing")


def test_a_comment_that_is_chosen_shows_its_place(desk: Facilitator) -> None:
    panel = panel_of(desk)
    panel.show_place(About.MOMENT, 60_000)
    keeps(desk, "Here")
    shown: list[object] = []
    panel.chosen.connect(shown.append)
    panel.rows.setFocus()
    desk.press("Home", "Return")
    assert [getattr(one, "place", None) for one in shown] == [60_000]


def test_what_is_begun_survives_a_kill_at_its_place(desk: Facilitator) -> None:
    panel = panel_of(desk)
    panel.show_place(About.MOMENT, 60_000)
    writes(desk, "What did you")
    panel.field.choose_kind(CommentKind.QUESTION)
    panel.field.changed.emit()
    assert panel._timer.isActive()
    panel._timer.timeout.emit()
    store = desk.circlekeeper.desk.store
    assert store.drafts(SESSION) == {"comment about moment 60000": "question\nWhat did you"}
    panel.show_place(About.ROUND, 1)
    assert panel.field.words == "", "another place has words of its own"
    desk.writes("Two")
    assert "1 begun elsewhere" in desk.sees
    desk.press("Escape", "Escape", "Ctrl+R")
    panel = panel_of(desk)
    assert panel.field.words == "Two", "the page was left, and what was begun was not"
    desk.click("1 begun elsewhere")
    desk.choose_in_menu("At 1:00")
    assert (panel.field.words, panel.field.kind) == ("What did you", CommentKind.QUESTION)
    desk.press("Ctrl+Return")
    assert store.drafts(SESSION) == {"comment about round 1": "noticing\nTwo"}


def test_ones_own_is_changed_and_taken_back_and_put_back(desk: Facilitator) -> None:
    panel = keeps(desk, "First words")
    (one,) = desk.circlekeeper.desk.store.comments(SESSION)
    desk.click("Change")
    assert panel.field.words == "First words"
    desk.press("Ctrl+A")
    desk.writes("Other words")
    desk.press("Ctrl+Return")
    (other,) = desk.circlekeeper.desk.store.comments(SESSION)
    assert (other.id, other.text) == (one.id, "Other words")
    assert "comment changes" not in str(desk.circlekeeper.desk.store.drafts(SESSION))
    panel.rows.setFocus()
    desk.press("Home")
    words = desk.press("Delete")
    assert "The comment was taken back." in words
    assert "Other words" not in words
    words = desk.click("Undo")
    assert "Other words" in words
    desk.click("Change")
    desk.press("Escape")
    assert panel.field.words == ""
    assert desk.circlekeeper.desk.store.drafts(SESSION) == {}, "nothing was changed"


def test_it_can_be_done_without_a_mouse_and_everything_has_a_name(desk: Facilitator) -> None:
    panel = keeps(desk, "Words")
    names = [one.accessibleName() for one in tabbed_to(panel)]
    assert "" not in names
    for name in ("Comments", "Answer", "Change", "Take back", "Keep", "Send comments back…"):
        assert name in names
    assert names.index("Comments") < names.index("Answer") < names.index("Keep")
    spoken = QAccessible.queryAccessibleInterface(panel.rows)
    said = spoken.child(0).text(QAccessible.Text.Name)
    assert said.startswith("On the whole. Noticing: Words – you, 12 Mar")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_fits_into_the_smallest_window(desk: Facilitator, scale: float) -> None:
    panel = panel_of(desk)
    for n in range(6):
        keeps(desk, f"{n} Donaudampfschifffahrtsgesellschaftskapitaenswitwe")
    desk.circlekeeper.look.use_scale(scale)
    desk.window.resize(1024, 640)
    settle()
    assert (desk.window.width(), desk.window.height()) == (1024, 640)
    assert scrolls_sideways(panel) == []
    desk.circlekeeper.look.use_scale(1.0)


def sends(desk: Facilitator, folder: Path, *, sealed: bool = True) -> Path:
    before = {*folder.glob("*comments*")}
    desk.click("Send comments back")
    page = desk.window.page
    assert isinstance(page, SendCommentsPage)
    assert "no passphrase yet" in desk.press("Ctrl+Return"), (
        "it is kept by one unless said otherwise"
    )
    page.where.use(folder)
    if sealed:
        page.passphrase.first.setText(WORDS)
        page.passphrase.second.setText(WORDS)
    else:
        page.passphrase.left_open.click()
    desk.press("Ctrl+Return")
    wait_for(lambda: not page.is_sending, lambda: desk.sees)
    assert "Saved and checked" in desk.sees
    desk.press("Escape")
    (path,) = {*folder.glob("*comments*")} - before
    return path


def unpacked(path: Path) -> bytes:
    with ZipFile(path) as archive:
        return b"".join(map(archive.read, archive.namelist()))


def test_the_whole_way_there_and_back_through_two_windows(
    qapp: QApplication, tmp_path: Path
) -> None:
    sticks = tmp_path / "stick"
    sticks.mkdir()
    with at_the_window(qapp, tmp_path / "facilitator") as ceri:
        ceri.circlekeeper.desk.store.add_session(SESSION, an_evening())
    bundle = sticks / "evening.circle"
    bundle.write_bytes(render(make_notes(SESSION, an_evening(), Level.NOBODY, Seen.TRAINER)))
    with at_the_window(qapp, tmp_path / "trainer") as mair:
        takes_in(mair, bundle)
        mair.press("Escape", "Ctrl+R")
        panel_of(mair).show_place(About.MOMENT, 90_000)
        keeps(mair, "What did you hear?")
        path = sends(mair, sticks)
        assert path.read_bytes().startswith(b"age-encryption.org")
        left = mair.circlekeeper.desk.store.exports(SESSION)
        assert [(one.format, one.sealed) for one in left] == [("comments", True)]
        assert CommentDesk(mair.circlekeeper.desk).unsent() == ()
    with at_the_window(qapp, tmp_path / "facilitator") as ceri:
        drops(ceri.circlekeeper.start, path)
        once_read(ceri)
        ceri.writes(WORDS)
        ceri.press("Return")
        once_read(ceri)
        assert "Comments on Leaving hospital" in ceri.sees or "Comments on Trauma" in ceri.sees
        assert "They are not on this laptop yet." in ceri.sees
        assert ceri.sees.count(path.name) == 1
        ceri.press("Escape")
        words = takes_in(ceri, path, WORDS)
        assert "1 comment on “Leaving hospital”, 11 May 2026" in words
        ceri.press("Space")
        panel = panel_of(ceri)
        assert "What did you hear?" in ceri.sees
        panel.rows.setFocus()
        ceri.press("Home")
        assert "Take back" not in ceri.sees.splitlines(), "somebody else wrote it"
        ceri.click("Answer")
        assert "Answer to somebody" in ceri.sees
        ceri.writes("The rain, as Gwen said.")
        ceri.press("Ctrl+Return")
        ceri.click("Send comments back")
        assert "“Gwen” becomes “someone”." in ceri.sees, "it left without names"
        ceri.press("Escape")
        back = sends(ceri, sticks, sealed=False)
        assert b"Gwen" not in unpacked(back)
    with at_the_window(qapp, tmp_path / "trainer") as mair:
        takes_in(mair, back)
        mair.click("Read them")
        panel = panel_of(mair)
        rows = panel.rows.rows_model.rows
        assert [(row.text, row.depth) for row in rows] == [
            ("What did you hear?", 0),
            ("The rain, as someone said.", 1),
        ]


def test_comments_on_all_sessions_that_are_new_go_at_once(
    desk: Facilitator, tmp_path: Path
) -> None:
    keeps(desk, "Here")
    kit = desk.circlekeeper.desk
    kit.store.add_session("beef01", an_evening())
    said = Said(About.WHOLE, None, CommentKind.NOTICING, "There")
    CommentDesk(kit).writing.write("beef01", said)
    panel_of(desk)
    desk.click("Send comments back")
    page = desk.window.page
    assert isinstance(page, SendCommentsPage)
    page.all_new.click()
    assert "Yours on 2 sessions, new since they were last sent" in desk.sees
    page.passphrase.left_open.click()
    page.where.use(tmp_path)
    desk.press("Ctrl+Return")
    wait_for(lambda: not page.is_sending, lambda: desk.sees)
    assert len([*tmp_path.glob("*-comments.circle")]) == 2
    assert CommentDesk(kit).unsent() == ()


def test_a_session_that_leaves_takes_no_comments_along(desk: Facilitator) -> None:
    keeps(desk, "Gwen was moved by it")
    kit = desk.circlekeeper.desk
    notes = make_notes(SESSION, kit.store.read(SESSION), Level.SEATS, Seen.REPORT)
    assert b"moved" not in render(notes)


def test_a_click_on_the_list_keeps_the_field(desk: Facilitator) -> None:
    panel = keeps(desk, "Words")
    writes(desk, "More")
    at = panel.rows.visualRect(panel.rows.rows_model.index(0, 0)).center()
    QTest.mouseClick(panel.rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert panel.field.words == "More"


def test_the_first_arrow_chooses_a_comment(desk: Facilitator) -> None:
    keeps(desk, "One")
    panel = keeps(desk, "Two")
    for key in ("Down", "Up"):
        panel.rows.show_chosen(None)
        panel.rows.setFocus()
        desk.press(key)
        assert panel.rows.chosen_key is not None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“Being kind.”", "On the note “Being kind.”"),
        ("“Me too” and “me”", "On the note “Me too” and “me”"),
        ("She said “yes” twice", "On the note “She said “yes” twice”"),
    ],
)
def test_a_note_that_is_a_quotation_has_its_marks_once(text: str, said: str) -> None:
    story = Story(3).does(e.NoteWritten(1, text, NoteKind.QUOTE))
    assert place_words(About.NOTE, 1, reviewed("a", story.log)) == said


def test_before_they_are_sent_it_is_said_which_how_many_and_under_which_name(
    desk: Facilitator, tmp_path: Path
) -> None:
    keeps(desk, "One")
    sees = desk.click("Send comments back")
    assert "1 comment on “Leaving hospital”, 11 May 2026" in sees
    assert "They go without a name" in sees
    desk.press("Escape")
    panel = panel_of(desk)
    panel.name_chosen.emit("Mair")
    keeps(desk, "Two")
    desk.click("Take back")
    keeps(desk, "Three")
    sees = desk.click("Send comments back")
    assert "2 comments (and 1 that you took back) on “Leaving hospital”" in sees
    assert "They go under the name “Mair”. 1 has no name." in sees


def test_once_the_file_is_made_it_is_said_what_is_still_to_be_done(
    desk: Facilitator, tmp_path: Path
) -> None:
    keeps(desk, "One")
    desk.click("Send comments back")
    page = desk.window.page
    assert isinstance(page, SendCommentsPage)
    page.where.use(tmp_path)
    page.passphrase.left_open.click()
    assert "Nothing is written before" in desk.sees
    desk.press("Ctrl+Return")
    wait_for(lambda: not page.is_sending, lambda: desk.sees)
    assert "Give the file to whoever is to read them." in desk.sees
    assert "Nothing is written before" not in desk.sees
    assert "Make the file to send" not in desk.sees
    desk.press("Ctrl+Return")
    assert len([*tmp_path.glob("*-comments.circle")]) == 1


def test_cards_are_as_wide_as_the_field_and_as_high_as_their_words(desk: Facilitator) -> None:
    panel = keeps(desk, "So still, and for so long, that one heard the rain on the windows.")
    settle()
    rows, field = panel.rows, panel.field
    bar = rows.verticalScrollBar().width()
    assert rows.viewport().width() == rows.room == rows.width() - bar
    cards = rows.mapTo(panel, rows.viewport().pos()).x() + 2, rows.viewport().width() - 4
    assert (field.text.mapTo(panel, QPoint(0, 0)).x(), field.text.width()) == cards
    box = rows.visualRect(rows.rows_model.index(0, 0))
    painted = rows.painting_for(0.0).height(rows.rows_model.rows[0], box.width())
    assert box.height() == painted
