from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from circle.files import safe_file_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Trauma network · Session 22", "Trauma network · Session 22"),
        ("a/b\\c:d", "a-b-c-d"),
        ("../../etc/passwd", "etc-passwd"),
        (".hidden", "hidden"),
        ("ends in dots. . .", "ends in dots"),
        ("-rf", "rf"),
        ("two\n lines\t here", "two lines here"),
        ("con", "circle con"),
        ("COM¹.html", "circle COM¹.html"),
        ("nul .txt", "circle nul .txt"),
        ("console", "console"),
        ("", "circle"),
        ("///", "circle"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}lmth.exe", "lmth.exe"),
        ("\N{LATIN SMALL LETTER E}\N{COMBINING ACUTE ACCENT}te", "été"[0] + "te"),
        ("مجلس", "مجلس"),
        ("🌱 spring", "🌱 spring"),
        ("n" * 300, "n" * 80),
        ("字" * 80, "字" * 40),
        ("\ud800lone", "lone"),
    ],
)
def test_safe_file_names(text: str, name: str) -> None:
    assert safe_file_name(text) == name


@given(st.text(st.characters(), max_size=400), st.integers(12, 100))
@example("con. ", 12)
@example("CON" + "\u0301" * 200, 80)
@example("LPT³", 80)
@example("e\N{ZERO WIDTH JOINER}\N{COMBINING ACUTE ACCENT}", 80)
@example("\u1e9b\u0323" * 80, 80)
def test_every_file_name_is_safe_everywhere(text: str, longest: int) -> None:
    name = safe_file_name(text, longest=longest)
    assert 1 <= len(name) <= longest
    assert len(name.encode()) <= 120
    assert unicodedata.is_normalized("NFC", name)
    assert not set(name) & set('<>:"/\\|?*')
    assert not {unicodedata.category(letter) for letter in name} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert name[0] not in " .-"
    assert name[-1] not in " ."
    device = name.partition(".")[0].strip().upper()
    assert device not in {"CON", "PRN", "AUX", "NUL"}
    assert not (device[:3] in {"COM", "LPT"} and len(device) == 4 and device[3] in "0123456789¹²³")
    assert safe_file_name(name, longest=longest) == name


@given(text=st.text(st.characters(), max_size=400))
def test_a_file_of_any_safe_name_can_be_made(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "names"
    folder.mkdir(exist_ok=True)
    path = folder / f"{safe_file_name(text)}-2.html"
    path.write_bytes(b"")
    assert path.parent == folder
    path.unlink()
