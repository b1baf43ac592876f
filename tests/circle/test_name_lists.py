"""Lists of people: tables, columns and lines of names, and what is no list."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle.errors import NotRead, Refused
from circle.files import read_text
from circle.name_lists import SEPARATORS, Listed, NoList, one_name, people_in


def called(text: str) -> list[str]:
    return [one.called for one in people_in(text, source="people.csv")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_header_is_recognised_in_any_order(separator: str, end: str):
    rows = [
        ["Seat", "Facilitator", "Name", "Alias"],
        ["1", "", "Ann Lee", ""],
        ["2", "yes", "Ben", "Beech"],
        ["", "", "", ""],
        ["4", "no", " Zoë ", ""],
    ]
    text = end.join(separator.join(row) for row in rows)
    assert people_in(text, source="x") == (
        Listed("Ann Lee"),
        Listed("Beech", facilitator=True),
        Listed("Zoë"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann\nBen\n\n  \nCleo", ["Ann", "Ben", "Cleo"]),
        ("Ann, Ben, Cleo", ["Ann", "Ben", "Cleo"]),
        ("أميرة، دنيا", ["أميرة", "دنيا"]),
        ("Ann,34,x\nBen,20,y", ["Ann", "Ben"]),
        ("Ann;1,5\nBen;2,5", ["Ann", "Ben"]),
        ('"Lee, Ann",1\n"Ray, Ben",2', ["Lee, Ann", "Ray, Ben"]),
        ('Name;x\n"Lee; Ann";1', ["Lee; Ann"]),
        ('"Ann ""Nan"" Lee"\nBen', ['Ann "Nan" Lee', "Ben"]),
        ("name\nAnn", ["Ann"]),
        ("First name,Last name\nAnn,Lee\nBen,Ray", ["Ann", "Ben"]),
        ("1. Ann\n2) Ben\n- Cleo", ["Ann", "Ben", "Cleo"]),
        ("Ann\nAnn", ["Ann", "Ann"]),
        ("王小明\nОльга\nप्रिया\n🌻", ["王小明", "Ольга", "प्रिया", "🌻"]),
        ("Name,Alias\nAnn", ["Ann"]),
        ('"Ann\nLee",1\nBen,2', ["Ann Lee", "Ben"]),
    ],
)
def test_names_are_found(text: str, expected: list[str]):
    assert called(text) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("\n , ,\n", "has no names in it."),
        ("Name,Alias\n,", "has no names in it."),
        ('Ann\nBen\n"Cleo\nDan', "line 3: a quotation mark is not closed."),
        ("\n".join(f"P{n}" for n in range(201)), "has 201 names; there are at most 200 seats."),
    ],
)
def test_what_is_no_list_is_told_of(text: str, why: str):
    with pytest.raises(NoList) as refused:
        people_in(text, source="people.csv")
    assert "“people.csv”" in str(refused.value)
    assert why in str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_of_spreadsheets_are_read(tmp_path: Path, encoding: str):
    file = tmp_path / "people.csv"
    file.write_bytes("Name;Alias\r\nZoë;Löwe\r\n".encode(encoding))
    text = read_text(file, largest_bytes=1_000, any_encoding=True)
    assert called(text) == ["Löwe"]


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0", b"PK\x03\x04rest", b"\xff\xfe\x00"])
def test_what_is_no_text_is_told_of(tmp_path: Path, data: bytes):
    file = tmp_path / "people.xlsx"
    file.write_bytes(data)
    with pytest.raises(NotRead, match=r"is not text\. Save it as a text or CSV file"):
        read_text(file, largest_bytes=1_000, any_encoding=True)


def test_other_files_are_utf_8_or_refused_as_before(tmp_path: Path):
    file = tmp_path / "list.csv"
    file.write_bytes("Zoë".encode("cp1252"))
    with pytest.raises(NotRead, match="is not UTF-8"):
        read_text(file, largest_bytes=1_000)


@given(st.text(max_size=300) | st.text(alphabet='Aé,;\t"\n\r -1.', max_size=60))
def test_whatever_it_is_it_gives_names_or_a_sentence(text: str):
    try:
        found = people_in(text, source="people.csv")
    except Refused:
        return
    assert 1 <= len(found) <= 200
    for one in found:
        assert one.called == " ".join(one.called.split()) != ""


plain_names = st.text(st.characters(categories=["L", "M", "S", "Zs"]), min_size=1, max_size=12).map(
    one_name
)


@given(
    st.lists(st.tuples(plain_names, plain_names, st.booleans()), min_size=2, max_size=200),
    st.sampled_from(SEPARATORS[:3]),
    st.permutations(["name", "alias", "facilitator", "phone"]),
)
def test_no_name_is_lost_or_invented(people, separator, columns):
    """Written as a spreadsheet writes it, and read again."""
    out = io.StringIO()
    table = csv.DictWriter(out, columns, delimiter=separator)
    table.writeheader()
    for name, alias, leads in people:
        row = {"name": name, "alias": alias, "facilitator": "x" if leads else "", "phone": "1"}
        table.writerow(row)
    wanted = tuple(Listed(alias or name, leads) for name, alias, leads in people if alias or name)
    if wanted:
        assert people_in(out.getvalue(), source="x") == wanted
    else:
        with pytest.raises(NoList):
            people_in(out.getvalue(), source="x")


@given(st.lists(plain_names.filter(bool), min_size=1, max_size=200))
def test_a_column_of_names_is_that_column(names: list[str]):
    names = [f"A{name}" for name in names]
    assert called("\n".join(names)) == [one_name(name) for name in names]
