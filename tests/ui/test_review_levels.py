"""What came from elsewhere shows no more than its level, on the page and on the command line."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from circle import events as e
from circle.harvest import Seen
from circle.level import Level
from circle.log import Log
from circle.review import Review, reviewed
from tests.exports.an_evening import SECRET, an_evening
from tests.ui.reviews import arrived, said_by, shown
from tests.ui.seen import words_on
from ui.pages.review_pictures import review_pictures
from ui.review_record import review_record
from ui.review_text import review_text
from ui.sample_evening import PEOPLE, SESSION, sample_evening
from ui.theme import Look

ALIASES = [alias for alias, _name in PEOPLE]
NAMES = [name.split()[-1] for _alias, name in PEOPLE]


def all_of(look: Look, review: Review) -> str:
    with shown(look, review) as view:
        on_the_page = said_by(view)
    drawn = review_pictures(review)
    pictures = [one.svg + one.description for one in (drawn.followed, *drawn.beside) if one]
    record = json.dumps(review_record(review), ensure_ascii=False)
    return "\n".join((on_the_page, *pictures, *review_text(review), record))


def any_of(words: list[str], said: str) -> list[str]:
    return [word for word in words if re.search(rf"\b{re.escape(word)}\b", said)]


@pytest.mark.parametrize(
    ("level", "aliases", "names", "seats"),
    [
        (Level.NOBODY, False, False, False),
        (Level.SEATS, False, False, True),
        (Level.ALIASES, True, False, False),
    ],
)
def test_no_more_is_shown_than_the_level(
    look: Look, tmp_path: Path, level: Level, *, aliases: bool, names: bool, seats: bool
) -> None:
    said = all_of(look, arrived(tmp_path / "kit", sample_evening(), level))
    assert bool(any_of(ALIASES, said)) is aliases
    assert bool(any_of(NAMES, said)) is names
    assert bool(re.search(r"Led by Seat 1\b", said)) is seats
    assert bool(re.search(r"Seat \d", said)) is seats
    assert bool("Who held the piece after whom" in said) is (level is not Level.NOBODY)


def test_at_nobody_there_are_rounds_and_the_group_alone(look: Look, tmp_path: Path) -> None:
    review = arrived(tmp_path / "kit", sample_evening(), Level.NOBODY)
    with shown(look, review) as view:
        words = words_on(view)
    assert "This record names nobody, so it does not say how many people spoke." in words
    assert "names and seats left out before export" in words
    assert "Led by" not in words
    assert "Began at 17:00 and took 29 min; 35 min were planned." in words
    assert "offered the piece, " not in words
    assert "Silence before and after turns" in words
    assert "In this record times are rounded to ten seconds." in words


def test_at_the_seats_it_says_how_it_came(look: Look, tmp_path: Path) -> None:
    review = arrived(tmp_path / "kit", sample_evening(), Level.SEATS)
    with shown(look, review) as view:
        words = words_on(view)
    assert "Led by Seat 1 · 11 May 2026" in words
    assert "names replaced by seat before export · for a trainer" in words
    assert "12\nOffered the piece\nof 12 people present" in words
    assert not re.search(r"Observation · \d", words)


@pytest.mark.parametrize("level", [None, Level.NOBODY, Level.SEATS, Level.ALIASES])
def test_a_confidential_round_is_its_form_its_prompt_and_its_times(
    look: Look, tmp_path: Path, level: Level | None
) -> None:
    log = an_evening()
    review = arrived(tmp_path / "kit", log, level) if level else reviewed(SESSION, log)
    said = all_of(look, review)
    assert SECRET not in said
    assert "What has not been said?" in said
    assert "Confidential: only its form, its prompt and its times are here." in said
    assert "1 round is confidential: all that is counted here is of the rest." in said
    (hidden,) = (one for one in review_record(review)["rounds"] if one["confidential"])
    assert (hidden["offered"], hidden["heard"], hidden["notes"]) == (None, None, [])


@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS])
def test_of_so_few_there_are_totals_only(look: Look, tmp_path: Path, level: Level) -> None:
    review = arrived(tmp_path / "kit", an_evening(small=True), level)
    said = all_of(look, review)
    with shown(look, review) as view:
        words = words_on(view)
    assert "4\nPeople present\nso few that only totals are told" in words
    for figure in ("Offered the piece", "Held by", "Share to move", "Turns", "of 4 people present"):
        assert figure not in said
    assert "Silence before and after turns" not in words
    assert review_record(review)["voices"] is None
    assert review_record(review)["rounds"][0]["heard"] is None


def unmeasured(log: Log) -> Log:
    """The same evening, of which no times were kept in its first round."""
    plain = (replace(one, event=_unmeasured(one.event)) for one in log.entries)
    return Log(plain)


def _unmeasured(event: e.Event) -> e.Event:
    if isinstance(event, e.RoundBegan) and event.form.name == "go_round":
        return replace(event, plan=replace(event.plan, measured=False))
    return event


@pytest.mark.parametrize("level", [None, Level.SEATS, Level.ALIASES])
def test_a_round_that_was_not_measured_has_voices_and_no_times(
    look: Look, tmp_path: Path, level: Level | None
) -> None:
    log = unmeasured(an_evening(confidential=False))
    review = arrived(tmp_path / "kit", log, level) if level else reviewed(SESSION, log)
    with shown(look, review) as view:
        words = words_on(view)
    assert "Its times were not measured." in words
    assert "4 offered the piece, 2 heard, 2 passed, 1 not reached." in words
    assert "1 silence." in words
    assert all(one["round"] != 1 for one in review_record(review)["around_turns"]["rounds"])


def test_reflections_are_shown_as_far_as_they_were_shared(look: Look, tmp_path: Path) -> None:
    log = sample_evening()
    kept = [
        replace(one, event=replace(one.event, reflection=replace(one.event.reflection, seen=Seen.MINE)))
        if isinstance(one.event, e.ReflectionWritten)
        else one
        for one in log.entries
    ]  # fmt: skip
    own = reviewed(SESSION, Log(kept))
    with shown(look, own) as view:
        words = words_on(view)
    assert "At the close · Mine alone" in words
    assert "To try next: Wait before I ask." in words
    with shown(look, arrived(tmp_path / "kit", Log(kept), Level.ALIASES)) as view:
        words = words_on(view)
    assert "No reflection was shared." in words
    assert "Wait before I ask." not in words
