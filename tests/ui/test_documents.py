"""The page of what documents carry: written, chosen, removed, undone; and templates of one's own tried."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from circle.kit_files import OWN_DOCUMENTS
from circle.store import Store
from exports import aside
from exports.house import Paper
from exports.house_kept import Part
from tests.exports.pictures import png, svg
from tests.ui.choosing import writes
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.hands import wait_for
from ui.pages.documents import DocumentsPage
from ui.pages.start import StartPage


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    return tmp_path / "kit"


@pytest.fixture
def desk(qapp: QApplication, kit: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, kit) as facilitator:
        facilitator.click("Documents")
        yield facilitator
    aside.stop()


@pytest.fixture
def choosing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The file that is chosen in every chooser, and its folder."""
    file = tmp_path / "chosen.svg"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(file), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(tmp_path))
    return file


def page(desk: Facilitator) -> DocumentsPage:
    found = desk.window.page
    assert isinstance(found, DocumentsPage), found
    return found


def test_what_is_written_is_kept_without_a_button(desk: Facilitator, kit: Path) -> None:
    writes(page(desk).words.fields[Part.ORGANISATION], "The Bridge")
    writes(page(desk).words.fields[Part.CONTACT], "Mill Lane")
    QTest.keyClicks(page(desk).words.fields[Part.CONTACT], " 4")
    desk.click("Back")
    assert isinstance(desk.window.page, StartPage)
    house = desk.circlekeeper.desk.house()
    assert (house.organisation, house.contact) == ("The Bridge", "Mill Lane 4")
    desk.click("Documents")
    assert "The Bridge" in desk.sees
    assert "Mill Lane 4" in desk.sees


def test_what_is_being_written_is_kept_when_the_window_is_closed(
    desk: Facilitator, kit: Path
) -> None:
    writes(page(desk).words.fields[Part.CLOSING], "Thank you.")
    desk.window.close()
    with closing(Store.open(kit)) as store:
        assert store.house() == {Part.CLOSING: b"Thank you."}


def test_what_is_emptied_goes(desk: Facilitator) -> None:
    writes(page(desk).words.fields[Part.CLOSING], "Thank you.")
    page(desk).keep_now()
    writes(page(desk).words.fields[Part.CLOSING], " ")
    page(desk).keep_now()
    assert desk.circlekeeper.desk.store.house() == {}


def test_too_many_lines_are_told_of_and_what_was_kept_stays(desk: Facilitator) -> None:
    field = page(desk).words.fields[Part.CONTACT]
    writes(field, "Mill Lane")
    page(desk).keep_now()
    desk.press(*["Return", "X"] * 5, after_s=0)
    page(desk).keep_now()
    assert desk.window.said == "The contact has 6 lines; 5 is the most. What was kept before stays."
    assert desk.circlekeeper.desk.house().contact == "Mill Lane"


@pytest.mark.parametrize(
    "picture", [png(300, 80), svg(root='viewBox="0 0 8 8"')], ids=["png", "svg"]
)
def test_a_logo_is_chosen_seen_removed_and_brought_back(
    desk: Facilitator, choosing: Path, picture: bytes
) -> None:
    choosing.write_bytes(picture)
    logo = page(desk).looks.logo
    assert not logo.isVisible()
    desk.click("Choose a logo")
    assert desk.window.said == "The logo is on your documents."
    assert logo.isVisible()
    assert logo.grab().toImage().pixelColor(logo.rect().center()).name() == "#2f6f62"
    desk.click("Remove the logo")
    assert not logo.isVisible()
    assert desk.circlekeeper.desk.house().logo == b""
    desk.click("Undo")
    assert logo.isVisible()
    assert desk.circlekeeper.desk.house().logo != b""


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (svg("<script/>"), "holds “script”"),
        (b"hello", "neither PNG nor JPEG nor SVG"),
        (png().replace(b"IDAT", b"IDAx", 1), "damaged"),
        (None, "cannot be read"),
    ],
)
def test_a_logo_that_cannot_be_used_leaves_the_one_before(
    desk: Facilitator, choosing: Path, data: bytes | None, why: str
) -> None:
    choosing.write_bytes(png())
    desk.click("Choose a logo")
    before = desk.circlekeeper.desk.house().logo
    choosing.unlink()
    if data is not None:
        choosing.write_bytes(data)
    desk.click("Choose a logo")
    assert why in desk.window.said
    assert desk.circlekeeper.desk.house().logo == before
    assert page(desk).looks.logo.isVisible()


def test_paper_and_a_word_document_are_chosen(desk: Facilitator, choosing: Path) -> None:
    from io import BytesIO

    from docx import Document

    desk.click("Letter")
    assert desk.circlekeeper.desk.house().paper is Paper.LETTER
    made = BytesIO()
    Document().save(made)
    choosing.write_bytes(made.getvalue())
    desk.click("Choose a Word document")
    assert "chosen.svg" in desk.sees
    assert desk.circlekeeper.desk.house().word_base == made.getvalue()
    desk.click("Remove the Word document")
    assert desk.circlekeeper.desk.house().word_base == b""
    assert "The one that comes with Circlekeeper." in desk.sees


def after_looking(desk: Facilitator, words: str) -> None:
    wait_for(lambda: words in desk.sees, lambda: desk.sees)


def test_a_template_is_given_out_changed_and_tried(
    desk: Facilitator, choosing: Path, kit: Path
) -> None:
    after_looking(desk, "As it comes with Circlekeeper.")
    assert desk.sees.count("As it comes with Circlekeeper.") == 2
    desk.click("Give me the one to start from: Markdown")
    given = choosing.parent / "notes.md.j2"
    assert "“notes.md.j2” is in" in desk.window.said
    (kit / OWN_DOCUMENTS).mkdir()
    own = kit / OWN_DOCUMENTS / "notes.md.j2"
    own.write_text(given.read_text("utf-8"), "utf-8")
    desk.click("Look again")
    after_looking(desk, "Your own is used: “notes.md.j2”.")
    own.write_text("\n{{ report.titel }}", "utf-8")
    desk.click("Look again")
    after_looking(desk, "“notes.md.j2”, line 2: there is no “titel”.")


def test_all_of_it_is_reached_and_left_by_keys_alone(desk: Facilitator) -> None:
    reached = list[str]()
    for _each in range(14):
        desk.press("Tab", after_s=0)
        reached.append(desk.focused.accessibleName())
    assert reached[:4] == ["Organisation", "A closing line, below the notes", "Contact, at the end", "Choose a logo…"]  # fmt: skip
    assert {"A4", "Choose a Word document…", "Look again", "Back"} <= set(reached)
    desk.press("Escape")
    assert isinstance(desk.window.page, StartPage)
