from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle.errors import Refused, quoted


def test_a_refusal_says_its_sentence() -> None:
    assert str(Refused("There is no room left.")) == "There is no room left."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Gwen", "“Gwen”"),
        ("", "“”"),
        ("two\nlines", "“two\N{REPLACEMENT CHARACTER}lines”"),
        ("a" * 60, f"“{'a' * 60}”"),
        ("a" * 61, f"“{'a' * 60}…”"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}txt.exe", "“\N{REPLACEMENT CHARACTER}txt.exe”"),
    ],
)
def test_quotes_what_came_from_outside(text: str, shown: str) -> None:
    assert quoted(text) == shown


@given(st.text(st.characters()))
def test_a_quotation_is_one_short_visible_line(text: str) -> None:
    shown = quoted(text)
    assert shown.isprintable()
    assert len(shown) <= 63
