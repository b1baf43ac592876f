"""What is written about a session leaves without the names that the session left without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from circle import events as e
from circle.bundle import session_bundle
from circle.commenting import Commenting, Said
from circle.comments import About, Comment, CommentKind
from circle.errors import Refused
from circle.harvest import Seen
from circle.importing import import_file
from circle.kept import Left
from circle.level import Level
from circle.log import Log
from circle.people import Consent
from circle.store import Store
from exports.comments_out import all_going
from tests.exports.an_evening import SESSION, an_evening
from tests.notes import make_notes

NOW = datetime(2026, 6, 8, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "kit")) as opened:
        yield opened


def left(level: Level, days: int = 0) -> Left:
    return Left(SESSION, NOW + timedelta(days=days), "circle", level.value, "trainer")


def said(text: str) -> Said:
    return Said(About.WHOLE, None, CommentKind.APPRECIATION, text)


def leaves(store: Store, text: str, session: str = SESSION) -> str:
    writing = Commenting(store, lambda: NOW)
    writing.write(session, said(text))
    (going,) = all_going(store, writing, [session])
    return going.comments[-1].text


def with_consent(consent: Consent) -> Log:
    first, *others = an_evening().entries
    opened = first.event
    assert isinstance(opened, e.SessionOpened)
    others = [one for one in others if not isinstance(one.event, e.GroupSaid)]
    first = replace(first, event=replace(opened, consent=consent))
    return Log(replace(one, seq=seq) for seq, one in enumerate([first, *others[:2]], 1))


@pytest.mark.parametrize("consent", [Consent(leaves=False), Consent(noted=False)])
def test_a_circle_that_said_no_to_names_has_none_in_a_comment(
    store: Store, consent: Consent
) -> None:
    store.add_session(SESSION, with_consent(consent))
    store.record_exports([left(Level.ALIASES)])
    assert leaves(store, "Thank you Gwen.") == "Thank you someone."


def test_at_aliases_an_alias_stays_where_nobody_said_no(store: Store) -> None:
    store.add_session(SESSION, an_evening())
    store.record_exports([left(Level.ALIASES)])
    assert leaves(store, "Thank you Gwen.") == "Thank you Gwen."


def test_a_list_of_turns_that_was_timed_here_is_ones_own(store: Store, tmp_path: Path) -> None:
    listed = tmp_path / "evening.rttm"
    listed.write_text("".join(f"SPEAKER f 1 {n * 9}.0 5.0 <NA> <NA> {who} <NA> <NA>\n" for n, who in enumerate(("Gwen", "Dev"))))  # fmt: skip
    session = import_file(store, listed).id
    assert leaves(store, "Gwen waited.", session) == "someone waited."


def test_what_a_trainer_wrote_goes_as_it_is_until_the_session_leaves_here(
    store: Store, tmp_path: Path
) -> None:
    bundle = tmp_path / "evening.circle"
    bundle.write_bytes(
        session_bundle(make_notes(SESSION, an_evening(), Level.ALIASES, Seen.TRAINER), b"")
    )
    import_file(store, bundle)
    assert leaves(store, "Gwen waited.") == "Gwen waited."
    store.record_exports([left(Level.NOBODY)])
    assert leaves(store, "Gwen waited.") == "someone waited."


@pytest.mark.parametrize("levels", [(Level.SEATS, Level.ALIASES), (Level.ALIASES, Level.SEATS)])
def test_the_strictest_of_the_levels_at_which_a_trainer_has_it_counts(
    store: Store, levels: Sequence[Level]
) -> None:
    store.add_session(SESSION, an_evening())
    store.record_exports(left(level, days) for days, level in enumerate(levels))
    assert leaves(store, "Gwen waited.") == "Seat 3 waited."


def test_initials_are_names_too(store: Store) -> None:
    log = an_evening()
    renamed = e.PersonRenamed("p3", "Gwen", "Gwen Price")
    first, *others = log.entries
    entries = [first, replace(first, event=renamed), *others]
    store.add_session(SESSION, Log(replace(one, seq=n) for n, one in enumerate(entries, 1)))
    assert leaves(store, "Then GP came.") == "Then someone came."


def test_what_a_newer_program_says_besides_goes_along_without_names_only(store: Store) -> None:
    store.add_session(SESSION, an_evening())
    one = Comment("c0ffee01", SESSION, About.WHOLE, None, CommentKind.NOTICING, "Warm.", "Sam", NOW.isoformat())  # fmt: skip
    store.keep_comments(
        [
            replace(one, more='{"to":["all"]}'),
            replace(one, id="c0ffee02", more='{"to":["\\nGwen"]}'),
            replace(one, id="c0ffee03", more='{"Gwen":1}'),
        ]
    )
    (going,) = all_going(store, Commenting(store, lambda: NOW), [SESSION], "sam")
    assert [one.more for one in going.comments] == ['{"to":["all"]}', "", ""]


def test_nobody_is_called_nothing(store: Store) -> None:
    store.add_session(SESSION, an_evening())
    one = Comment("c0ffee01", SESSION, About.WHOLE, None, CommentKind.NOTICING, "Warm.", "", NOW.isoformat())  # fmt: skip
    store.keep_comments([one])
    with pytest.raises(Refused, match="no comments that could be sent"):
        all_going(store, Commenting(store, lambda: NOW), [SESSION], " ")
