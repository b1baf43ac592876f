"""Session templates: what ships can be used and says where it comes from; what is broken is told of by file and place."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from circle.forms import Ends, NextUp
from circle.paths import assets
from circle.prompts import Deck
from circle.templates import BrokenTemplate, Shelf, read_shelf, read_template
from circle.toml_lines import line_of

SHELF = read_shelf(assets())
FILES = sorted(assets().glob("*/*.toml"))
FORBIDDEN = (
    *("score", "rank", "dominate", "limit", "overtime", "violation", "quietest", "engagement"),
    *("leaderboard", "participation rate", "idle"),
)
ROUND = '[[rounds]]\nform = "go_round"\ntitle = "One"\n'
HEAD = 'name = "mine"\ntitle = "Mine"\nabout = "For us."\n'


def test_everything_that_ships_can_be_used() -> None:
    assert SHELF.broken == ()
    assert len(SHELF.templates) == len(list((assets() / "session_templates").glob("*.toml")))
    assert len(SHELF.forms) == len(list((assets() / "round_forms").glob("*.toml")))
    assert SHELF.decks


@pytest.mark.parametrize("template", SHELF.templates, ids=lambda one: one.name)
def test_every_template_credits_its_source_and_lets_people_pass(template) -> None:
    assert template.credit.startswith("Drawn from ")
    assert template.minutes > 0
    assert template.title
    assert template.about.endswith(".")
    assert all(one.title for one in template.rounds)
    going_round = any(SHELF.forms[one.form].next is NextUp.NEIGHBOUR for one in template.rounds)
    names_a_pass = any("pass" in line for line in template.agreements)
    assert names_a_pass or not going_round


def test_templates_stand_in_their_order_and_are_called_by_their_files() -> None:
    places = [template.place for template in SHELF.templates]
    assert places == sorted(places)
    assert len(set(places)) == len(places)
    for path in FILES:
        assert tomllib.loads(path.read_text("utf-8"))["name"] == path.stem


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_word_that_ships_is_one_of_those_that_appear_nowhere(path: Path) -> None:
    text = path.read_text("utf-8").casefold()
    for word in FORBIDDEN:
        assert not re.search(rf"\b{word}", text), word
    assert "!" not in text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name = ", "mine.toml: Invalid value (at end of document)."),
        ("name = 7", "mine.toml: “about” is missing."),
        ('title = "x"\nabout = "y"\n' + ROUND, "mine.toml: “name” is missing."),
        (HEAD, "mine.toml: “rounds” is missing."),
        ("place = " + "9" * 5000, "mine.toml: it holds a number or a date that is out of bounds."),
        ("agreements = " + "[" * 3000, "mine.toml: "),
        (HEAD + "rounds = []", "mine.toml, line 4: there are no rounds."),
        (HEAD + "rounds = 3", "mine.toml, line 4: rounds: should be a list."),
        (HEAD + "place = true\n" + ROUND, "mine.toml, line 4: place: should be a whole number."),
        (
            HEAD + ROUND + '[[rounds]]\nform = "go_round"\n',
            "mine.toml, line 7: rounds: number 2: “title” is missing.",
        ),
        (
            HEAD + ROUND + ROUND + "minutes = 1.5\n",
            "mine.toml, line 10: rounds: number 2: minutes: should be a whole number.",
        ),
        (
            HEAD + ROUND + '[[rounds]]\nform = "waltz"\ntitle = "Two"\n',
            "mine.toml, line 8: round 2 has the form “waltz”, which is none of: go_round, open.",
        ),
        (
            HEAD + ROUND + "minutes = -5\n",
            "mine.toml, line 7: round 1: “minutes” should be from 0 to 1440.",
        ),
        (
            HEAD + ROUND + "minutes = 9000\n",
            "mine.toml, line 7: round 1: “minutes” should be from 0 to 1440.",
        ),
        (HEAD + 'colour = "red"\n' + ROUND, "mine.toml, line 4: “colour” is not a setting here."),
        (
            HEAD + ROUND + "minuts = 5\n",
            "mine.toml, line 7: round 1: “minuts” is not a setting here.",
        ),
    ],
)
def test_what_cannot_be_used_is_told_of_by_file_and_place(text: str, sentence: str) -> None:
    with pytest.raises(BrokenTemplate) as broken:
        read_template(text, source="mine.toml", forms=("open", "go_round"))
    assert str(broken.value).startswith(sentence)
    assert str(broken.value) == sentence or len(text) > 2000


def test_a_template_may_leave_most_things_out() -> None:
    template = read_template(HEAD + ROUND, source="mine.toml", forms=("go_round",))
    assert (template.minutes, template.agreements, template.place) == (0, (), 100)
    assert template.rounds[0].plan.length_ms == 0


def shelf_of(folder: Path, **files: bytes) -> Shelf:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".toml").write_bytes(text)
    return read_shelf(folder)


def test_a_broken_file_is_left_out_and_told_of_and_stops_no_other(tmp_path: Path) -> None:
    shelf = shelf_of(
        tmp_path,
        round_forms__go_round=b'name = "go_round"\ntitle = "Go-round"\n',
        round_forms__bad=b"\xff",
        session_templates__good=(HEAD + ROUND).encode(),
        session_templates__bad=b"rounds",
        prompt_decks__bad=b"prompts = 1",
    )
    assert [template.name for template in shelf.templates] == ["mine"]
    assert [line.split(":")[0].split(" ")[0] for line in shelf.broken] == [
        "bad.toml",
        "bad.toml",
        "bad.toml",
    ]


def test_an_empty_shelf_can_still_hold_a_circle(tmp_path: Path) -> None:
    shelf = read_shelf(tmp_path / "nothing")
    assert shelf.deck == Deck("", "", ())
    form = shelf.form("anything")
    assert (form.next, form.ends) == (NextUp.NEIGHBOUR, Ends.HOME)
    assert form == SHELF.form("go_round") or form.title == SHELF.form("go_round").title


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("name",), 1),
        (("gone",), None),
        (("rounds",), 3),
        (("rounds", 0, "form"), 4),
        (("rounds", 1, "form"), 7),
        (("rounds", 1, "title"), 6),
        (("rounds", 2, "form"), None),
        ((), None),
    ],
)
def test_a_setting_is_found_by_its_line(path: tuple[str | int, ...], line: int | None) -> None:
    text = 'name = "a"\n\n[[rounds]]\nform = "x"\ntitle = "t"\n[[ rounds ]]\n  form="y"\n'
    assert line_of(text, path) == line
