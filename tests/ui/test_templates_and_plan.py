"""`templates` and `plan` on the command line."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from circle.paths import assets
from circle.store import Store
from circle.templates import read_shelf
from tests.ui.facilitator import at_the_window
from tests.ui.typed import Answer, Typed, typed_here
from ui.widgets.choices import ChoiceCard

SHELF = read_shelf(assets())


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Typed:
    return typed_here(capsys, tmp_path / "home")


def test_every_template_is_listed_with_its_length(typed: Typed) -> None:
    listed = typed("templates")
    assert listed == typed("templates", "list")
    heading, *lines = listed.lines
    assert heading.split() == ["name", "rounds", "length", "title"]
    assert [line.split()[0] for line in lines] == [one.name for one in SHELF.templates]
    assert any(line.endswith("1 h 20  Council") for line in lines)


@pytest.mark.parametrize("template", SHELF.templates, ids=lambda one: one.name)
def test_a_template_is_shown_with_its_source_and_goes_out_and_is_usable(
    typed: Typed, tmp_path: Path, template
) -> None:
    shown = typed("templates", "show", template.name).out
    for words in (template.credit, *template.agreements, *(one.prompt for one in template.rounds)):
        assert words in shown
    out = typed("templates", "export", template.name, "--out", tmp_path)
    file = tmp_path / f"{template.name}.toml"
    assert out.lines == [str(file)]
    assert typed("templates", "check", file).out.startswith(f"“{template.title}” can be used: ")


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (
            'form = "silent"',
            'form = "dance"',
            "council.toml, line 32: round 3 has the form “dance”, which",
        ),
        ("minutes = 50", "minutes = = 5", "council.toml: Invalid value (at line "),
        (
            "minutes = 50",
            "minutes = 5000",
            "council.toml, line 29: round 2: “minutes” should be from 0 to",
        ),
        (
            "minutes = 50",
            "lenght = 50",
            "council.toml, line 29: round 2: “lenght” is not a setting",
        ),
    ],
)
def test_a_broken_template_is_refused_with_its_place(
    typed: Typed, tmp_path: Path, before: str, after: str, why: str
) -> None:
    typed("templates", "export", "council", "--out", tmp_path)
    file = tmp_path / "council.toml"
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")
    assert typed("templates", "check", file).why.startswith(why)


@pytest.mark.parametrize("words", [("templates", "show"), ("templates", "export"), ("plan",)])
def test_a_name_that_no_template_has_gets_the_names_there_are(
    typed: Typed, words: tuple[str, ...]
) -> None:
    more = ("--people", 8) if words == ("plan",) else ()
    why = typed(*words, "counsel", *more).why
    assert why.startswith("There is no template “counsel”. There are: listening_round, ")


def test_a_plan_says_when_each_round_begins_and_how_long_each_has(typed: Typed) -> None:
    lines = typed("plan", "council", "--people", 18, "--minutes", 90).lines
    assert lines[:2] == ["Council", "About 90 minutes with 18 people"]
    assert lines[3].split() == ["begins", "length", "each", "form", "round"]
    assert [line.split()[0] for line in lines[4:8]] == ["0:00", "17:00", "1:13:00", "1:15:00"]
    assert lines[6].split()[1:3] == ["2", "min"]  # the silence keeps its length
    assert lines[9] == "Arriving: 18 people × 45 s is 14 min, and fits in 17 min."


def test_a_silence_after_every_turn_is_in_the_arithmetic(typed: Typed) -> None:
    words = "Stories: 9 people × (4 min 30 and 10 s of silence) is 42 min, and fits in 45 min."
    assert typed("plan", "story_circle", "--people", 9).lines[-1] == words


@pytest.mark.parametrize(
    ("people", "minutes", "why"),
    [
        (200, 60, "Arriving: less than 15 s each with 200 people."),
        (8, 4, "That does not fit in 4 min. It needs at least 5 min."),
    ],
)
def test_a_plan_that_cannot_be_says_so_in_one_sentence(
    typed: Typed, people: int, minutes: int, why: str
) -> None:
    assert typed("plan", "council", "--people", people, "--minutes", minutes).why == why


@pytest.mark.parametrize(("people", "minutes"), [(0, 60), (201, 60), (8, 0), (8, 1441)])
def test_numbers_that_are_none_are_a_matter_of_usage(
    typed: Typed, people: int, minutes: int
) -> None:
    answer: Answer = typed("plan", "council", "--people", people, "--minutes", minutes)
    assert (answer.code, answer.out) == (2, "")


# Templates of one's own


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "ours.toml"
    file.write_text(OWN, "utf-8")
    return file


OWN = """
name = "ours"
title = "Our circle"
about = "As we do it."
place = 0

[[rounds]]
form = "go_round"
title = "Round"
minutes = 30
"""


def test_a_template_is_taken_in_and_is_then_one_of_them(typed: Typed, own: Path) -> None:
    said = "ours  “Our circle” can be used: 1 round, 30 min.\n"
    assert typed("templates", "import", own).out == said
    assert typed("templates").lines[1].split() == ["ours", "1", "30", "min", "Our", "circle"]
    assert "As we do it." in typed("templates", "show", "ours").lines
    assert typed("plan", "ours", "--people", 10).lines[0] == "Our circle"


def test_what_a_template_does_not_say_takes_no_line(typed: Typed, own: Path) -> None:
    own.write_text(OWN.replace("As we do it.", ""), "utf-8")
    typed("templates", "import", own)
    title, blank, headings, _round = typed("templates", "show", "ours").lines
    assert (title, blank) == ("Our circle", "")
    assert headings.split() == ["minutes", "form", "round", "question"]


def test_what_is_taken_in_again_takes_the_place_of_what_was(typed: Typed, own: Path) -> None:
    typed("templates", "import", own)
    own.write_text(OWN.replace("As we do it.", "As we do it now."), "utf-8")
    typed("templates", "import", own)
    out = typed("templates", "export", "ours", "--out", own.parent).lines
    assert Path(out[0]).read_text("utf-8") == own.read_text("utf-8")
    assert len(typed("templates").lines) == len(SHELF.templates) + 2


def test_one_of_the_name_of_a_shipped_one_takes_its_place(typed: Typed, own: Path) -> None:
    own.write_text(OWN.replace('"ours"', '"council"'), "utf-8")
    typed("templates", "import", own)
    assert len(typed("templates").lines) == len(SHELF.templates) + 1
    assert typed("templates", "show", "council").lines[0] == "Our circle"


def test_a_broken_one_is_refused_and_the_one_before_stays(typed: Typed, own: Path) -> None:
    typed("templates", "import", own)
    own.write_text(OWN.replace("go_round", "goround"), "utf-8")
    assert typed("templates", "import", own).why.startswith(
        "ours.toml, line 8: round 1 has the form"
    )
    assert typed("templates", "show", "ours").lines[0] == "Our circle"


@pytest.mark.parametrize("name", ["../ours", "Ours", "", "a b", "x" * 61])
def test_a_name_that_could_not_be_a_files_is_refused(typed: Typed, own: Path, name: str) -> None:
    own.write_text(OWN.replace('"ours"', f'"{name}"'), "utf-8")
    assert "line 2: “name” should be small letters" in typed("templates", "import", own).why


def test_one_in_the_kit_that_cannot_be_used_any_more_is_told_of(
    typed: Typed, tmp_path: Path
) -> None:
    with closing(Store.open(tmp_path / "home")) as store:
        store.keep_template("old", OWN.replace("go_round", "gone"))
    listed = typed("templates")
    assert listed.err.startswith("old.toml, line 8: round 1 has the form “gone”")
    assert len(listed.lines) == len(SHELF.templates) + 1


def test_where_ones_own_cannot_be_used_the_shipped_one_is_shown_and_goes_out(
    typed: Typed, tmp_path: Path
) -> None:
    with closing(Store.open(tmp_path / "home")) as store:
        store.keep_template("council", "name = 7")
    assert typed("templates", "show", "council").lines[0] == "Council"
    (file,) = typed("templates", "export", "council", "--out", tmp_path).lines
    assert typed("templates", "check", file).out.startswith("“Council” can be used: ")


def test_while_the_window_is_open_the_shipped_ones_are_there(typed: Typed, tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "home")):
        planned = typed("plan", "council", "--people", 8)
    assert planned.lines[0] == "Council"
    assert planned.err.startswith("Without the kit’s own templates: ")


def test_the_start_page_offers_it_and_it_can_be_held(
    qapp: QApplication, tmp_path: Path, own: Path
) -> None:
    with closing(Store.open(tmp_path / "kit")) as store:
        store.keep_template("ours", own.read_text("utf-8"))
        store.keep_template("old", OWN.replace("go_round", "gone"))
    with at_the_window(qapp, tmp_path / "kit") as desk:
        cards = [card.accessibleName() for card in desk.window.findChildren(ChoiceCard)]
        assert any(name.startswith("Our circle") for name in cards)
        assert "old.toml, line 8: round 1 has the form “gone”" in desk.window.said
