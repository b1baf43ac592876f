"""Aliases: enough for any circle, each only once, and initials of any name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle.aliases import AliasKind, aliases, colours, initials, things
from circle.moves import MOST_PEOPLE


@pytest.mark.parametrize("kind", list(AliasKind))
@pytest.mark.parametrize("n", [1, 2, 24, 25, 49, MOST_PEOPLE])
def test_everybody_has_an_alias_and_no_two_the_same(kind: AliasKind, n: int):
    found = aliases(kind, ["Gwen Winter"] * n)
    assert len({one.casefold() for one in found}) == n
    assert all(found)


def test_seats_have_their_numbers_and_words_are_numbered_when_they_run_out():
    assert aliases(AliasKind.SEATS, ["", "Bob"]) == ("Seat 1", "Seat 2")
    assert aliases(AliasKind.COLOURS, [""] * 26)[-2:] == ("Amber 2", "Azure 2")
    assert aliases(AliasKind.THINGS, [""] * 49)[-1] == "Acorn 3"


def test_colours_and_things_are_not_taken_for_each_other():
    words = [*colours(), *things()]
    assert len({word.casefold() for word in words}) == len(words) == 48


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Gwen", "G"),
        ("Gwen Winter", "GW"),
        ("  gwen   winter ", "GW"),
        ("Anne-Marie Lee", "AML"),
        ("J. R. R. Tolkien", "JRRT"),
        ("Ludwig van der Beek-Smith Jones", "LVDB"),
        ("’t Hooft", "TH"),
        ("Zoë", "Z"),
        ("Élodie", "É"),
        ("E\u0301lodie", "É"),
        ("ßan", "ß"),
        ("Ольга Петровна", "ОП"),
        ("王小明", "王"),
        ("प्रिया शर्मा", "पश"),
        ("أميرة حسن", "أح"),
        ("שרה כהן", "שכ"),
        ("🌻", "🌻"),
        ("Ann 2", "A"),
        ("42", "4"),
        ("GW", "GW"),
        ("GW 2", "GW"),
        ("", ""),
        (" - ", ""),
    ],
)
def test_initials_of_a_name(name: str, expected: str):
    assert initials(name) == expected


def test_the_same_initials_have_a_number_and_whoever_has_no_name_their_seat():
    names = ["Gwen Winter", "Gita Wali", "", "Gareth Wood"]
    assert aliases(AliasKind.INITIALS, names) == ("GW", "GW 2", "Seat 3", "GW 3")


def test_initials_of_initials_are_the_same():
    once = aliases(AliasKind.INITIALS, ["Gwen Winter", "Gita Wali", "Bo"])
    assert aliases(AliasKind.INITIALS, once) == once


@given(st.lists(st.text(max_size=30), max_size=60), st.sampled_from(AliasKind))
def test_whatever_the_names_nobody_is_without_and_no_two_have_the_same(names, kind):
    found = aliases(kind, names)
    assert len(found) == len(names)
    assert all(found)
    assert len({one.casefold() for one in found}) == len(names)
