"""Tables of figures, all of them about the group."""

from __future__ import annotations

from collections.abc import Iterator

from circle.i18n import gettext as _
from circle.session_notes import SessionNotes
from circle.summary import few_words
from circle.timeline import Floor
from exports.cells import SECONDS, Cell, Field, Table, decimals, in_seconds
from exports.figures import has_figures_of_turns, tells_facilitators_apart


def floors(notes: SessionNotes) -> Table:
    """The states of the floor in their order; together they are the session."""
    fields = (
        Field(
            "floor",
            _("Floor"),
            "string",
            _("held, centre, silence, paused, break, groups, confidential or unmeasured."),
        ),
        Field("length_s", _("Length"), "number", _("How long it was so, in all."), SECONDS),
        Field("share", _("Share"), "number", _("Of the session, from 0 to 1."), _("share")),
    )
    lengths = {floor.value: notes.floors_ms[floor] for floor in Floor}
    lengths |= {"confidential": notes.confidential_ms, "unmeasured": notes.unmeasured_ms}
    whole = notes.length_ms
    rows = tuple(
        (name, in_seconds(ms), decimals(ms / whole) if whole else None)
        for name, ms in lengths.items()
    )
    about = _(
        "One row to a state of the floor, with confidential rounds and rounds that were not measured "
        "each as a whole. The lengths add up to that of the session."
    )
    return Table("floors", _("How long the floor was what"), about, fields, rows)


def measures(notes: SessionNotes) -> Table:
    """Each figure with its base, as the documents for reading have them."""
    fields = (
        Field("measure", _("Measure"), "string", _("The same word in any language.")),
        Field("value", _("Value"), "number", _("Empty where it is undefined, and never 0 then.")),
        Field(
            "unit",
            _("Unit"),
            "string",
            _("people, turns, silences, times, share (from 0 to 1), index, voices or s (seconds)."),
        ),
        Field("base", _("Base"), "string", _("What it is a part of, or made from.")),
        Field("meaning", _("Meaning"), "string", _("What it says.")),
    )
    about = _(
        "One row to a figure about the group. None is about a person. Where no turn was measured none "
        "about turns is here, and without names none that tells the facilitators apart."
    )
    return Table("measures", _("Measures"), about, fields, tuple(_measures(notes)))


_Row = tuple[Cell, ...]


def _measures(notes: SessionNotes) -> Iterator[_Row]:
    if notes.few:
        yield "present", notes.few, "people", few_words(notes.few), _("were there")
        return
    yield from _voices(notes)
    if has_figures_of_turns(notes):
        yield from _balance(notes)
        yield from _turns(notes)
    yield from _silence(notes)


def _voices(notes: SessionNotes) -> Iterator[_Row]:
    voices, base = notes.voices, _("people present")
    there = bool(voices.present)
    for name, count, meaning in (
        ("present", voices.present, _("were there")),
        ("offered", voices.offered, _("were offered the piece")),
        ("heard", voices.heard, _("held the piece")),
        ("passed", voices.passed, _("passed, and did not hold it")),
        ("not_reached", voices.not_reached, _("were not offered it")),
    ):
        yield name, count if there else None, "people", base, meaning


def _balance(notes: SessionNotes) -> Iterator[_Row]:
    balance, others = notes.balance, notes.balance_without_facilitators
    base = _("the time in which somebody held the piece")
    yield "held_s", in_seconds(balance.total_ms), SECONDS, _("the session"), base
    move = _(
        "so much would have to change hands for all to have held it in proportion to the time they were there"
    )
    yield "hoover", decimals(balance.hoover), "share", base, move
    if tells_facilitators_apart(notes):
        rest = _("the time in which others than the facilitators held the piece")
        name = "hoover_without_facilitators"
        yield name, decimals(others.hoover), "share", rest, move
    for name, value, unit, meaning in (
        ("evenness", balance.evenness, "index", _("Pielou’s J: 0, one held it throughout; 1, all equally long")),
        ("voices_1", balance.voices_1, "voices", _("effective voices, the Hill number of order 1")),
        ("voices_2", balance.voices_2, "voices", _("effective voices, the Hill number of order 2")),
        ("gini", balance.gini, "index", _("0, all held it equally long")),
        ("gini_corrected", balance.gini_corrected, "index", _("Gini times n / (n − 1): 0, all equally long; 1, one throughout")),
    ):  # fmt: skip
        yield name, decimals(value), unit, base, meaning


def _turns(notes: SessionNotes) -> Iterator[_Row]:
    found, base = notes.turn_figures, _("all turns")
    yield "turns", len(notes.turns), "turns", _("the session"), _("how many there were")
    each = _("people present")
    yield "turns_mean", decimals(found.mean), "turns", each, _("for each of them on average")
    varies = _("standard deviation divided by mean")
    yield "turns_cv", decimals(found.cv), "share", each, varies
    for name, ms, meaning in (
        ("turn_median_s", found.median_ms, _("middle length of a turn")),
        ("turn_lower_quartile_s", found.lower_quartile_ms, _("a quarter of the turns were shorter")),
        ("turn_upper_quartile_s", found.upper_quartile_ms, _("a quarter of the turns were longer")),
        ("turn_longest_s", found.longest_ms, _("length of the longest turn")),
    ):  # fmt: skip
        yield name, in_seconds(ms), SECONDS, base, meaning
    if notes.cross_talk:
        within = _("somebody spoke within another’s turn: counted, not timed")
        yield "cross_talk", notes.cross_talk, "times", _("the session"), within


def _silence(notes: SessionNotes) -> Iterator[_Row]:
    found, base = notes.silence, _("the session")
    yield "silences", found.count, "silences", base, _("how many there were")
    yield "silence_s", in_seconds(found.total_ms), SECONDS, base, _("all of them together")
    yield "silence_share", decimals(found.share), "share", base, _("of its length")
    middle = _("their middle length")
    yield "silence_median_s", in_seconds(found.median_ms), SECONDS, _("all silences"), middle
