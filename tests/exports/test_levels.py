"""Who appears in documents, whatever their format."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle import events as e
from circle.level import Level
from circle.log import Log
from circle.people import Role
from exports.formats import FORMATS
from tests.exports.an_evening import SECRET, SESSION, TAKEN_BACK, Words, an_evening
from tests.exports.hostile import FEW
from tests.exports.texts import QUICK, text_of
from tests.notes import make_notes

PEOPLE = ("Ceridwen", "Devdas", "Gwenllian", "Hamidou", "Inesita", "Jorunn")


def documents(log: Log, level: Level) -> str:
    notes = make_notes(SESSION, log, level)
    return "\n".join(text_of(format.render(notes)) for format in QUICK)


def full_of_names(name: str) -> Words:
    return Words(
        title=f"Farewell to {name}",
        circle=f"{name}’s circle",
        confidentiality=f"ask {name}",
        agreement=f"{name} keeps the time.",
        prompt=f"What did {name} mean?",
        round_title=f"For {name}",
        theme=f"{name}’s theme",
        note=f"{name.upper()} cried.",
        outside=f"“{name}”",
        key_point=f"Thank {name}!",
        intention=f"Hear {name}",
        place=f"At {name}’s",
        template=f"for-{name}",
        wording=f"{name}’s words",
        shape=f"as {name} likes it",
        deck=f"{name}’s questions",
        read=f"We are {', '.join(PEOPLE)}.",
        rule=f"only {name} tells",
        material=f"https://example.org/{name}",
        said_later=f"So said {name}.",
        changed_prompt=f"Who is {name}?",
        form_title=f"{name}’s round",
        aliases=PEOPLE,
    )


@FEW
@given(st.sampled_from(PEOPLE))
def test_without_names_no_document_holds_a_name_or_a_seat(name: str) -> None:
    text = documents(an_evening(full_of_names(name)), Level.NOBODY).lower()
    for person in PEOPLE:
        assert person.lower() not in text
    assert "seat 1" not in text
    assert "seat 4" not in text


def test_without_names_no_figure_tells_the_facilitator_apart() -> None:
    assert "without facilitators" in documents(an_evening(), Level.SEATS)
    text = documents(an_evening(), Level.NOBODY)
    assert "without facilitators" not in text
    assert "The facilitator" not in text


def test_without_names_no_document_holds_the_id_of_a_person() -> None:
    notes = make_notes(SESSION, an_evening(), Level.NOBODY)
    for format in FORMATS:
        for person in [f'"p{n}"' for n in range(1, 7)]:
            assert person not in text_of(format.render(notes))


@FEW
@given(st.sampled_from(PEOPLE))
def test_with_seats_no_document_holds_a_name(name: str) -> None:
    text = documents(an_evening(full_of_names(name)), Level.SEATS)
    assert "Seat 3" in text
    for person in PEOPLE:
        assert person.lower() not in text.lower()


@pytest.mark.parametrize("level", Level)
def test_what_was_taken_back_is_in_no_document(level: Level) -> None:
    text = documents(an_evening(say_yes=True, confidential=False), level)
    assert TAKEN_BACK not in text
    assert "It rained." in text


@pytest.mark.parametrize("level", Level)
def test_what_was_said_in_a_confidential_round_or_taken_back_is_in_no_document(
    level: Level,
) -> None:
    text = documents(an_evening(say_yes=True), level)
    assert SECRET not in text
    assert TAKEN_BACK not in text
    assert "What has not been said?" in text
    assert "It rained." in text


@pytest.mark.parametrize("level", Level)
def test_nobody_gains_a_turn_or_a_second_from_a_confidential_round(level: Level) -> None:
    notes = make_notes(SESSION, an_evening(say_yes=True), level)
    assert all(person.turns == 0 for person in notes.people if person.seat == 4)
    assert notes.voices.heard == 3
    (record,) = [one.render(notes) for one in FORMATS if one.id == "json"]
    assert json.loads(record)["summary"]["turns"] == len(notes.turns) == 3


@pytest.mark.parametrize("confidential", [True, False])
@pytest.mark.parametrize("level", Level)
def test_roles_are_in_documents_with_aliases_and_names_only(
    level: Level, confidential: bool
) -> None:
    evening = an_evening(say_yes=True, confidential=confidential)
    last = evening.entries[-1]
    for event in (
        e.RolesChanged("p1", (Role.FACILITATOR, Role.GUARDIAN)),
        e.RoleHandedOn("p1", Role.GUARDIAN, "p3"),
    ):
        evening.append(replace(last, seq=evening.next_seq, event=event))
    text = documents(evening, level)
    leaves = level in (Level.ALIASES, Level.NAMES)
    assert ("guardian" in text) is leaves
    assert ("Gwen (guardian)" in text) is leaves
    assert ('<span class="role">guardian</span>' in text) is leaves
    assert ("(facilitator)" in text) is (level is not Level.NOBODY)
