"""Letters that our fonts have no shape for: what stands for them, and that nothing that is seen goes missing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.font_letters import letters_of_fonts
from exports.letters import NO_SHAPE, shown
from tests.exports.hostile import FEW


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Łódź, שלום, مرحبا, नमस्ते", "Łódź, שלום, مرحبا, नमस्ते"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("well → done ☑, n ≤ 5", "well -> done [x], n <= 5"),
        ("👩‍👩‍👧 and 👍🏽", "[woman, woman, girl] and [thumbs up sign, medium skin tone]"),
        ("\u202eevil\u2066 \ufeffhid\x00den\u2069", "evil hidden"),
        ("日本", NO_SHAPE * 2),
        ("\ue000\ufffe\ud800", NO_SHAPE * 3),
        ("𝐇ello, ｆｕｌｌ", "Hello, full"),
        ("a\u20dd", "a" + NO_SHAPE),
        ("\n\u06df", "\n\u25cc\u06df"),
        ("क्\u200dष", "क्\u200dष"),
    ],
)
def test_what_stands_for_what(text: str, read: str) -> None:
    assert shown(text) == read


def test_our_fonts_have_these_letters_and_no_others() -> None:
    fonts = letters_of_fonts()
    assert len(fonts) == 7
    assert all(ord(" ") in font for font in fonts)
    assert any(set(map(ord, "ÀéßŁđ’“”–…")) <= font for font in fonts)
    assert not any({ord("日"), ord("😀")} & font for font in fonts)


@FEW
@given(st.text(max_size=30))
def test_no_letter_that_is_seen_goes_missing(text: str) -> None:
    seen = [one for one in text if unicodedata.category(one)[0] in "LNPS" and one.isprintable()]
    assert len(shown(text).replace(" ", "")) >= len(unicodedata.normalize("NFC", "".join(seen)))
