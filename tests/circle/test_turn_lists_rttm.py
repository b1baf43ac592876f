"""Turns from RTTM."""

from __future__ import annotations

from pathlib import Path

import pytest

from circle.errors import NotRead
from circle.turn_lists import TurnList, read_rttm


def speaker(who: str, start: str, length: str, recording: str = "Tuesday") -> str:
    return f"SPEAKER {recording} 1 {start} {length} <NA> <NA> {who} <NA> <NA>\n"


def rttm(folder: Path, text: str | bytes) -> TurnList:
    path = folder / "meeting.rttm"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_rttm(path)


def spans(turns: TurnList) -> list[tuple[str, int, int]]:
    return [(turn.who, turn.start_ms, turn.end_ms) for turn in turns.turns]


def test_a_meeting(tmp_path: Path) -> None:
    meeting = rttm(
        tmp_path,
        ";; by hand\n"
        "SPKR-INFO Tuesday 1 <NA> <NA> <NA> unknown Ana <NA> <NA>\n"
        + speaker("Bo", "12.5", "4")
        + speaker("Ana", "1.25", "10")
        + "\n"
        + speaker("Cy", "13", "3.5")
        + speaker("Ana", "15", "5.005"),
    )
    assert meeting.title == "Tuesday"
    assert meeting.opened is None
    assert spans(meeting) == [
        ("Ana", 1250, 11_250),
        ("Bo", 12_500, 16_500),
        ("Ana", 16_500, 20_005),
    ]
    assert {turn.outcome for turn in meeting.turns} == {"spoke"}
    assert meeting.cross_talk == 1


@pytest.mark.parametrize(
    ("second", "turns", "cross_talk"),
    [
        (("10", "5"), [("Ana", 0, 10_000), ("Bo", 10_000, 15_000)], 0),
        (("9.999", "5"), [("Ana", 0, 10_000), ("Bo", 10_000, 14_999)], 0),
        (("5", "5.001"), [("Ana", 0, 10_000), ("Bo", 10_000, 10_001)], 0),
        (("5", "5"), [("Ana", 0, 10_000)], 1),
        (("0", "10"), [("Ana", 0, 10_000)], 1),
        (("0", "11"), [("Ana", 0, 10_000), ("Bo", 10_000, 11_000)], 0),
        (("0", "9"), [("Bo", 0, 9000), ("Ana", 9000, 10_000)], 0),
        (("11", "0"), [("Ana", 0, 10_000), ("Bo", 11_000, 11_000)], 0),
    ],
)
def test_two_at_once(
    tmp_path: Path,
    second: tuple[str, str],
    turns: list[tuple[str, int, int]],
    cross_talk: int,
) -> None:
    meeting = rttm(tmp_path, speaker("Ana", "0", "10") + speaker("Bo", *second))
    assert spans(meeting) == turns
    assert meeting.cross_talk == cross_talk


@pytest.mark.parametrize(
    ("times", "span"),
    [
        (("0.0005", "1"), (0, 1000)),
        (("0.0015", "1"), (2, 1002)),
        (("0.00149999999999999999999", "1"), (1, 1001)),
        (("0.0003", "0.0003"), (0, 1)),
        (("4.35", "0.1"), (4350, 4450)),
        (("1e1", ".5E-1"), (10_000, 10_050)),
        (("604799", "1"), (604_799_000, 604_800_000)),
    ],
)
def test_times_to_the_millisecond(
    tmp_path: Path, times: tuple[str, str], span: tuple[int, int]
) -> None:
    assert spans(rttm(tmp_path, speaker("Ana", *times))) == [("Ana", *span)]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_of_any_system(tmp_path: Path, end: str) -> None:
    text = speaker("Zoë", "0", "1") + speaker("Bo", "1", "1")
    meeting = rttm(tmp_path, b"\xef\xbb\xbf" + text.replace("\n", end).encode())
    assert [turn.who for turn in meeting.turns] == ["Zoë", "Bo"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "“meeting.rttm” is empty; expected a text file."),
        (b"SPEAKER\0", "“meeting.rttm” is not text; expected UTF-8 text."),
        (
            speaker("Ana", "0", "1").encode() + "Zoë".encode("latin-1"),
            "“meeting.rttm”, line 2: byte 49 is not UTF-8; save the file as UTF-8.",
        ),
        (
            ";; nothing\nLEXEME a 1 0 1 hi lex Ana .9 <NA>\n",
            "“meeting.rttm” has no turns; expected at least one SPEAKER line.",
        ),
        (
            speaker("Ana", "0", "1") + "speaker Tuesday 1 2 3",
            (
                "“meeting.rttm”, line 2: “speaker Tuesday 1 2 3” is not RTTM; "
                "expected a line that begins with SPEAKER."
            ),
        ),
        (
            speaker("Ana", "0", "1")[:30],
            (
                "“meeting.rttm”, line 1: “SPEAKER Tuesday 1 0 1 <NA> <NA”"
                " has 7 fields; a SPEAKER line has 9 or 10."
            ),
        ),
        (
            speaker("Ana", "-1", "1"),
            (
                "“meeting.rttm”, line 1: “-1” is not a time; "
                "expected seconds from 0 to 604800, such as 12.500."
            ),
        ),
        (
            speaker("Ana", "0", "1") + speaker("Bo", "2", "1", "Friday"),
            (
                "“meeting.rttm”, line 2: “Friday” is a second recording; "
                "expected one to a file, here “Tuesday”."
            ),
        ),
        (
            speaker("Ana", "604800", "0.001"),
            (
                "“meeting.rttm”, line 1: the turn ends at “604800.001”; "
                "expected at most 604800 seconds."
            ),
        ),
        (
            speaker("<NA>", "0", "1"),
            "“meeting.rttm”, line 1: nobody is named; expected who had the turn.",
        ),
        (
            speaker("A" * 301, "0", "1"),
            (
                f"“meeting.rttm”, line 1: “{'A' * 60}…” is not a name; "
                "expected at most 300 letters, all visible."
            ),
        ),
        (
            speaker("A\x07na", "0", "1"),
            (
                "“meeting.rttm”, line 1: “A\N{REPLACEMENT CHARACTER}na” is not a name; "
                "expected at most 300 letters, all visible."
            ),
        ),
    ],
)
def test_says_what_is_wrong(tmp_path: Path, text: str | bytes, sentence: str) -> None:
    with pytest.raises(NotRead) as refused:
        rttm(tmp_path, text)
    assert str(refused.value) == sentence


def test_a_line_of_ten_megabytes(tmp_path: Path) -> None:
    with pytest.raises(NotRead) as refused:
        rttm(tmp_path, speaker("Ana", "0", "1") + "SPEAKER " + "x" * 10_000_000)
    assert str(refused.value) == (
        f"“meeting.rttm”, line 2: “SPEAKER {'x' * 52}…” is too long; "
        "expected at most 10000 characters on a line."
    )


def test_a_file_of_twenty_megabytes_and_one_byte(tmp_path: Path) -> None:
    with pytest.raises(NotRead, match=r"“meeting\.rttm” is larger than 20 MB, more than"):
        rttm(tmp_path, b"x" * 20_000_001)


def test_the_last_field_of_a_line_may_be_left_out(tmp_path: Path) -> None:
    line = speaker("Ana", "0", "1").removesuffix(" <NA>\n")
    assert spans(rttm(tmp_path, line)) == [("Ana", 0, 1000)]


@pytest.mark.parametrize(
    "time",
    [
        "NaN",
        "nan",
        "Infinity",
        "-inf",
        "-0.5",
        "1_0",
        "1,5",
        "0x1",
        "<NA>",
        "٣",
        "1e99",
        ".",
        "604800.001",
        "9" * 41,
        "1.5.2",
        "1e",
        "--1",
    ],
)
def test_what_is_no_time(tmp_path: Path, time: str) -> None:
    with pytest.raises(NotRead, match=r"line 1: “.*” is not a time; expected seconds"):
        rttm(tmp_path, speaker("Ana", time, "1"))
    with pytest.raises(NotRead, match=r"line 1: “.*” is not a time; expected seconds"):
        rttm(tmp_path, speaker("Ana", "1", time))


def test_fifty_thousand_turns_and_no_more(tmp_path: Path) -> None:
    text = "".join(speaker("Ana", str(i), "1") for i in range(50_000))
    assert len(rttm(tmp_path, text).turns) == 50_000
    with pytest.raises(NotRead, match="line 50001: expected at most 50000 turns"):
        rttm(tmp_path, text + speaker("Ana", "50000", "1"))
