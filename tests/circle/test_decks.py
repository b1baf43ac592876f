"""Prompt decks as files: what can be used, what a broken one is told by, written and read again."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle import own_decks as own
from circle.decks import BrokenDeck, NoSuchDeck, read_deck
from circle.errors import NotRead
from circle.moves import clean_text
from circle.paths import assets
from circle.prompts import Deck, Prompt, When, Whom
from circle.reflection import Stance
from circle.template_texts import clean_line, cleaned
from circle.template_toml import toml_of
from circle.templates import read_shelf

SHELF = read_shelf(assets())
STANCES = SHELF.deck_called("listening_stances")
HEAD = 'name = "mine"\ntitle = "Mine"\n'
ONE = '[[prompts]]\ntext = "One?"\n'


def read(text: str) -> Deck:
    return read_deck(text, source="mine.toml")


def test_a_deck_may_leave_most_things_out() -> None:
    deck = read(HEAD + ONE)
    assert deck == Deck("mine", "Mine", (Prompt("One?"),))
    assert (deck.place, deck.prompts[0].when, deck.prompts[0].whom) == (100, (), Whom.ROOM)


def test_all_that_a_deck_can_say_is_read() -> None:
    deck = read("""
        name = "ours"
        title = "Ours"
        about = "For us."
        language = "pt-BR"
        theme = "power"
        source = "Our own"
        credit = "Drawn from ours."
        place = 3

        [[prompts]]
        text = "Quem decide?"
        when = ["after a turn", "at the close"]
        whom = "own"
        stance = "agree"
        theme = "silence"
        """)
    prompt = Prompt(
        "Quem decide?", (When.AFTER_TURN, When.AT_CLOSE), Whom.OWN, Stance.AGREE, "silence"
    )
    words = ("For us.", "pt-BR", "power", "Our own", "Drawn from ours.", 3)
    assert deck == Deck("ours", "Ours", (prompt,), *words)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("prompts = [", "mine.toml: Invalid value (at end of document)."),
        (HEAD, "mine.toml: “prompts” is missing."),
        (ONE, "mine.toml: “name” is missing."),
        (HEAD + "prompts = []", "mine.toml, line 3: there are no prompts."),
        (HEAD + "prompts = 3", "mine.toml, line 3: prompts: should be a list."),
        (HEAD.replace("mine", "Mine") + ONE, "mine.toml, line 1: “name” should be small letters,"),
        (HEAD.replace("mine", "con") + ONE, "mine.toml, line 1: “name” is “con”, which Windows"),
        (HEAD.replace("Mine", " ") + ONE, "mine.toml, line 2: “title” is empty."),
        (
            HEAD + 'language = "English"\n' + ONE,
            "mine.toml, line 3: “language” should be a code such as “en” or “pt-BR”.",
        ),
        (HEAD + "colour = 1\n" + ONE, "mine.toml, line 3: “colour” is not a setting here."),
        (HEAD + ONE + "whem = 1\n", "mine.toml, line 5: prompt 1: “whem” is not a setting here."),
        (
            HEAD + ONE + "[[prompts]]\n",
            "mine.toml, line 5: prompts: number 2: “text” is missing.",
        ),
        (HEAD + ONE.replace("One?", " "), "mine.toml, line 4: prompt 1: “text” is empty."),
        (
            HEAD + ONE + "[[prompts]]\n" + f'text = "{"a" * 301}"\n',
            "mine.toml, line 6: prompt 2: “text” has 301 characters; a prompt has at most 300.",
        ),
        (
            HEAD + ONE + ONE.replace("One", " ONE"),
            "mine.toml, line 6: prompt 2 has the same “text” as prompt 1.",
        ),
        (
            HEAD + ONE + 'when = ["after a turn", "at noon"]\n',
            "mine.toml, line 5: prompts: number 1: when: number 2: should be one of: before the session,",
        ),
        (
            HEAD + ONE + 'whom = "everyone"\n',
            "mine.toml, line 5: prompts: number 1: whom: should be one of: room, own, facilitator.",
        ),
        (
            HEAD + ONE + 'stance = "listen"\n',
            "mine.toml, line 5: prompts: number 1: stance: should be one of: understand,",
        ),
        (
            HEAD + "place = " + "9" * 5000,
            "mine.toml: it holds a number or a date that is out of bounds.",
        ),
        (HEAD + "prompts = " + "[" * 3000, "mine.toml: "),
    ],
)
def test_a_deck_that_cannot_be_used_is_told_of_by_file_and_place(text: str, sentence: str) -> None:
    with pytest.raises(BrokenDeck) as broken:
        read(text)
    assert str(broken.value).startswith(sentence)
    assert "\n" not in str(broken.value)


def test_the_deck_that_contributors_are_shown_can_be_used() -> None:
    told = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text("utf-8")
    _before, _heading, after = told.partition("## How to add a deck of prompts")
    shown = read(after.split("```toml\n")[1].split("```")[0])
    assert toml_of(shown).count(" = ") == len(fields(Deck)) - 1 + len(fields(Prompt))


def test_five_hundred_prompts_are_enough() -> None:
    each = [f'[[prompts]]\ntext = "{n}?"\n' for n in range(501)]
    assert len(read(HEAD + "".join(each[:500])).prompts) == 500
    with pytest.raises(BrokenDeck) as broken:
        read(HEAD + "".join(each))
    line = 3 + 2 * 500
    why = f"mine.toml, line {line}: there are 501 prompts; a deck has at most 500."
    assert str(broken.value) == why


ODD = st.one_of(st.text(), st.text(alphabet="\"'\\\n\r\t\0\x1b\x7f\x85\u2028\u202e #[]=aé字😀"))
PROMPTS = st.builds(
    Prompt,
    text=ODD.map(lambda text: f"T{text}"[:300]),
    when=st.lists(st.sampled_from(When), max_size=3).map(tuple),
    whom=st.sampled_from(Whom),
    stance=st.sampled_from([None, *Stance]),
    theme=ODD,
)
DECKS = st.builds(
    Deck,
    name=st.from_regex(r"[a-z][a-z0-9_-]{4,59}", fullmatch=True),
    title=ODD.map(lambda text: f"T{text}"),
    prompts=st.lists(
        PROMPTS, min_size=1, max_size=4, unique_by=lambda one: clean_line(one.text).casefold()
    ).map(tuple),
    about=ODD,
    language=st.sampled_from(["", "en", "pt-BR", "zh-Hant"]),
    theme=ODD,
    source=ODD,
    credit=ODD,
    place=st.integers(-5, 200),
)


@given(DECKS)
def test_what_was_read_is_written_and_read_again_as_it_was(deck: Deck) -> None:
    kept, text = own.checked(deck)
    assert kept == cleaned(deck)
    assert read(text) == kept
    assert toml_of(kept) == text


@given(DECKS)
def test_what_is_offered_is_in_the_record_as_the_deck_has_it(deck: Deck) -> None:
    """Or it would not be known again, and be offered twice."""
    for one in own.checked(deck)[0].prompts:
        assert clean_text(one.text) == one.text


@pytest.mark.parametrize("deck", SHELF.decks, ids=lambda one: one.name)
def test_every_shipped_one_is_written_and_read_again(deck: Deck) -> None:
    assert read(toml_of(deck)) == deck


def test_what_nobody_decided_is_left_out() -> None:
    prompts = (Prompt("One?"), Prompt("Two?", (When.AT_CLOSE,), stance=Stance.FIX))
    assert toml_of(Deck("ours", "Ours", prompts)) == (
        'name = "ours"\ntitle = "Ours"\n\n[[prompts]]\ntext = "One?"\n'
        '\n[[prompts]]\ntext = "Two?"\nwhen = [\n  "at the close",\n]\nstance = "fix"\n'
    )


# Decks of one's own


MINE = HEAD + "place = 0\n" + ONE


def test_ones_own_decks_stand_among_the_others_by_their_place() -> None:
    shelf = SHELF.with_own({}, {"mine": MINE})
    assert shelf.decks == (read(MINE), *SHELF.decks)
    assert (shelf.own_decks, shelf.kept_decks, shelf.broken) == ({"mine"}, {"mine"}, ())
    assert shelf.templates == SHELF.templates


def test_one_of_the_name_of_a_shipped_one_takes_its_place() -> None:
    shelf = SHELF.with_own({}, {STANCES.name: MINE.replace('"mine"', f'"{STANCES.name}"')})
    assert shelf.deck_called(STANCES.name).title == "Mine"
    assert len(shelf.decks) == len(SHELF.decks)


def test_a_broken_one_is_told_of_and_the_others_stay() -> None:
    shelf = SHELF.with_own({}, {"mine": MINE, "old": HEAD + "prompts = []"})
    assert shelf.broken == ("old.toml, line 3: there are no prompts.",)
    assert (shelf.own_decks, shelf.kept_decks) == ({"mine"}, {"mine", "old"})


def test_a_name_that_no_deck_has_gets_the_names_there_are() -> None:
    with pytest.raises(
        NoSuchDeck, match=r"There is no deck “nope”\. There are: listening_stances, "
    ):
        SHELF.deck_called("nope")


def test_a_copy_is_the_same_but_for_its_title_and_name() -> None:
    copy = own.copy_of(STANCES, SHELF)
    assert (copy.title, copy.name) == ("Listen to understand (2)", "listen_to_understand_2")
    assert replace(copy, title=STANCES.title, name=STANCES.name) == STANCES


def test_a_copy_takes_no_name_of_one_in_the_kit_that_cannot_be_used() -> None:
    shelf = SHELF.with_own({}, {"listen_to_understand_2": "name = 7"})
    assert own.copy_of(STANCES, shelf).name == "listen_to_understand_2_2"


def test_a_file_is_read_with_its_text_and_goes_out_as_it_came_in(tmp_path: Path) -> None:
    text = "# as we wrote it\n" + MINE
    (tmp_path / "in.toml").write_text(text, "utf-8")
    deck, kept = own.read_file(tmp_path / "in.toml")
    assert (deck, kept) == (read(MINE), text)
    out = own.give_out("mine", tmp_path, shipped=SHELF, own={"mine": kept}, assets=assets())
    assert out == tmp_path / "mine.toml"
    assert out.read_text("utf-8") == text


def test_a_shipped_one_goes_out_as_it_ships(tmp_path: Path) -> None:
    out = own.give_out(STANCES.name, tmp_path, shipped=SHELF, own={}, assets=assets())
    assert out.read_bytes() == (assets() / "prompt_decks" / out.name).read_bytes()


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "in.toml").write_text(MINE + "#" * 1_000_000, "utf-8")
    with pytest.raises(NotRead, match=r"in\.toml"):
        own.read_file(tmp_path / "in.toml")


def test_what_cannot_be_used_is_told_of_by_name_with_its_line() -> None:
    broken = HEAD + ONE + 'when = ["noon"]\n'
    why = own.unusable({"fine": HEAD + ONE, "mine": broken})
    assert list(why) == ["mine"]
    assert why["mine"].startswith("mine.toml, line 5: ")


def test_one_that_cannot_be_used_goes_out_as_it_is(tmp_path: Path) -> None:
    out = own.give_out("mine", tmp_path, shipped=SHELF, own={"mine": "?"}, assets=assets())
    assert (out.name, out.read_text("utf-8")) == ("mine.toml", "?")
    with pytest.raises(NoSuchDeck, match="There is no deck “gone”"):
        own.give_out("gone", tmp_path, shipped=SHELF, own={}, assets=assets())


@pytest.mark.parametrize(
    ("text", "meant"),
    [(HEAD + ONE, True), (HEAD + " [[ prompts ]]\n", True), (HEAD + "[[rounds]]\n", False)],
)
def test_a_file_is_meant_to_be_a_deck_when_it_has_prompts(
    tmp_path: Path, text: str, meant: bool
) -> None:
    file = tmp_path / "a.toml"
    file.write_text(text, "utf-8")
    assert own.is_deck(file) is meant
    assert own.is_deck(tmp_path / "gone.toml") is False


def test_ones_own_is_kept_in_its_place_and_what_ships_as_a_copy() -> None:
    shelf = SHELF.with_own({}, {"mine": HEAD + ONE})
    mine = shelf.deck_called("mine")
    assert own.kept_as(mine, shelf) == mine
    copy = own.kept_as(STANCES, shelf)
    assert (copy.name, copy.title) == ("listen_to_understand_2", "Listen to understand (2)")
    assert copy.prompts == STANCES.prompts
    retitled = own.kept_as(replace(STANCES, title="Kitchen"), shelf)
    assert (retitled.name, retitled.title) == ("kitchen", "Kitchen")
