"""Tables of how a session went: the session itself, its rounds, turns, people and prompts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from circle.i18n import gettext as _
from circle.people import Role
from circle.session_notes import OpenerNotes, PersonNotes, RoundNotes, SessionNotes, TurnNotes
from circle.turn_lists import CONTINUED
from circle.wording import role_words
from circle.wordings import Wording
from exports.cells import SECONDS, Cell, Field, Table, in_seconds
from exports.words import one_line, plain


def session(notes: SessionNotes) -> Table:
    fields = (
        Field("id", _("Id"), "string", _("Of the session; it says nothing about it.")),
        Field("level", _("Level"), "string", _("Who appears: nobody, seats, aliases or names.")),
        Field("reader", _("Reader"), "string", _("For whom this was made: report or trainer.")),
        Field("title", _("Title"), "string", _("Of the session.")),
        Field("circle", _("Circle"), "string", _("The continuing group.")),
        Field("number", _("Number"), "integer", _("Of the session in its series.")),
        Field("intention", _("Intention"), "string", _("What the circle met for.")),
        Field("place", _("Where"), "string", _("Where the circle met.")),
        Field("shape", _("Shape"), "string", _("Of the notes; empty is plain.")),
        Field("confidentiality", _("Confidentiality"), "string", _("The rule of the session.")),
        Field("agreements", _("Agreements"), "string", _("What the circle agreed, a line each.")),
        Field("opened_utc", _("Opened"), "datetime", _("When the session was opened, in UTC.")),
        Field("length_s", _("Length"), "number", _("Of the session."), SECONDS),
        Field("sentence", _("How the time was shared"), "string", _("In words.")),
        Field("source", _("Times from"), "string", _("Empty for a session held with this kit.")),
        Field(
            "cross_talk",
            _("Cross-talk"),
            "integer",
            _("How often somebody spoke within another’s turn, where times are from elsewhere."),
        ),
    )
    row = (
        notes.id,
        notes.level.value,
        notes.reader.value,
        plain(notes.title),
        one_line(notes.circle),
        notes.number,
        plain(notes.intention),
        one_line(notes.place),
        one_line(notes.shape),
        one_line(notes.confidentiality),
        "\n".join(map(one_line, notes.agreements)),
        notes.moment(0),
        in_seconds(notes.length_ms),
        one_line(notes.sentence),
        one_line(notes.source),
        notes.cross_talk,
    )
    return Table("session", _("The session"), _("One row: the session."), fields, (row,))


def rounds(notes: SessionNotes) -> Table:
    counted = _("Empty where the form offers the piece to nobody, and in a confidential round.")
    fields = (
        Field("number", _("Number"), "integer", _("From 1.")),
        Field("title", _("Title"), "string", _("Of the round; empty in a confidential one.")),
        Field("form", _("Form"), "string", _("The rule for who is next.")),
        Field("prompt", _("Prompt"), "string", _("What the round was asked.")),
        Field("began_utc", _("Began"), "datetime", _("When it began, in UTC.")),
        Field("began_s", _("Began after"), "number", _("Since the session was opened."), SECONDS),
        Field("length_s", _("Length"), "number", _("Of the round."), SECONDS),
        Field("planned_s", _("Planned"), "number", _("Empty for an untimed round."), SECONDS),
        Field("confidential", _("Confidential"), "boolean", _("What was said in it stays in it.")),
        Field("confidentiality", _("Confidentiality"), "string", _("The rule that held in it.")),
        Field("measured", _("Measured"), "boolean", _("Whether turns were measured.")),
        Field("opened_by", _("Opened by"), "string", _("And with what, a line each.")),
        Field("offered", _("Offered"), "integer", counted, _("people")),
        Field("heard", _("Heard"), "integer", counted, _("people")),
        Field("passed", _("Passed"), "integer", counted, _("people")),
        Field("not_reached", _("Not reached"), "integer", counted, _("people")),
        Field("silences", _("Silences"), "integer", _("Empty in a confidential round.")),
        Field(
            "silence_s",
            _("Silence"),
            "number",
            _("Of all its silences together; empty where it was not measured."),
            SECONDS,
        ),
    )
    about = _(
        "One row to a round. Of a confidential round only its form, its prompt and its times are here. "
        "Empty where no round was begun."
    )
    rows = tuple(_round(notes, one) for one in notes.rounds)
    return Table("rounds", _("Rounds"), about, fields, rows)


def _round(notes: SessionNotes, one: RoundNotes) -> tuple[Cell, ...]:
    return (
        one.number,
        one_line(one.title),
        one_line(one.form),
        plain(one.prompt),
        notes.moment(one.began_ms),
        in_seconds(one.began_ms),
        in_seconds(one.length_ms),
        in_seconds(one.planned_ms or None),
        one.confidential,
        one_line(one.confidentiality or notes.confidentiality),
        one.measured,
        "\n".join(filter(None, map(_opener, one.openers))),
        one.offered,
        one.heard,
        one.passed,
        one.not_reached,
        one.silences,
        in_seconds(one.silence_ms),
    )


def _opener(one: OpenerNotes) -> str:
    return " – ".join(filter(None, map(one_line, (one.label, one.material))))


def turns(notes: SessionNotes) -> Table:
    """One row to a turn, and after a pause within it one more, "continued"; its columns are those of `csv`."""
    unnamed = _("Empty where nobody is named, and for whoever is not to be known.")
    fields = (
        Field("round", _("Round"), "integer", _("Empty outside of rounds.")),
        Field("seat", _("Seat"), "integer", unnamed),
        Field("person", _("Person"), "string", _("As the level has it; empty without names.")),
        Field("outcome", _("Outcome"), "string", _("held; continued: after a pause within.")),
        Field("start_utc", _("Began"), "datetime", _("In UTC.")),
        Field("end_utc", _("Ended"), "datetime", _("In UTC.")),
        Field("start_s", _("Began after"), "number", _("Since the session was opened."), SECONDS),
        Field("end_s", _("Ended after"), "number", _("Since the session was opened."), SECONDS),
        Field("duration_s", _("Length"), "number", _("From start to end."), SECONDS),
        Field("confidentiality", _("Confidentiality"), "string", _("The rule that held then.")),
    )
    about = _(
        "One row to each time that somebody held the piece, in the order in which they did. Empty where "
        "nobody held it; no turn of a round that was confidential or not measured is here."
    )
    usual = one_line(notes.confidentiality)
    rules = {one.number: one_line(one.confidentiality) or usual for one in notes.rounds}
    labels = {label: one_line(label) for label in {one.label for one in notes.turns}}
    ends = {ms for one in notes.turns for part in one.parts for ms in part}
    moments = {ms: notes.moment(ms) for ms in ends}
    rows = tuple(
        row
        for one in notes.turns
        for row in _turn(one, moments, labels[one.label], rules.get(one.round or 0, usual))
    )
    return Table("turns", _("Turns"), about, fields, rows)


def _turn(
    one: TurnNotes, moments: Mapping[int, datetime], label: str, rule: str
) -> Iterator[tuple[Cell, ...]]:
    for number, (start_ms, end_ms) in enumerate(one.parts):
        yield (
            one.round,
            one.seat,
            label,
            CONTINUED if number else one.outcome,
            moments[start_ms],
            moments[end_ms],
            start_ms / 1000,
            end_ms / 1000,
            (end_ms - start_ms) / 1000,
            rule,
        )


def people(notes: SessionNotes) -> Table:
    silent = _("Empty for who did not hold the piece: a pass is not a zero.")
    fields = (
        Field("seat", _("Seat"), "integer", _("From 1; empty for whoever is not to be known.")),
        Field("person", _("Person"), "string", _("As the level has it.")),
        Field("facilitator", _("Facilitator"), "boolean", _("Whether they held the process.")),
        Field("roles", _("Roles"), "string", _("All of them; only the facilitator’s with seats.")),
        Field("turns", _("Turns"), "integer", silent),
        Field("held_s", _("Held"), "number", silent, SECONDS),
        Field("present_s", _("Present"), "number", _("How long they were there."), SECONDS),
    )
    about = _(
        "One row to a person, in the order of their seats; last is whoever is not to be known. Without names "
        "there is nobody in it: not even how many sat where."
    )
    rows = tuple(_person(one, notes.wording) for one in notes.people)
    return Table("people", _("People"), about, fields, rows)


def _person(one: PersonNotes, wording: Wording) -> tuple[Cell, ...]:
    does = (Role.FACILITATOR,) * one.facilitator + one.roles
    return (
        one.seat,
        one_line(one.label),
        one.facilitator,
        ", ".join(one_line(role_words(role, wording)) for role in does),
        one.turns or None,
        in_seconds(one.held_ms) if one.turns else None,
        in_seconds(one.present_ms),
    )


def prompts(notes: SessionNotes) -> Table:
    fields = (
        Field("at_utc", _("When"), "datetime", _("When it was offered, in UTC.")),
        Field("at_s", _("After"), "number", _("Since the session was opened."), SECONDS),
        Field("round", _("Round"), "integer", _("Empty outside of rounds.")),
        Field("whom", _("Whom"), "string", _("room, own (each for themselves) or facilitator.")),
        Field("text", _("Text"), "string", _("As it was then.")),
    )
    rows = tuple(
        (
            notes.moment(one.at_ms),
            in_seconds(one.at_ms),
            one.round,
            one.whom.value,
            plain(one.text),
        )
        for one in notes.prompts
    )
    about = _("One row to a prompt that was offered from a deck. Empty where none was.")
    return Table("prompts", _("Prompts"), about, fields, rows)
