"""The Export page over Close: what leaves is seen before it leaves, and it says how that ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit

from circle.drives import Drive
from circle.harvest import NoteKind, Seen
from circle.level import Level
from circle.people import Consent
from exports.formats import FORMATS
from exports.house import Paper
from exports.made import BUNDLE
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from tests.ui.hands import wait_for
from tests.ui.keys_alone import chooses_formats, presses, tab_to
from tests.ui.seen import scrolls_sideways, tabbed_to, words_on
from tests.ui.sessions import rows_of, settle
from ui.pages.close import ClosePage
from ui.pages.export import ExportPage
from ui.widgets.passphrase_fields import PassphraseFields

bundled = pytest.mark.skipif(
    all(one.id != BUNDLE for one in FORMATS), reason="there is no bundle among the formats"
)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        facilitator.window.resize(1366, 768)
        yield facilitator


@pytest.fixture
def page(desk: Facilitator, tmp_path: Path) -> ExportPage:
    return looks_first(desk, tmp_path)


def looks_first(desk: Facilitator, folder: Path) -> ExportPage:
    """An evening at its close; the notes are to go into the folder."""
    desk.begins().press("Space", "Space", after_s=60)
    desk.live.written.write_note("Bob and Ceri came. Dev’s idea!\nNobody else.")
    desk.press("Ctrl+E", "Ctrl+E")
    close = desk.window.page
    assert isinstance(close, ClosePage)
    close.export_card.use_folder(folder)
    desk.press("Ctrl+Shift+L")
    page = desk.window.page
    assert isinstance(page, ExportPage)
    return page


def sees_pages(desk: Facilitator, page: ExportPage) -> None:
    wait_for(lambda: page.view.pages.page > 0, lambda: desk.sees)


def exports(desk: Facilitator) -> str:
    page = desk.window.page
    assert isinstance(page, ExportPage)
    desk.press("Ctrl+Return")
    wait_for(lambda: not page._exporting.runs, lambda: desk.sees)
    return desk.sees


def left(folder: Path) -> list[str]:
    return sorted(one.suffix for one in folder.glob("circle-*"))


def test_the_pages_that_will_leave_are_shown_and_turned_with_keys(
    desk: Facilitator, page: ExportPage
) -> None:
    assert "The pages are being made…" in desk.sees
    sees_pages(desk, page)
    assert f"Page 1 of {page.view.pages.pages}" in desk.sees
    sheet = page.view.pages.sheet
    assert sheet.accessibleName() == f"Page 1 of {page.view.pages.pages}"
    paper = sheet.widget()
    assert paper is not None
    before = paper.width()
    desk.press("+")
    assert paper.width() > before
    desk.press("-", "-", "-")
    assert paper.width() < before
    for _press in range(10):
        desk.press("PgDown")
    assert page.view.pages.page == page.view.pages.pages
    for _press in range(10):
        desk.press("PgUp")
    assert page.view.pages.page == 1


def test_the_words_of_the_pages_are_there_as_text(desk: Facilitator, page: ExportPage) -> None:
    sees_pages(desk, page)
    words = desk.press("Alt+2")
    assert "someone and someone came" in words
    spoken = QAccessible.queryAccessibleInterface(page.view.text)
    assert "someone and someone came" in spoken.text(QAccessible.Text.Value)


def test_each_name_is_shown_in_its_sentence_before_and_after(
    desk: Facilitator, page: ExportPage
) -> None:
    sees_pages(desk, page)
    desk.press("Alt+3")
    assert page.view.names.rows_model.rows[0].text == (
        "Bob and Ceri came.\n→ someone and someone came."
    )
    assert rows_of(page.view.names)[1] == (
        "“Dev’s” in a note becomes “someone’s”. Before: Dev’s idea! After: someone’s idea!"
    )
    assert "Names found · 3" in desk.sees
    tab_to(desk, "No one named")
    desk.press("Down")
    wait_for(lambda: "Seat 2" in rows_of(page.view.names)[0], lambda: desk.sees)


def test_what_is_chosen_leaves_and_is_in_the_register(
    desk: Facilitator, page: ExportPage, tmp_path: Path
) -> None:
    assert "Nothing has left yet." in words_on(page)
    chooses_formats(desk, "md", "csv")
    words = exports(desk)
    assert "Saved and checked: circle-" in words
    assert left(tmp_path) == [".csv", ".md"]
    (row,) = page.choices.left.rows_model.rows
    assert row.below == "Markdown, Table of turns · The report · no one named"
    desk.press("Escape")
    assert isinstance(desk.window.page, ClosePage)
    assert "Markdown, Table of turns" in words_on(desk.window), (
        "and Close goes on with what was chosen"
    )


def test_after_it_has_left_the_head_says_so_and_the_folder_can_be_opened(
    desk: Facilitator, page: ExportPage, tmp_path: Path
) -> None:
    opened: list[Path] = []
    page.result.open_button.opens = lambda folder: not opened.append(folder)
    chooses_formats(desk, "md")
    assert "Nothing leaves before you export" in desk.sees
    assert "Open the folder" not in desk.sees
    words = exports(desk)
    assert "Nothing leaves before you export" not in words
    assert "Nothing more leaves before you export again" in words
    presses(desk, "Open the folder")
    assert opened == [tmp_path]
    page.result.open_button.opens = lambda _folder: False
    words = desk.press("Space")
    assert "could not be opened from here. What was saved is in it all the same." in words
    assert "Open the folder" not in words


def test_names_against_the_rule_of_the_circle_are_said_before_they_leave(
    desk: Facilitator, tmp_path: Path
) -> None:
    people = tuple(replace(one, says_yes=True) for one in an_evening().participants)
    desk.begins(replace(an_evening(), participants=people, confidentiality="chatham house"))
    desk.press("Space", "Ctrl+E", "Ctrl+E")
    close = desk.window.page
    assert isinstance(close, ClosePage)
    rule = "The circle agreed that nobody outside hears who was here; with names, they do."
    assert rule not in words_on(close)
    close.export_card.who.choose_level(Level.NAMES)
    assert rule in words_on(close)
    desk.press("Ctrl+Shift+L")
    page = desk.window.page
    assert isinstance(page, ExportPage)
    assert rule in words_on(page)
    page.choices.who.choose_level(Level.ALIASES)
    assert rule not in words_on(page)


def test_for_whom_and_who_appears_come_before_the_formats(
    desk: Facilitator, page: ExportPage
) -> None:
    desk.press("Alt+0")
    assert page.focusWidget() is page.choices.who.readers[Seen.REPORT]
    top = page.choices.mapTo(page, page.choices.rect().topLeft()).y()
    who, formats = (
        one.mapTo(page, one.rect().topLeft()).y()
        for one in (page.choices.who, page.choices.formats)
    )
    assert top < who < formats
    names = [one.accessibleName() for one in tabbed_to(page)]
    assert names.index("The report") < names.index("No one named") < names.index("Web page")
    assert "Back" in names
    assert "Previous page" not in names, "there is none before the first"


def test_it_goes_through_the_formats_one_by_one_and_can_be_cancelled(
    desk: Facilitator, page: ExportPage, tmp_path: Path
) -> None:
    assert "1 of 2: Web page" in desk.press("Ctrl+Return")
    assert "Cancelled. Nothing was exported." in desk.click("Cancel")
    assert left(tmp_path) == []
    assert desk.live.exports() == []
    assert "Saved and checked" in exports(desk), "and it can be done after all"


def test_esc_while_documents_are_made_stays_on_the_page(
    desk: Facilitator, page: ExportPage, tmp_path: Path
) -> None:
    words = desk.press("Ctrl+Return", "Escape")
    assert desk.window.page is page
    assert "Cancelled. Nothing was exported." in words
    assert left(tmp_path) == []


def test_closing_the_window_then_is_asked_once_more(
    desk: Facilitator, page: ExportPage, tmp_path: Path
) -> None:
    desk.press("Ctrl+Return")
    assert not desk.window.close()
    assert "Close once more to go without them." in desk.sees
    assert desk.window.close()
    assert left(tmp_path) == []


def test_what_is_being_written_when_the_window_closes_is_in_the_register(
    desk: Facilitator, page: ExportPage, tmp_path: Path
) -> None:
    chooses_formats(desk, "md")
    desk.press("Ctrl+Return")
    wait_for(lambda: page._exporting._writes, lambda: desk.sees)
    assert not desk.window.close()
    assert page.holds_back() is False
    assert left(tmp_path) == [".md"]
    assert [one.format for one in desk.live.exports()] == ["md"]


def test_a_folder_that_is_gone_is_said_on_the_page(
    desk: Facilitator, page: ExportPage, tmp_path: Path
) -> None:
    page.choices.where.use(tmp_path / "gone")
    words = exports(desk)
    assert "was not saved in" in words
    assert "That folder does not exist: choose another one." in words
    assert desk.live.exports() == []


def test_no_format_exports_nothing(desk: Facilitator, page: ExportPage) -> None:
    chooses_formats(desk)
    assert "No format is chosen, so nothing was exported." in exports(desk)


def test_a_stick_that_is_put_in_is_offered_by_its_name(
    desk: Facilitator, page: ExportPage, tmp_path: Path
) -> None:
    (stick := tmp_path / "SAM").mkdir()
    where = page.choices.where
    where._ask = lambda: (Drive("SAM", stick),)
    where._timer.timeout.emit()
    settle()
    chooses_formats(desk, "html", "md")
    presses(desk, "To the stick SAM")
    words = exports(desk)
    assert "Saved and checked. You may remove the stick." in words
    assert left(stick) == [".html", ".md"]
    where.use(tmp_path)
    desk.press("Ctrl+Return")
    where.use(stick)
    wait_for(lambda: not page._exporting.runs, lambda: desk.sees)
    assert "Saved and checked: circle-" in page.result.text, "it did not go to the stick"


def test_what_people_consented_to_is_said_in_words(desk: Facilitator, tmp_path: Path) -> None:
    desk.begins()
    desk.live.say_for_group(Consent(noted=True, shown=False, asked_by="p3"))
    desk.live.say_consent("p2", says_yes=False)
    desk.press("Space", "Ctrl+E", "Ctrl+E", "Ctrl+Shift+L")
    page = desk.window.page
    assert isinstance(page, ExportPage)
    words = page.choices._consent.text()
    assert "Ceri asked the circle, on 12 Mar 2026, " in words
    assert "Noted by the name they use here: the circle said yes, 6 not asked." in words
    assert "Names leave this laptop: 1 said no, 5 not asked." in words
    chooses_formats(desk, "md")
    tab_to(desk, "The report")
    desk.press("Right", "Alt+2")
    wait_for(lambda: "The circle said no to a trainer" in desk.sees, lambda: desk.sees)
    assert "what would leave cannot be shown" in exports(desk)


def test_the_paper_and_the_reader_go_along(
    desk: Facilitator, page: ExportPage, tmp_path: Path
) -> None:
    tab_to(desk, "A4")
    desk.press("Right")
    assert page.chosen.paper is Paper.LETTER
    desk.live.written.write_note("How it went.", kind=NoteKind.PROCESS)
    tab_to(desk, "The report")
    desk.press("Right", "Escape", "Ctrl+Shift+L")
    again = desk.window.page
    assert isinstance(again, ExportPage)
    assert (again.chosen.paper, again.chosen.reader) == (Paper.LETTER, Seen.TRAINER)
    assert again.chosen.level is Level.NOBODY


def test_tab_reaches_everything_and_everything_has_a_name(
    desk: Facilitator, page: ExportPage
) -> None:
    sees_pages(desk, page)
    reached = tabbed_to(page)
    names = [one.accessibleName() for one in reached]
    assert all(names)
    for words in ("Web page", "A4", "No one named", "Choose…", "Pages", "Next page", "Larger page"):
        assert words in names
    assert names[-1] == "Export"
    assert {"Cancel", "Choices"}.isdisjoint(names), "what cannot be used is not there"


@pytest.mark.parametrize("size", [(1366, 768), (1024, 640)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_fits(desk: Facilitator, page: ExportPage, size: tuple[int, int], scale: float) -> None:
    desk.window.resize(*size)
    desk.circlekeeper.look.use_scale(scale)
    for part in ("Alt+0", "Alt+1", "Alt+2", "Alt+3"):
        desk.press(part)
        assert scrolls_sideways(page) == [], part
        assert page.button.visibleRegion().boundingRect() == page.button.rect()
    desk.circlekeeper.look.use_scale(1.0)


# The passphrase


@pytest.fixture
def fields(look, qtbot) -> PassphraseFields:
    made = PassphraseFields(look)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_passphrase_is_written_twice_alike_unseen(fields: PassphraseFields) -> None:
    assert "Write one twice" in fields.missing
    fields.first.setText("four plain words here")
    fields.second.setText("four plain word here")
    assert "are not the same" in fields.missing
    fields.second.setText("four plain words here")
    assert fields.missing == ""
    assert fields.first.echoMode() is QLineEdit.EchoMode.Password
    fields.shown.click()
    assert fields.second.echoMode() is QLineEdit.EchoMode.Normal
    assert fields.passphrase == "four plain words here"


def test_of_a_short_passphrase_it_says_that_it_can_be_guessed_and_takes_it(
    fields: PassphraseFields,
) -> None:
    hint = "can be guessed: several words are better."
    assert hint not in words_on(fields)
    fields.first.setText("abc")
    fields.second.setText("abc")
    assert hint in words_on(fields)
    assert fields.first.accessibleDescription().endswith(hint)
    assert (fields.missing, fields.passphrase) == ("", "abc")
    fields.first.setText("abc def ghij")
    assert hint not in words_on(fields)
    fields.first.setText("abc")
    fields.left_open.click()
    assert hint not in words_on(fields)


def test_a_bundle_may_stay_open_once_it_is_said_what_that_means(fields: PassphraseFields) -> None:
    assert "There is no back door" in fields._about.text()
    fields.first.setText("something")
    fields.left_open.click()
    assert fields._about.text() == "Anyone who finds this file can read it."
    assert (fields.missing, fields.passphrase) == ("", "")
    assert not fields.first.isVisible()


def test_names_are_looked_for_where_the_house_style_is_broken(desk: Facilitator) -> None:
    desk.circlekeeper.desk.store.keep_house("logo", b"no picture")
    desk.begins(replace(an_evening(), circle="Kitchen table"))
    desk.press("Ctrl+E", "Ctrl+E")
    page = desk.window.page
    assert isinstance(page, ClosePage)
    assert page.export_card.looked_for is not None
    assert page.export_card.looked_for.known
    assert "neither PNG nor JPEG nor SVG" in desk.sees


def test_nothing_leaves_while_it_is_not_known_whose_names_are_looked_for(
    desk: Facilitator, tmp_path: Path
) -> None:
    store = desk.circlekeeper.desk.store
    desk.begins(replace(an_evening(), circle="Kitchen table"))
    store._connection.execute("ALTER TABLE circle RENAME TO circle_away")
    desk.press("Ctrl+E", "Ctrl+E")
    page = desk.window.page
    assert isinstance(page, ClosePage)
    page.export_card.use_folder(tmp_path)
    desk.press("Ctrl+Return")
    assert "so nothing is exported" in desk.sees
    desk.press("Ctrl+Shift+L")
    assert desk.window.page is page
    assert not [*tmp_path.glob("*.html")]


def test_however_an_accent_is_typed_the_passphrase_is_the_same(fields: PassphraseFields) -> None:
    fields.first.setText("cafe\u0301")
    assert fields.passphrase == "caf\u00e9"


@bundled
def test_a_trainers_bundle_has_a_passphrase(desk: Facilitator, tmp_path: Path) -> None:
    page = looks_first(desk, tmp_path)
    tab_to(desk, "The report")
    desk.press("Right")
    assert page.chosen.formats == (BUNDLE,)
    assert "The bundle has no passphrase yet" in exports(desk)
    assert left(tmp_path) == []
    desk.writes("four plain words here")
    desk.press("Tab")
    desk.writes("four plain words here")
    assert "Saved and checked" in exports(desk)
    (file,) = tmp_path.glob("circle-*.circle")
    assert file.read_bytes().startswith(b"age-encryption.org/v1")
    (one,) = desk.live.exports()
    assert one.sealed
    words = desk.press("Escape", "Ctrl+Return")
    again = desk.window.page
    assert isinstance(again, ExportPage), "the quick way asks for it where it can be written"
    assert "The bundle needs a passphrase first." in words
    assert again.focusWidget() is again.choices.passphrase.first


@bundled
@pytest.mark.parametrize("size", [(1366, 768), (1024, 640)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_field_for_the_passphrase_is_in_sight_where_it_is_asked_for(
    desk: Facilitator, tmp_path: Path, size: tuple[int, int], scale: float
) -> None:
    desk.window.resize(*size)
    desk.circlekeeper.look.use_scale(scale)
    page = looks_first(desk, tmp_path)
    page.choices.who.choose_reader(Seen.TRAINER)
    field = page.choices.passphrase.first
    desk.press("Alt+2")
    assert "The bundle has no passphrase yet" in desk.press("Ctrl+Return")
    settle()
    assert page.focusWidget() is field
    assert field.visibleRegion().boundingRect() == field.rect()
    desk.press("Escape", "Ctrl+Return")
    settle()
    again = desk.window.page
    assert isinstance(again, ExportPage)
    if scale == 1.0:
        card = again.choices.passphrase
        assert card.visibleRegion().boundingRect() == card.rect(), "and all that belongs to it"
    field = again.choices.passphrase.first
    assert "The bundle needs a passphrase first." in again.result.text
    assert again.focusWidget() is field
    assert field.visibleRegion().boundingRect() == field.rect()
    desk.circlekeeper.look.use_scale(1.0)


def test_initials_are_replaced_where_that_is_chosen(desk: Facilitator, tmp_path: Path) -> None:
    people = tuple(
        replace(one, alias=name)
        for one, name in zip(an_evening().participants, ("Gwen Price", *"BCDEF"), strict=True)
    )
    desk.begins(replace(an_evening(), participants=people, title="What GP said"))
    desk.press("Space", "Ctrl+E", "Ctrl+E", "Ctrl+Shift+L")
    page = desk.window.page
    assert isinstance(page, ExportPage)
    tab_to(desk, "Replace initials as well, such as G.P. and GP")
    desk.press("Space")
    page._show_what_leaves()
    assert page._notes is not None
    assert page._notes.title == "What someone said"
    desk.press("Space")
    page._show_what_leaves()
    assert page._notes.title == "What GP said"
