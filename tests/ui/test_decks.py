"""`decks` on the command line."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from circle.paths import assets
from circle.store import Store
from circle.templates import read_shelf
from tests.ui.typed import Typed, typed_here

SHELF = read_shelf(assets())
OWN = """# as we ask it
name = "ours"
title = "Our deck"
about = "As we ask it."
place = 0

[[prompts]]
text = "Who is not here?"

[[prompts]]
text = "What stays with you?"
when = ["after a turn", "at the close"]
whom = "own"
"""


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Typed:
    return typed_here(capsys, tmp_path / "home")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "ours.toml"
    file.write_text(OWN, "utf-8")
    return file


def test_every_deck_is_listed_with_how_many_prompts_it_has(typed: Typed) -> None:
    listed = typed("decks")
    assert listed == typed("decks", "list")
    heading, *lines = listed.lines
    assert heading.split() == ["name", "prompts", "title"]
    assert [line.split()[0] for line in lines] == [one.name for one in SHELF.decks]
    assert lines[0].split(maxsplit=2)[1:] == [
        str(len(SHELF.decks[0].prompts)),
        "Listen to understand",
    ]
    assert listed.err == ""


@pytest.mark.parametrize("deck", SHELF.decks, ids=lambda one: one.name)
def test_a_deck_is_shown_with_its_source_and_goes_out_and_is_usable(
    typed: Typed, tmp_path: Path, deck
) -> None:
    shown = typed("decks", "show", deck.name).out
    for words in (deck.about, deck.credit, *(one.text for one in deck.prompts)):
        assert words in shown
    out = typed("decks", "export", deck.name, "--out", tmp_path)
    file = tmp_path / f"{deck.name}.toml"
    assert out.lines == [str(file)]
    usable = f"“{deck.title}” can be used: {len(deck.prompts)} prompts."
    assert typed("decks", "check", file).lines == [usable]


def test_a_prompt_is_shown_with_its_moments_and_for_whom_it_is(typed: Typed, own: Path) -> None:
    typed("decks", "import", own)
    shown = typed("decks", "show", "ours").lines
    assert shown[:3] == ["Our deck", "As we ask it.", ""]
    assert shown[3].split() == ["when", "for", "whom", "prompt"]
    assert shown[4].split("  ")[0] == "at any moment"
    assert shown[4].endswith("the room             Who is not here?")
    words = "after a turn, at the close  each for themselves  What stays with you?"
    assert shown[5] == words


def test_a_deck_is_taken_in_and_goes_out_as_it_came(
    typed: Typed, own: Path, tmp_path: Path
) -> None:
    assert typed("decks", "import", own).out == "ours  “Our deck” can be used: 2 prompts.\n"
    assert typed("decks").lines[1].split() == ["ours", "2", "Our", "deck"]
    (file,) = typed("decks", "export", "ours", "--out", tmp_path).lines
    assert Path(file).read_text("utf-8") == OWN


def test_what_is_taken_in_again_takes_the_place_of_what_was(typed: Typed, own: Path) -> None:
    typed("decks", "import", own)
    own.write_text(OWN.replace("As we ask it.", "As we ask it now."), "utf-8")
    typed("decks", "import", own)
    assert "As we ask it now." in typed("decks", "show", "ours").lines
    assert len(typed("decks").lines) == len(SHELF.decks) + 2


def test_a_broken_one_is_refused_and_the_one_before_stays(typed: Typed, own: Path) -> None:
    typed("decks", "import", own)
    own.write_text(OWN.replace("at the close", "at noon"), "utf-8")
    why = "ours.toml, line 12: prompts: number 2: when: number 2: should be one of: before the"
    assert typed("decks", "import", own).why.startswith(why)
    assert typed("decks", "check", own).why.startswith(why)
    assert typed("decks", "show", "ours").lines[0] == "Our deck"


def test_one_in_the_kit_that_cannot_be_used_is_told_of_and_can_be_removed(
    typed: Typed, tmp_path: Path
) -> None:
    with closing(Store.open(tmp_path / "home")) as store:
        store.keep_deck("old", OWN.replace("[[prompts]]", "[[prompt]]"))
    listed = typed("decks")
    assert listed.err == "old.toml: “prompts” is missing.\n"
    assert len(listed.lines) == len(SHELF.decks) + 1
    assert typed("decks", "remove", "old").lines == ["old was removed."]
    assert typed("decks").err == ""


def test_where_ones_own_is_removed_the_shipped_one_is_there_again(typed: Typed, own: Path) -> None:
    own.write_text(OWN.replace('"ours"', '"first_circle"'), "utf-8")
    typed("decks", "import", own)
    assert typed("decks", "show", "first_circle").lines[0] == "Our deck"
    said = typed("decks", "remove", "first_circle").lines
    assert said == ["first_circle was removed. The one that ships is there again."]
    assert typed("decks", "show", "first_circle").lines[0] == "A first circle"


def test_only_ones_own_can_be_removed(typed: Typed, own: Path) -> None:
    typed("decks", "import", own)
    why = "There is no deck “first_circle” in the kit. There are: ours."
    assert typed("decks", "remove", "first_circle").why == why
    typed("decks", "remove", "ours")
    assert typed("decks", "remove", "ours").why == "There is no deck “ours” in the kit."


def test_without_a_kit_nothing_is_removed_and_none_is_made(typed: Typed, tmp_path: Path) -> None:
    assert typed("decks", "remove", "ours").why.startswith("There is no kit in ")
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("word", ["show", "export"])
def test_a_name_that_no_deck_has_gets_the_names_there_are(typed: Typed, word: str) -> None:
    why = typed("decks", word, "nope").why
    assert why.startswith("There is no deck “nope”. There are: listening_stances, noticing_power, ")


def test_while_the_window_is_open_the_shipped_ones_are_there(typed: Typed, tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "home")):
        listed = typed("decks")
    assert len(listed.lines) == len(SHELF.decks) + 1
    assert listed.err.startswith("Without the kit’s own decks: ")
