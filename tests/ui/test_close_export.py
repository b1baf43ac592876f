"""Export from the Close page: in which formats, who appears, what becomes of names, where it went."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from circle.harvest import NoteKind, Seen
from circle.level import Level
from circle.searched import LookedFor
from tests.ui.closing import (
    an_evening,
    click_row,
    exported,
    exports,
    notes_of,
    page_of,
    points_of,
    texts_of,
    write_anew,
    written,
)
from tests.ui.seen import (
    button,
    key_here,
    press,
    signals_of,
    type_here,
    words_on,
)
from tests.ui.sessions import Held, rows_of, session, settle, show, three_turns
from ui.pages.close import ClosePage
from ui.pages.leaving_shown import Chosen, first_formats, formats_words
from ui.theme import Look


@pytest.fixture
def held(qapp: QApplication, tmp_path: Path) -> Iterator[Held]:
    with session(tmp_path) as held:
        yield an_evening(held)


@pytest.fixture
def page(held: Held, look: Look, qtbot, tmp_path: Path) -> ClosePage:
    page = page_of(held, look, qtbot, tmp_path)
    page.export_card.use_formats(("html", "md"))
    return page


def test_without_a_word_said_nobody_is_named(page: ClosePage) -> None:
    assert button(page, "No one named").isChecked()
    assert not button(page, "Names · 4 people have not said yes").isEnabled()
    assert "Web page, Markdown" in words_on(page)


def test_what_is_offered_first_is_what_is_there(held: Held, look: Look, qtbot, tmp_path: Path):
    page = page_of(held, look, qtbot, tmp_path)
    assert formats_words(first_formats(Seen.REPORT)) in words_on(page)
    page.export_card.who.readers[Seen.TRAINER].click()
    assert formats_words(first_formats(Seen.TRAINER)) in words_on(page)


def test_names_in_the_texts_are_shown_before_anything_is_written(
    page: ClosePage, tmp_path: Path
) -> None:
    names = page.export_card.names
    assert rows_of(names) == ["“Bob” in a note becomes “someone”"]
    press(page, "Seats")
    assert rows_of(names) == ["“Bob” in a note becomes “Seat 2”"]
    press(page, "Aliases, as they were typed")
    assert not names.isVisible()
    assert "Where one is a person’s name, choose seats." in words_on(page)
    assert written(tmp_path) == []


def test_a_name_in_a_new_note_is_shown_at_once(page: ClosePage) -> None:
    notes_of(page).field.setFocus()
    type_here("Amara's idea.")
    key_here(Qt.Key.Key_Return)
    assert rows_of(page.export_card.names)[1] == "“Amara's” in a note becomes “someone's”"


def test_the_notes_are_exported_and_it_says_where_they_are(
    page: ClosePage, held: Held, tmp_path: Path
) -> None:
    left = signals_of(page.exported)
    press(page, "Export")
    exported(page)
    names = written(tmp_path)
    assert [Path(name).suffix for name in names] == [".html", ".md"]
    assert f"Saved and checked: {names[0]}, {names[1]}" in words_on(page)
    assert f"in {tmp_path}" in words_on(page)
    assert left == [(Chosen(("html", "md"), Level.NOBODY, Seen.REPORT, tmp_path),)]
    text = (tmp_path / names[1]).read_text("utf-8")
    assert "ask someone first" in text
    assert "Bob" not in text
    assert held.live.id[:4] in names[0]


def test_the_chosen_formats_and_level_are_what_leaves(page: ClosePage, tmp_path: Path) -> None:
    left = signals_of(page.exported)
    page.export_card.use_formats(("csv",))
    press(page, "Aliases, as they were typed")
    exports(page)
    (name,) = written(tmp_path)
    assert left == [(Chosen(("csv",), Level.ALIASES, Seen.REPORT, tmp_path),)]
    assert "Bob" in (tmp_path / name).read_text("utf-8")


def test_a_second_export_keeps_the_first(page: ClosePage, tmp_path: Path) -> None:
    exports(page)
    exports(page)
    assert len(written(tmp_path)) == 4


def test_what_is_still_being_written_is_kept_before_it_leaves(
    page: ClosePage, tmp_path: Path
) -> None:
    page.harvest.field.setFocus()
    type_here("Come back and tell.")
    click_row(notes_of(page), 1)
    write_anew("A long pause.")
    exports(page)
    text = next(tmp_path.glob("*.md")).read_text("utf-8")
    assert "A long pause." in text
    assert "Come back and tell." not in text, "the circle has not agreed to it"
    assert "Come back and tell." in texts_of(points_of(page))


def test_a_file_says_who_appears_in_it_and_the_page_what_was_written_last(
    page: ClosePage, tmp_path: Path
) -> None:
    press(page, "Export")
    exported(page)
    press(page, "Seats")
    assert "Saved and checked" not in words_on(page)
    press(page, "Export")
    exported(page)
    names = [name.partition("-seats") for name in written(tmp_path)]
    assert [(who, suffix) for _start, who, suffix in names if who] == [
        ("-seats", ".html"),
        ("-seats", ".md"),
    ]
    assert len(names) == 4


def test_the_level_that_is_chosen_already_changes_nothing(page: ClosePage):
    press(page, "Seats")
    press(page, "Export")
    exported(page)
    press(page, "Seats")
    assert "Saved and checked" in words_on(page)


def test_nothing_leaves_before_it_is_known_whose_names_are_looked_for(
    held: Held, look: Look, qtbot, tmp_path: Path
) -> None:
    page = ClosePage(look, held.live, folder=tmp_path)
    qtbot.addWidget(page)
    show(page, width=1366, height=768)
    press(page, "Export")
    assert words_on(page).count("is not known, so nothing is exported.") == 2
    assert written(tmp_path) == []


def test_no_format_is_refused_in_the_same_place(page: ClosePage, tmp_path: Path) -> None:
    left = signals_of(page.exported)
    page.export_card.use_formats(())
    press(page, "Export")
    assert "No format is chosen, so nothing was exported. Choose at least one." in words_on(page)
    assert (written(tmp_path), left) == ([], [])


def test_a_folder_that_is_gone_is_said_in_the_same_place(page: ClosePage, tmp_path: Path) -> None:
    left = signals_of(page.exported)
    page.export_card.use_folder(tmp_path / "gone")
    press(page, "Export")
    exported(page)
    assert "was not saved in" in words_on(page)
    assert "Saved and checked" not in words_on(page)
    assert left == []


def test_names_leave_when_everybody_said_yes(look: Look, qtbot, tmp_path: Path) -> None:
    with session(tmp_path, level="names", say_yes=True) as held:
        three_turns(held).live.close()
        page = page_of(held, look, qtbot, tmp_path)
        page.export_card.use_formats(("md",))
        assert button(page, "Names").isChecked()
        assert "Names stay in the texts as they were written." in words_on(page)
        held.live.say_consent(held.person("Bob"), says_yes=False)
        assert button(page, "No one named").isChecked()
        assert not button(page, "Names · 1 person has not said yes").isEnabled()
        exports(page)
        assert "Bob" not in next(tmp_path.glob("*.md")).read_text("utf-8")


def test_after_an_export_the_answer_is_in_sight(
    held: Held, look: Look, qtbot, tmp_path: Path
) -> None:
    page = page_of(held, look, qtbot, tmp_path, size=(1024, 640))
    exports(page)
    assert not page.export_card.result.visibleRegion().isEmpty()


def test_a_few_names_stay_in_sight_all_at_once_after_an_export_too(
    held: Held, look: Look, qtbot, tmp_path: Path
) -> None:
    page = page_of(held, look, qtbot, tmp_path, size=(1024, 640))
    held.live.written.write_note("Amara’s and Bob’s, said Amara.")
    settle()
    names = page.export_card.names
    assert len(rows_of(names)) == 4
    exports(page)
    settle()
    assert names.verticalScrollBar().maximum() == 0
    assert "Open the folder" in words_on(page)


def test_many_names_are_scrolled_with_the_keys(look: Look, qtbot, tmp_path: Path) -> None:
    with session(tmp_path, [f"Mary{chr(97 + n)}" for n in range(12)]) as held:
        held.live.written.write_note(" ".join(f"Mary{chr(97 + n)}" for n in range(12)))
        held.live.close()
        page = page_of(held, look, qtbot, tmp_path)
        names = page.export_card.names
        assert len(rows_of(names)) == 12
        names.setFocus()
        key_here(Qt.Key.Key_PageDown)
        assert names.verticalScrollBar().value() > 0


def test_a_level_is_chosen_with_the_arrow_keys(page: ClosePage) -> None:
    page.export_card.who.levels[Level.NOBODY].setFocus()
    key_here(Qt.Key.Key_Down)
    assert page.export_card.level is Level.SEATS
    assert rows_of(page.export_card.names) == ["“Bob” in a note becomes “Seat 2”"]


def test_a_name_that_is_still_being_written_is_shown_before_anything_is_written(
    page: ClosePage, tmp_path: Path
) -> None:
    notes_of(page).field.setFocus()
    type_here("Amara's idea.")
    page.export()
    settle()
    assert not page.export_card.is_exporting
    assert written(tmp_path) == []
    assert "Names were found in what was just kept." in words_on(page)
    assert "“Amara's” in a note becomes “someone's”" in rows_of(page.export_card.names)
    exports(page)
    assert len(written(tmp_path)) == 2


def test_for_the_report_what_is_mine_or_a_trainers_stays_and_it_says_so(
    page: ClosePage, held: Held
) -> None:
    assert button(page, "The report").isChecked()
    assert "1 key point is yours alone and stays here." in words_on(page)
    held.live.written.write_note("How it went.", kind=NoteKind.PROCESS)
    held.live.written.write_note("Another point.", kind=NoteKind.KEY_POINT)
    settle()
    assert (
        "2 key points are yours alone and stay here. 1 note is for your trainer and stays here."
        in words_on(page)
    )


def test_a_trainers_copy_is_made_by_keys_says_so_in_its_name_and_holds_what_is_for_them(
    page: ClosePage, held: Held, tmp_path: Path
) -> None:
    held.live.written.write_note("How it went, said Bob.", kind=NoteKind.PROCESS)
    settle()
    page.export_card.who.readers[Seen.REPORT].setFocus()
    key_here(Qt.Key.Key_Right)
    assert page.export_card.who.readers[Seen.TRAINER].isChecked()
    assert rows_of(page.export_card.names)[0] == "“Bob” in a note becomes “someone”"
    assert "The circle has not said that a trainer may see this." in words_on(page)
    exports(page)
    names = written(tmp_path)
    assert [name.endswith(("-trainer.html", "-trainer.md")) for name in names] == [True, True]
    text = (tmp_path / names[0]).read_text("utf-8")
    assert "How it went, said someone." in text
    assert "For a trainer" in text
    assert "Ask before you arrange." not in text


def test_whom_the_circle_knows_is_shown_among_the_names_before_anything_is_written(
    page: ClosePage,
) -> None:
    page.export_card.look_for(LookedFor(("Nobody Filledthe",)))
    shown = [row.text for row in page.export_card.names_found]
    assert "“Nobody” in a note becomes “someone”" in shown
