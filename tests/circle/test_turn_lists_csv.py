"""Turns from tables."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from circle.errors import NotRead
from circle.turn_lists import ListedTurn, TurnList, read_csv

HEADER = "seat,person,round,outcome,start_utc,end_utc,start_s,end_s,duration_s"


def table(folder: Path, text: str) -> TurnList:
    path = folder / "turns.csv"
    path.write_bytes(text.encode())
    return read_csv(path)


def spans(turns: TurnList) -> list[tuple[str, int, int]]:
    return [(turn.who, turn.start_ms, turn.end_ms) for turn in turns.turns]


def test_a_table_of_our_own(tmp_path: Path) -> None:
    turns = table(
        tmp_path,
        f"{HEADER}\r\n"
        "1,Ana,1,spoke,2026-03-12T18:30:05.250Z,2026-03-12T18:31:00Z,5.250,60.000,54.750\r\n"
        '2,"Bo, who is new",1,passed,,,,,\r\n'
        "3,'=Cy(),1,spoke,2026-03-12T18:31:00Z,2026-03-12T18:32:00Z,60.000,120.000,60.000\r\n"
        "4,Dev,1,not reached,,,,,\r\n",
    )
    assert turns == TurnList(
        title="turns",
        opened=datetime(2026, 3, 12, 18, 30, tzinfo=UTC),
        turns=(
            ListedTurn("Ana", 5250, 60_000, "spoke"),
            ListedTurn("Bo, who is new", 60_000, 60_000, "passed"),
            ListedTurn("=Cy()", 60_000, 120_000, "spoke"),
            ListedTurn("Dev", 120_000, 120_000, "not reached"),
        ),
        cross_talk=0,
    )


@pytest.mark.parametrize(
    "text",
    [
        "person,start_s,end_s\nAna,0,1.5\nBo,2,3",
        "end_s;x;start_s;person\n1,5;?;0;Ana\n3;?;2,0;Bo\n",
        "Person\tStart_S\tDuration_S\nAna\t0\t1.5\n\nBo\t2\t1\n",
        '"person","start_s","duration_s",note\n"Ana",0,1.5,"two\nlines"\n"Bo",2,1,\n',
        "person,start_s,end_s\nAna,0,1.5,,\nBo,2,3,\n,,\n",
        "person,start_s,end_s\nBo,2,3\nAna,0,1.5\n",
    ],
)
def test_columns_in_any_order_and_separated_in_any_way(tmp_path: Path, text: str) -> None:
    assert spans(table(tmp_path, text)) == [("Ana", 0, 1500), ("Bo", 2000, 3000)]


@pytest.mark.parametrize(
    ("row", "who"),
    [
        ("3,", "Seat 3"),
        ("Seat 3,", "Seat 3"),
        ("3,Ana", "Ana"),
        (",Ana", "Ana"),
        (",'@Ana", "@Ana"),
        (",'+1", "+1"),
        (",'-", "-"),
        (",'Ana", "'Ana"),
        (",  Ana   Maria ", "Ana Maria"),
        (",\N{LATIN SMALL LETTER E}\N{COMBINING ACUTE ACCENT}va", "éva"),
    ],
)
def test_who(tmp_path: Path, row: str, who: str) -> None:
    turns = table(tmp_path, f"seat,person,start_s,end_s\n{row},0,1")
    assert [turn.who for turn in turns.turns] == [who]


def test_a_pass_while_another_speaks_stands_at_the_end_of_their_turn(tmp_path: Path) -> None:
    turns = table(
        tmp_path,
        "person,outcome,start_s,end_s\nAna,spoke,0,10\nBo,Passed,4,4\nCy,passed for now,6,\n"
        "Bo,spoke,10,12",
    )
    assert turns.turns == (
        ListedTurn("Ana", 0, 10_000, "spoke"),
        ListedTurn("Bo", 10_000, 10_000, "passed"),
        ListedTurn("Cy", 10_000, 10_000, "passed for now"),
        ListedTurn("Bo", 10_000, 12_000, "spoke"),
    )


def test_the_moment_it_began_is_utc(tmp_path: Path) -> None:
    turns = table(
        tmp_path,
        "person,start_utc,start_s,end_s\nAna,,0,1\nBo,2026-03-12T19:30:02.500+01:00,2.5,3",
    )
    assert repr(turns.opened) == repr(datetime(2026, 3, 12, 18, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "Ana,0,1\nBo,1,2\n",
            (
                "line 1: “Ana,0,1” is not the header; expected the columns person or seat, "
                "start_s, and end_s or duration_s."
            ),
        ),
        (
            "person,start_s\nAna,0",
            (
                "line 1: “person,start_s” is not the header; expected the columns person or "
                "seat, start_s, and end_s or duration_s."
            ),
        ),
        (
            "person,person,start_s,end_s\nAna,Bo,0,1",
            "line 1: a column is there twice; expected each name once.",
        ),
        (
            "person,start_s,end_s\nAna,0,1\nBo,2",
            "line 3: “Bo,2” has 2 columns; expected 3, as in the header.",
        ),
        (
            "person,start_s,end_s\nAna, Maria,0,1",
            "line 2: “Ana, Maria,0,1” has 4 columns; expected 3, as in the header.",
        ),
        (
            'person,start_s,end_s\nAna,0,1\n"Bo,1,2\nCy,2,3\n',
            'line 3: “"Bo,1,2” is not a row; expected every quotation mark to be closed.',
        ),
        (
            'person,note,start_s,end_s\n"Ana","a\nb\nc",0,1\n\nBo,,x,3\n',
            "line 6: “x” is not a time; expected seconds from 0 to 604800, such as 12.500.",
        ),
        (
            "person,start_s,end_s\nAna,0,10\nBo,9.999,12",
            "line 3: the turn begins at 9.999 s; expected 10.000 s, the end of another, or later.",
        ),
        (
            "person,start_s,end_s\nBo,9.999,12\nAna,0,10",
            "line 2: the turn begins at 9.999 s; expected 10.000 s, the end of another, or later.",
        ),
        (
            "person,start_s,end_s\nAna,5,4",
            "line 2: the turn ends at “4”, before it begins at “5”.",
        ),
        (
            "person,start_s,end_s,duration_s\nAna,5,10,50",
            "line 2: duration_s is “50”; expected the time from start_s to end_s.",
        ),
        (
            "person,start_s,end_s,duration_s\nAna,5,,",
            "line 2: a time is missing; expected start_s, and end_s or duration_s.",
        ),
        (
            "person,start_s,end_s\nAna,,5",
            "line 2: a time is missing; expected start_s, and end_s or duration_s.",
        ),
        (
            "person,outcome,start_s,end_s\nAna,held,,",
            "line 2: a time is missing; expected start_s, and end_s or duration_s.",
        ),
        (
            "person,seat,start_s,end_s\n,,0,1",
            "line 2: nobody is named; expected who had the turn.",
        ),
        (
            "person,start_s,duration_s\nAna,604800,1",
            "line 2: the turn ends at “604801”; expected at most 604800 seconds.",
        ),
        (
            "person,start_s,end_s\nAna,0,NaN",
            "line 2: “NaN” is not a time; expected seconds from 0 to 604800, such as 12.500.",
        ),
        (
            'person,start_s,end_s\nAna,0,"1,5"',
            "line 2: “1,5” is not a time; expected seconds from 0 to 604800, such as 12.500.",
        ),
        (
            "person,start_utc,start_s,end_s\nAna,2026-03-12T18:30,0,1",
            "line 2: “2026-03-12T18:30” is not a time; expected one such as 2026-03-12T18:30:00Z.",
        ),
        (
            "person,start_utc,start_s,end_s\nAna,0001-01-01T00:00+14:00,0,1",
            (
                "line 2: “0001-01-01T00:00+14:00” is not a time; "
                "expected one such as 2026-03-12T18:30:00Z."
            ),
        ),
    ],
)
def test_says_what_is_wrong(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(NotRead) as refused:
        table(tmp_path, text)
    assert str(refused.value) == f"“turns.csv”, {sentence}"


def test_says_that_there_are_no_turns(tmp_path: Path) -> None:
    with pytest.raises(NotRead, match=r"“turns.csv” has no turns; expected at least one turn"):
        table(tmp_path, HEADER + "\n\n")


def test_a_cell_that_never_ends(tmp_path: Path) -> None:
    text = 'person,start_s,end_s\n"' + ("x" * 9000 + "\n") * 1000
    with pytest.raises(NotRead, match=r'line 2: “"xxx.*” is not a row'):
        table(tmp_path, text)


def test_fifty_thousand_turns_and_no_more(tmp_path: Path) -> None:
    text = "person,start_s,duration_s\n" + "".join(f"Ana,{i},1\n" for i in range(50_000))
    assert len(table(tmp_path, text).turns) == 50_000
    with pytest.raises(NotRead, match="line 50002: expected at most 50000 turns"):
        table(tmp_path, text + "Ana,50000,1\n")
