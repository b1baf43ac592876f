"""What the Export page says: formats, names in their sentences, what left before, what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from circle import events as e
from circle.harvest import Seen
from circle.kept import Left
from circle.level import Level
from circle.people import Consent, Participant
from circle.privacy import LevelRefused
from circle.searched import LookedFor
from exports.formats import FORMATS, Use
from tests.circle.story import Story
from tests.notes import make_notes
from ui.pages.agreed_shown import follows_words
from ui.pages.leaving_shown import (
    consent_lines,
    done_words,
    first_formats,
    formats_by_use,
    left_rows,
    still_offered,
)
from ui.pages.many_shown import Came, Looked, Offered, came_words, looked_words
from ui.pages.replaced_shown import found_rows, names_words

AT = datetime(2026, 5, 11, 17, 30, tzinfo=UTC)
HTML = FORMATS[0]
ALL = (HTML, *(replace(HTML, id=one) for one in ("pdf", "md", "circle")))


def test_a_format_that_is_added_appears_among_those_of_its_use() -> None:
    added = replace(HTML, id="xlsx", group=Use.TABLES)
    assert added in formats_by_use((*FORMATS, added))[Use.TABLES]
    assert Use.TRAINER not in formats_by_use((HTML,)), "a use of which there is none is left out"


@pytest.mark.parametrize("format", FORMATS, ids=lambda one: one.id)
def test_each_format_says_what_it_is_good_for(format) -> None:
    assert format.about


def test_what_is_offered_first_is_there() -> None:
    assert first_formats(Seen.REPORT, ALL) == ("html", "pdf")
    assert first_formats(Seen.TRAINER, ALL) == ("circle",)
    assert first_formats(Seen.REPORT, ALL[:1]) == ("html", "md")


def test_formats_that_were_chosen_stay_for_another_reader() -> None:
    assert still_offered(Seen.REPORT, Seen.TRAINER, ("csv",)) == ("csv",)
    first = first_formats(Seen.REPORT)
    assert still_offered(Seen.REPORT, Seen.TRAINER, first) == first_formats(Seen.TRAINER)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Hello. Ask P1 first! Then go.", "Ask P1 first!\n→ Ask someone first!"),
        ("One line\nP1 and P2\nlast", "P1 and P2\n→ someone and someone"),
        ("P1’s", "P1’s\n→ someone’s"),
    ],
)
def test_a_name_is_shown_in_its_sentence_with_all_that_is_replaced_in_it(
    text: str, row: str
) -> None:
    story = Story(4).does(e.NoteWritten(2, text, seen=Seen.REPORT))
    aliases = [one.participant.alias for one in story.state.people.values()]
    for n, alias in enumerate(aliases, 1):
        text, row = text.replace(f"P{n}", alias), row.replace(f"P{n}", alias)
    story = Story(4).does(e.NoteWritten(2, text, seen=Seen.REPORT))
    (shown,) = found_rows(make_notes("abc", story.log, Level.NOBODY).found)
    assert shown.text == row
    marked = [shown.text[start:end] for start, end in shown.marks]
    assert {"someone", "someone’s"}.intersection(marked)
    assert all(
        shown.text[: shown.text.index("\n")].count(one) or "someone" in one for one in marked
    )


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "Dr. Ada said it is P1’s. Then tea.",
            "Dr. Ada said it is P1’s.\n→ someone said it is someone’s.",
        ),
        ("P1! Dr. Ada! P1!", "P1!\n→ someone!|Dr. Ada!\n→ someone!|P1!\n→ someone!"),
        ("So. P1 asked Dr. Ada", "P1 asked Dr. Ada\n→ someone asked someone"),
        ("P1?\n  Dr. Ada.\n", "P1?\n→ someone?|Dr. Ada.\n→ someone."),
    ],
)
def test_no_name_leaves_in_the_list_that_does_not_leave_in_the_documents(
    text: str, row: str
) -> None:
    known = LookedFor(("Dr. Ada",))
    story = Story(4)
    alias = next(iter(story.state.people.values())).participant.alias
    text, row = text.replace("P1", alias), row.replace("P1", alias)
    story = story.does(e.NoteWritten(2, text, seen=Seen.REPORT))
    notes = make_notes("abc", story.log, Level.NOBODY, looked_for=known)
    rows = found_rows(notes.found)
    assert [one.text for one in rows] == row.split("|")
    left = notes.notes[0].text
    for one in rows:
        leaves = one.text.partition("\n→ ")[2]
        assert leaves in left
        assert one.said.endswith(f"After: {leaves}")
        marked = [one.text[start:end] for start, end in one.marks]
        assert set(marked) <= {"Dr. Ada", alias, f"{alias}’s", "someone", "someone’s"}


def test_what_left_together_is_one_row_and_the_newest_is_first() -> None:
    later = AT.replace(day=12)
    rows = left_rows(
        [
            Left("abc", AT, "html", "nobody"),
            Left("abc", AT, "md", "nobody"),
            Left("abc", later, "json", "seats", "trainer", sealed=True),
        ]
    )
    assert [row.below for row in rows] == [
        "Whole record · My trainer · seats · with a passphrase",
        "Web page, Markdown · The report · no one named",
    ]
    assert rows[0].text.startswith("12 May 2026, ")


def test_of_a_circle_that_was_not_asked_it_says_what_leaves_all_the_same() -> None:
    story = Story(4)
    words = " ".join(consent_lines(story.log))
    assert (
        "The circle has not been asked. Names leave only with each person’s own yes. Aliases, and a copy for a "
        "trainer, may leave until somebody says no." in words
    )
    assert make_notes("abc", story.log, Level.ALIASES, Seen.TRAINER).people
    with pytest.raises(LevelRefused):
        make_notes("abc", story.log, Level.NAMES)
    group = Consent()
    assert follows_words(Participant("p1", "Ann"), group).startswith("Their name leaves only with")
    assert "what the group said holds" in follows_words(
        Participant("p1", "Ann"), Consent(shown=False)
    )


def test_a_format_of_another_version_is_called_by_its_id() -> None:
    (row,) = left_rows([Left("abc", AT, "hologram", "whoever", "anyone")])
    assert row.below == "hologram · anyone · whoever"


def test_it_says_when_the_stick_may_go() -> None:
    files = [Path("/a/one.html"), Path("/a/two.md")]
    assert done_words(files, on_a_drive=False) == "Saved and checked: one.html, two.md"
    assert done_words(files, on_a_drive=True) == "Saved and checked. You may remove the stick."


def test_at_the_level_of_names_nothing_is_replaced_and_it_says_so() -> None:
    assert "as they were written" in names_words(0, Level.NAMES)
    assert "Names stay" in looked_words({"a"}, {"a": Looked()}, Level.NAMES)


def test_sessions_that_stay_for_the_same_reason_are_named_together() -> None:
    those = [Offered(str(n), f"Table · {n}", "Table", AT) for n in range(5)]
    came = Came(35, 40, tuple((one, "Somebody said no.") for one in those), on_a_drive=True)
    assert came_words(came, Path("/media/sam/STICK")) == (
        "35 of 40 sessions were saved and checked in “/media/sam/STICK”. You may remove the stick. "
        "“Table · 0”, “Table · 1”, “Table · 2”, 2 more stay here: Somebody said no."
    )
