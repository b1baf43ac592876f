"""Whose names are looked for besides everyone in the session, initials, and what is shown before anything leaves."""

from __future__ import annotations

import pytest

from circle import events as e
from circle.circles import Circle, KnownCircle, Usual
from circle.commitments import InSession, Made
from circle.level import Level
from circle.log import Log
from circle.people import Participant
from circle.privacy import Person, replace_names
from circle.searched import LookedFor, called_in
from circle.session_notes import Around, SessionNotes
from tests.exports.an_evening import OPENED, SESSION, Evening, Words, an_evening
from tests.notes import make_notes

PEOPLE = (
    *("Ceri Vaughan", "Dev", "Gwen", "Hamid", "Ines"),
    "Seat 6",
)


def an_hour(*texts: str) -> Log:
    people = tuple(Participant(f"p{n}", alias, says_yes=True) for n, alias in enumerate(PEOPLE, 1))
    evening = Evening().does(e.SessionOpened("An hour", people))
    for text in texts:
        evening.does(e.NoteWritten(evening.log.next_seq, text), after_ms=1000)
    return evening.does(e.SessionClosed(), after_ms=1000).log


def texts(
    level: Level, *written: str, known: tuple[str, ...] = (), initials: bool = False
) -> set[str]:
    looked_for = LookedFor(known, initials)
    return {
        one.text
        for one in make_notes(SESSION, an_hour(*written), level, looked_for=looked_for).notes
    }


@pytest.mark.parametrize("level", Level)
def test_whom_the_circle_knows_and_who_was_not_there_is_someone_at_every_level(
    level: Level,
) -> None:
    said = texts(level, "We missed Marged Puw.", "Marged’s chair", known=("Marged Puw",))
    assert said == {"We missed someone.", "someone’s chair"}


def test_without_being_told_whom_the_circle_knows_nothing_is_found() -> None:
    assert texts(Level.NOBODY, "We missed Marged.") == {"We missed Marged."}


@pytest.mark.parametrize("known", ["Gwen", "gwen", "GWEN", "Ceri Vaughan"])
def test_whoever_was_there_is_not_taken_for_somebody_who_was_not(known: str) -> None:
    assert texts(Level.ALIASES, "Gwen and Ceri", known=(known,)) == {"Gwen and Ceri"}


@pytest.mark.parametrize("known", ["Seat 2", "Seat 9", "", "  ", "someone"])
def test_a_usual_seat_is_nobody_who_is_missed(known: str) -> None:
    assert texts(Level.SEATS, "Dev, on a chair", known=(known,)) == {"Seat 2, on a chair"}


def test_a_first_name_of_somebody_there_and_of_somebody_not_is_laid_to_neither() -> None:
    assert texts(Level.ALIASES, "Dev spoke", known=("Dev Patel",)) == {"someone spoke"}


INITIALS = {
    "with full stops": ("said A.O. then", "said someone. then"),
    "apart": ("said A. O. then", "said someone. then"),
    "without": ("AO left, AO’s coat", "someone left, someone’s coat"),
    "of a double name": ("J-L.S. and JLS and JS", "someone. and someone and someone"),
    "small letters": ("ao, a.o.", "ao, a.o."),
    "within a word": ("MAOI, AOK, CAO", "MAOI, AOK, CAO"),
    "of one word": ("G. G", "G. G"),
}


@pytest.mark.parametrize(("text", "leaves"), INITIALS.values(), ids=INITIALS)
def test_initials_are_a_name_where_they_are_asked_for(text: str, leaves: str) -> None:
    people = [
        Person(1, "Blue", "Amara Okafor"),
        Person(2, "Oak", "Jean-Luc Straße"),
        Person(3, "Gwen", ""),
    ]
    assert replace_names(text, people, Level.NOBODY, initials=True).text == leaves
    assert replace_names(text, people, Level.NOBODY).text == text


def test_initials_of_two_people_are_laid_to_neither() -> None:
    people = [Person(1, "Blue", "Amara Okafor"), Person(2, "Oak", "Ann Osei")]
    assert replace_names("AO", people, Level.SEATS, initials=True).text == "someone"


def found(level: Level = Level.SEATS) -> SessionNotes:
    words = Words(
        title="Farewell to Gwen",
        note="It rained.\nGwen’s hope, and Dev’s.\nThen tea.",
        key_point="Thank Ines and Ines.",
        prompt="What did Hamid mean?",
    )
    return make_notes(SESSION, an_evening(words), level)


def test_each_name_is_shown_in_its_line_as_it_was_and_as_it_leaves() -> None:
    shown = [(one.where, one.before, one.after) for one in found().found]
    assert shown == [
        ("the title", Around("Farewell to ", "Gwen", ""), Around("Farewell to ", "Seat 3", "")),
        *(
            ("a key point", Around(*before), Around(*after))
            for before, after in (
                (("Thank ", "Ines", " and Ines."), ("Thank ", "Seat 5", " and Seat 5.")),
                (("Thank Ines and ", "Ines", "."), ("Thank Seat 5 and ", "Seat 5", ".")),
            )
        ),
        *(
            ("a note", Around(*before), Around(*after))
            for before, after in (
                (("", "Gwen’s", " hope, and Dev’s."), ("", "Seat 3’s", " hope, and Seat 2’s.")),
                (("Gwen’s hope, and ", "Dev’s", "."), ("Seat 3’s hope, and ", "Seat 2’s", ".")),
            )
        ),
        (
            "round 1",
            Around("What did ", "Hamid", " mean?"),
            Around("What did ", "Seat 4", " mean?"),
        ),
    ]


def test_what_was_found_says_what_leaves_and_nothing_else_does() -> None:
    notes = found()
    left = {
        notes.title,
        *(one.text for one in (*notes.notes, *notes.key_points)),
        notes.rounds[0].prompt,
    }
    assert {one.leaves for one in notes.found} <= left
    for one in notes.found:
        assert one.leaves[one.leaves_at :].startswith(one.hit.replacement)


def test_a_circle_has_its_usual_people_and_whom_its_own_commitments_name() -> None:
    circles = [KnownCircle(Circle("Riverside", (Usual("Ann"), Usual("Ben"))))]
    sessions = [
        InSession(
            "s1", "riverSIDE", OPENED, (Made(1, "To ask.", "Cleo"), Made(2, "To wait.", "Ann"))
        ),
        InSession("s2", "Elsewhere", OPENED, (Made(1, "To ask.", "Zoe"),)),
    ]
    assert called_in("Riverside ", circles, sessions) == ("Ann", "Ben", "Cleo")
    assert called_in("", circles, sessions) == called_in("Nowhere", circles, sessions) == ()
