"""What holds for a list of turns whatever is in the file."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from circle.errors import Refused
from circle.turn_lists import TurnList, read_csv, read_rttm


def speaker(who: str, start: str, length: str) -> str:
    return f"SPEAKER Tuesday 1 {start} {length} <NA> <NA> {who} <NA> <NA>\n"


WORDS = st.sampled_from(
    [
        "SPEAKER",
        "SPKR-INFO",
        ";;",
        "a",
        "b",
        "<NA>",
        "person",
        "seat",
        "outcome",
        "start_s",
        "end_s",
        "duration_s",
        "start_utc",
        "passed",
        "2026-03-12T18:30:00Z",
        "'=Ana",
        '"',
        "0",
        "1",
        "2.5",
        "3",
        "-1",
        "NaN",
        "1e3",
        "1e-9",
        "604800",
        "9" * 30,
    ]
) | st.text(max_size=8)
SEPARATORS = st.sampled_from([" ", ",", ";", "\t", "\n", "\r\n"])
SCRAMBLED = st.lists(st.tuples(WORDS, SEPARATORS), max_size=60).map(
    lambda parts: "".join(word + separator for word, separator in parts)
)
TIMES = st.decimals(0, 20, places=4).map(str)
RTTM_LINES = st.lists(st.builds(speaker, st.sampled_from("ABC"), TIMES, TIMES)).map("".join)
OUTCOMES = st.sampled_from(["spoke", "passed", "not reached"])


def csv_row(who: str, outcome: str, start: int, length: int, ends: bool) -> str:
    times = f"{start},{start + length}," if ends else f"{start},,{length}"
    return f"{who},{outcome},{times}\n"


SHORT_ROWS = st.builds(
    csv_row,
    st.sampled_from("AB"),
    OUTCOMES,
    st.integers(0, 20),
    st.sampled_from([0, 0, 1, 3, -1]),
    st.booleans(),
)
ROWS_WITHOUT_TIMES = st.builds("{},{},,,\n".format, st.sampled_from("AB"), OUTCOMES)
CSV_ROWS = st.lists(SHORT_ROWS | ROWS_WITHOUT_TIMES, max_size=5).map(
    lambda rows: "person,outcome,start_s,end_s,duration_s\n" + "".join(rows)
)


@given(data=st.binary(max_size=400) | SCRAMBLED.map(lambda text: text.encode(errors="replace")))
@example(data=b"person,start_s,end_s\n\x1c,0,1")
@example(data=b"\x85SPEAKER a 1 0 1 <NA> <NA> A <NA>")
def test_whatever_is_in_a_file_it_is_a_list_of_turns_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(data)
    assert_turns_or_refused(read_rttm, path)
    assert_turns_or_refused(read_csv, path)


@given(text=CSV_ROWS)
@example(text="person,outcome,start_s,end_s\nA,spoke,0,9\nB,passed,5,5\n")
@example(text="person,outcome,start_s,end_s\nA,passed,5,4\n")
def test_whatever_the_times_in_a_table(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_text(text, encoding="utf-8")
    assert_turns_or_refused(read_csv, path)


def assert_turns_or_refused(read: Callable[[Path], TurnList], path: Path) -> None:
    try:
        made = read(path)
    except Refused as refused:
        assert_one_line_about(path, str(refused))
    else:
        assert_lawful(made)


def assert_one_line_about(path: Path, sentence: str) -> None:
    assert sentence.startswith(f"“{path.name}”")
    assert sentence.isprintable()
    assert len(sentence) < 300


def assert_lawful(made: TurnList) -> None:
    until_ms = 0
    assert made.turns
    assert made.cross_talk >= 0
    for turn in made.turns:
        assert turn.who
        assert turn.outcome
        assert until_ms <= turn.start_ms <= turn.end_ms <= 604_800_000
        until_ms = turn.end_ms


@given(text=RTTM_LINES.filter(bool))
def test_whenever_somebody_spoke_somebody_has_the_turn(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.rttm"
    path.write_text(text, encoding="utf-8")
    made = read_rttm(path)
    times = [(Decimal(words[3]), Decimal(words[4])) for words in map(str.split, text.splitlines())]
    assert_lawful(made)
    assert len(made.turns) + made.cross_talk == len(times)
    for start, length in times:
        middle_ms = float(start + length / 2) * 1000
        assert any(t.start_ms - 1 <= middle_ms <= t.end_ms + 1 for t in made.turns)
