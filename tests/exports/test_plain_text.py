"""Notes for mail: lines that no mail program changes or takes for anything else."""

from __future__ import annotations

import email
import email.policy
import mailbox
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings

from circle.level import Level
from circle.session_notes import SessionNotes
from circle.templates import Shape
from exports import plain_text
from exports.house import HouseStyle
from exports.report import report
from exports.wrapping import paragraph, width
from tests.exports.an_evening import SESSION, Words, an_evening
from tests.exports.five_sessions import FIVE, Written
from tests.exports.hostile import FEW, hostile_text
from tests.exports.written import hostile_written
from tests.notes import make_notes


def notes_of(shape: Shape | None = None, level: Level = Level.ALIASES) -> SessionNotes:
    return make_notes(SESSION, an_evening() if shape is None else FIVE[shape](), level)


def lines_of(notes: SessionNotes, house: HouseStyle | None = None) -> list[str]:
    document = plain_text.render(notes, house or HouseStyle()).decode()
    assert document.endswith("\r\n")
    assert document.count("\n") == document.count("\r") == document.count("\r\n")
    return document.removesuffix("\r\n").split("\r\n")


@pytest.mark.parametrize("shape", [None, *FIVE])
def test_no_line_is_wider_than_72_columns_or_ends_in_a_blank(shape: Shape | None) -> None:
    for line in lines_of(notes_of(shape)):
        assert width(line) <= 72
        assert line == line.rstrip()


def test_the_level_and_the_rule_are_among_the_first_lines() -> None:
    first = lines_of(notes_of())[:13]
    assert "With aliases · For the report" in first
    rule = "Confidentiality: What is said here stays here; what we learn may go along."
    assert rule in " ".join(" ".join(first).split())


def test_headings_are_underlined_as_wide_as_they_are() -> None:
    lines = lines_of(notes_of())
    assert lines[:2] == ["Leaving hospital", "=" * 16]
    at = lines.index("Key points")
    assert lines[at + 1] == "----------"
    assert lines[lines.index("1. Arriving") + 1] == "~" * 11


def test_figures_stand_below_each_other() -> None:
    lines = lines_of(notes_of())
    at = lines.index("Seat  Person              Turns      Time")
    assert lines[at + 1 : at + 6] == [
        "----  ------------------  -----  --------",
        "   1  Ceri (facilitator)      1      31 s",
        "   2  Dev                     1  1 min 30",
        "   3  Gwen                    1      46 s",
        "   4  Hamid                   –         –",
    ]


def test_old_habits_and_new_ones_are_side_by_side() -> None:
    lines = lines_of(notes_of(Shape.STORY))
    at = lines.index(f"{'Old habits':37}New ones")
    assert lines[at + 2] == f"{'We fill in the form first.':37}We ask who they are first."
    assert lines[at + 4] == "We end when the hour is over."


def test_the_house_stands_first_and_last() -> None:
    lines = lines_of(notes_of(), HouseStyle("Riverside", "01 234\nat the mill", "Thank you."))
    assert lines[:3] == ["Riverside", "", "Leaving hospital"]
    assert lines.index("Thank you.") < lines.index("01 234") == lines.index("at the mill") - 1
    assert lines[-1] == "With aliases · For the report"


@pytest.mark.parametrize(
    "text",
    [
        "From me to you",
        "-- \nYours",
        "-- Yours",
        ".",
        ".. and",
        "> quoted",
        "begin 644 x",
        "-----BEGIN PGP MESSAGE-----",
    ],
)
def test_what_mail_takes_for_something_else_is_text(text: str) -> None:
    notes = replace(notes_of(), sentence="", agreements=())
    made = replace(notes.key_points[0], text=text)
    closing = HouseStyle(closing=text)
    lines = lines_of(replace(notes, key_points=(made,)), closing)
    first = text.split("\n", maxsplit=1)[0].rstrip()
    assert f" {first}" in lines
    assert first not in lines


def test_a_mail_with_it_comes_out_of_a_mailbox_as_one_and_the_same(tmp_path: Path) -> None:
    text = plain_text.render(
        notes_of(), HouseStyle(closing="From us all\n\n.\n-- \nYours")
    ).decode()
    box = mailbox.mbox(tmp_path / "box", create=True)
    mail = EmailMessage(policy=email.policy.SMTP)
    mail.set_content(text)
    box.add(mail)
    box.flush()
    assert len(box) == 1
    payload = next(iter(box)).get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.replace(b"\r\n", b"\n") == text.replace("\r\n", "\n").encode()
    box.close()


@settings(FEW, max_examples=12)
@given(hostile_written())
def test_whatever_people_write_is_text_in_lines(written: Written) -> None:
    notes = make_notes(SESSION, FIVE[Shape.STORY](written), Level.ALIASES)
    for line in lines_of(notes):
        assert line == line.rstrip()
        assert not line.startswith(("From ", "-- ", ".", ">", "-----BEGIN"))
        assert not {*line} & {*"\t\x00\x07\x1b\x85\u2028\u202e\u2066"}
    titles = [section.title for section in report(notes).sections]
    assert [line for line in lines_of(notes) if line in titles][: len(titles)] == titles


@FEW
@given(hostile_text)
def test_wrapping_changes_nothing_but_spaces(text: str) -> None:
    lines = paragraph(text, first="- ")
    assert "".join(lines).split() or not text.split()
    assert "".join(" ".join(lines).removeprefix("-").split()) == "".join(text.split())
    for line in lines:
        assert width(line) <= 72 or len(line.split()) <= 2


def test_wide_letters_take_two_columns_and_a_word_without_end_is_broken() -> None:
    assert width("日本") == 4
    assert width("e\u0301") == 1
    assert max(map(width, paragraph("日本 " * 60))) <= 72
    assert max(map(len, paragraph("x" * 20_000))) <= 72
    assert paragraph("https://example.org/" + "x" * 100) == ["https://example.org/" + "x" * 100]


def test_a_long_name_is_wrapped_in_its_column_and_its_figures_stand_beside_its_last_line() -> None:
    name = "Maria " * 30
    aliases = (name.strip(), "Dev", "Gwen", "Hamid")
    notes = make_notes(SESSION, an_evening(Words(aliases=aliases)), Level.ALIASES)
    lines = lines_of(notes)
    assert max(map(width, lines)) <= 72
    rows = [line for line in lines if "Maria" in line and "   " in line]
    assert rows[0].startswith("   1  Maria")
    assert rows[-1].endswith("31 s")
