"""What the kit keeps besides the sessions: it is there, it is replaced, and what is taken out is gone."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from circle import kit
from circle.events import Participant, SessionOpened
from circle.kit_troubles import KitFull
from circle.loop import Loop
from circle.reflection import SaidBack
from circle.store import Store
from tests.disks import own_disk
from tests.fakes import FakeClock

YES, ALMOST, NOT_YET = SaidBack


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "kit")) as opened:
        yield opened


def test_settings_are_kept_and_otherwise_what_was_asked(store: Store):
    assert store.setting("colours", "light") == "light"
    store.keep_setting("colours", "dim")
    store.keep_setting("colours", "dark")
    assert store.setting("colours", "light") == "dark"


@pytest.mark.parametrize("kept", ["{broken", "5", '["dark"]', "null", ""])
def test_a_setting_that_is_not_what_it_should_be_costs_nothing(store: Store, kept: str):
    store.keep_setting("colours", "dark")
    store._connection.execute("UPDATE setting SET value = ?", (kept,))
    assert store.setting("colours", "light") == "light"


def test_a_template_is_kept_replaced_and_taken_out(store: Store):
    for name, text in (("a", "one"), ("b", "two"), ("a", "three")):
        store.keep_template(name, text)
    assert store.templates() == {"a": "three", "b": "two"}
    store.drop_template("a")
    store.drop_template("never there")
    assert store.templates() == {"b": "two"}


def test_a_deck_is_kept_replaced_and_taken_out(store: Store):
    for name, text in (("a", "one"), ("b", "two"), ("a", "three")):
        store.keep_deck(name, text)
    assert store.decks() == {"a": "three", "b": "two"}
    assert store.templates() == {}
    store.drop_deck("a")
    store.drop_deck("never there")
    assert store.decks() == {"b": "two"}


def test_a_draft_is_of_one_field_of_one_session(store: Store):
    store.keep_draft("abc", "note", "half")
    store.keep_draft("abc", "key point", "one more")
    store.keep_draft("abc", "note", "half a thought")
    store.keep_draft("def", "note", "another evening")
    assert store.drafts("abc") == {"note": "half a thought", "key point": "one more"}
    store.keep_draft("abc", "note", "")
    store.keep_draft("abc", "never there", "")
    assert store.drafts("abc") == {"key point": "one more"}
    assert store.drafts("def") == {"note": "another evening"}


def test_a_draft_is_there_after_closing_and_opening(tmp_path: Path):
    with closing(Store.open(tmp_path)) as store:
        store.keep_draft("abc", "note", "Ångström’s 静けさ")
    with closing(Store.open(tmp_path)) as store:
        assert store.drafts("abc") == {"note": "Ångström’s 静けさ"}


LETTERS = "abcdefghijklmnop"


def written_bit_by_bit(store: Store, session: str, *, times: int) -> None:
    """Texts that grow beyond a page of the file, in turn in two fields."""
    text = ""
    for n in range(times):
        text += f"{LETTERS[n % 16] * 40}-secret "
        store.keep_draft(session, "note", text)
        store.keep_draft(session, "key point", f"{n}: {text}")


def test_of_a_draft_that_was_kept_or_emptied_the_file_holds_no_letter(tmp_path: Path):
    with closing(Store.open(tmp_path)) as store:
        for session in ("abc", "def"):
            written_bit_by_bit(store, session, times=150)
            for field in store.drafts(session):
                store.keep_draft(session, field, "")
            store.keep_setting("scale", 1.5)
    (file,) = tmp_path.iterdir()
    assert b"scale" in file.read_bytes()
    assert not [letter for letter in LETTERS if letter.encode() * 6 in file.read_bytes()]
    assert b"secret" not in file.read_bytes()


def test_a_draft_that_is_still_begun_is_in_the_file(tmp_path: Path):
    """Or the test before this one would find nothing whatever the kit did."""
    with closing(Store.open(tmp_path)) as store:
        written_bit_by_bit(store, "abc", times=2)
    assert b"a" * 40 + b"-secret" in (tmp_path / kit.FILE_NAME).read_bytes()


def test_a_draft_for_which_there_is_no_room_leaves_the_one_before(tmp_path: Path):
    with own_disk(tmp_path, kilobytes=1_000), closing(Store.open(tmp_path)) as store:
        store.keep_draft("abc", "note", "half")
        with pytest.raises(KitFull, match="The disk is full"):
            store.keep_draft("abc", "note", "x" * 2_000_000)
        assert store.drafts("abc")["note"] == "half"


def with_names(store: Store) -> Loop:
    people = (Participant("p1", "Ceridwen"), Participant("p2", "Gwenllian", name="Mrs Prydderch"))
    return Loop.begin(store, FakeClock(), SessionOpened("An evening", people))


def test_whoever_withdraws_is_not_in_the_drafts_of_that_session(tmp_path: Path):
    with closing(Store.open(tmp_path)) as store:
        loop = with_names(store)
        store.keep_draft(loop.session, "note", "GWENLLIAN’s door, said Ceridwen")
        store.keep_draft(loop.session, "key point", "ask Mrs Prydderch first")
        loop.take_out("p2")
        assert store.drafts(loop.session) == {
            "note": "someone’s door, said Ceridwen",
            "key point": "ask someone first",
        }
    stored = (tmp_path / kit.FILE_NAME).read_bytes().lower()
    assert b"gwenllian" not in stored
    assert b"prydderch" not in stored


def test_answers_are_counted_by_round(store: Store):
    for answer in (YES, ALMOST, YES):
        store.count_said_back("abc", 0, answer)
    store.count_said_back("abc", 600_000, NOT_YET)
    store.count_said_back("def", 0, ALMOST)
    assert store.said_back("abc") == {(0, YES): 2, (0, ALMOST): 1, (600_000, NOT_YET): 1}
    assert store.said_back("def") == {(0, ALMOST): 1}
    assert store.said_back("never there") == {}


def test_an_answer_is_taken_back_and_never_below_none(store: Store):
    store.count_said_back("abc", 0, YES)
    for _time in range(3):
        store.count_said_back("abc", 0, YES, -1)
    assert store.said_back("abc") == {}
    store.count_said_back("abc", 0, YES)
    assert store.said_back("abc") == {(0, YES): 1}


def rows_after(folder: Path, answers: list[SaidBack]) -> list[tuple[object, ...]]:
    """Every row of answers as it lies in the file, and the numbers of all rows, if they have such."""
    with closing(Store.open(folder)) as store:
        for answer in answers:
            store.count_said_back("abc", 0, answer)
    with closing(sqlite3.connect(folder / kit.FILE_NAME)) as other:
        rows = other.execute("SELECT * FROM said_back").fetchall()
        with pytest.raises(sqlite3.OperationalError, match="rowid"):
            other.execute("SELECT rowid FROM said_back")
    return rows


@settings(max_examples=25, deadline=None)
@given(answers=st.lists(st.sampled_from(SaidBack), min_size=1, max_size=12), data=st.data())
def test_in_whatever_order_answers_came_the_kit_holds_the_same(
    tmp_path_factory: pytest.TempPathFactory, answers: list[SaidBack], data: st.DataObject
):
    other_order = data.draw(st.permutations(answers))
    folders = [tmp_path_factory.mktemp("kit") for _order in range(2)]
    first, other = rows_after(folders[0], answers), rows_after(folders[1], other_order)
    assert first == other
    assert {row[:3] for row in first} == {("abc", 0, answer.value) for answer in SaidBack}
