"""What a trainer is handed: bundles in folders of a stick, good ones and others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from circle import events as e
from circle.age import sealed
from circle.bundle import comments_bundle, session_bundle
from circle.comments import About, Comment, CommentKind
from circle.level import Level
from circle.log import Log
from tests.circle.hostile_bundles import GOOD, archive, parts_of, stated
from tests.circle.story import Story
from tests.notes import make_notes

PASSPHRASE = "four plain words here"


def session_id(number: int) -> str:
    return f"{number:08x}beef"


def a_log(number: int, *, note: str = "", turns: int = 2) -> Log:
    """A session so many weeks after the first of its series."""
    story = Story(3, circle="Riverside").at(1_000).begins("go_round")
    for turn in range(turns):
        story.at(2_000 + turn * 1_000).gives(("Ben", "Ann")[turn % 2])
    story.does(e.NoteWritten(1, note or f"Note of evening {number}"))
    log = story.at(61_000 + turns * 1_000).closes().log
    opened = log.entries[0].event
    assert isinstance(opened, e.SessionOpened)
    entries = [replace(log.entries[0], event=replace(opened, number=number)), *log.entries[1:]]
    later = timedelta(weeks=number)
    return Log(replace(entry, wall=entry.wall + later) for entry in entries)


def a_bundle(
    number: int, *, note: str = "", comments: Sequence[Comment] = (), turns: int = 2
) -> bytes:
    log = a_log(number, note=note, turns=turns)
    return session_bundle(make_notes(session_id(number), log, Level.ALIASES), b"", comments)


def a_comment(number: int, text: str = "Who was asked?") -> Comment:
    written = "2026-06-08T18:30:00.000+00:00"
    return Comment(
        "c0ffee01",
        session_id(number),
        About.WHOLE,
        None,
        CommentKind.QUESTION,
        text,
        "Sam",
        written,
    )


def newer() -> bytes:
    return archive(parts_of(stated(GOOD, lambda table: table.update(version="2.0"))))


def a_stick(folder: Path) -> Path:
    """Three good ones; one twice, one with other contents, comments, a sealed one, and four that cannot come in."""
    deep = folder / "2026" / "May"
    deep.mkdir(parents=True)
    for number in range(3):
        (folder / f"evening {number}.circle").write_bytes(a_bundle(number))
    (deep / "evening 1 again.circle").write_bytes(a_bundle(1))
    (deep / "evening 2, other.circle").write_bytes(a_bundle(2, note="Another night."))
    (deep / "comments.circle").write_bytes(comments_bundle(session_id(0), [a_comment(0)]))
    (deep / "sealed.circle").write_bytes(sealed(a_bundle(7), PASSPHRASE))
    (deep / "cut short.circle").write_bytes(a_bundle(8)[:500])
    (deep / "empty.circle").write_bytes(b"")
    (deep / "newer.circle").write_bytes(newer())
    (deep / "round.circle").symlink_to("round.circle")
    (deep / "up").symlink_to(folder, target_is_directory=True)
    (deep / "holiday.jpg").write_bytes(b"\xff\xd8 picture")
    (deep / "shopping.json").write_text('{"milk": 2}', "utf-8")
    (deep / "._evening 0.circle").write_bytes(b"what a Mac puts beside it")
    return folder
