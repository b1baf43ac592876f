"""The program's own log: where something went wrong, and nobody's words."""

from __future__ import annotations

import ast
import decimal
import errno
import importlib.metadata
import importlib.util
import json
import os
import stat
import tomllib
import traceback
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from fractions import Fraction
from ipaddress import ip_address
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlcipher3 import dbapi2

from circle import (
    age,
    bundle_reading,
    comments,
    decks,
    files,
    group_moves,
    moves,
    own_templates,
    packed,
    record,
    replanning,
    store,
    strict_json,
    templates,
    turn_lists,
    wordings,
)
from circle import events as e
from circle.errors import Refused, Wrong
from circle.kit_files import KIT, LOG, OLDER_LOG
from circle.kit_troubles import KitFull
from circle.plain import from_plain
from circle.privacy import CheckFailed
from circle.program_log import LARGEST_BYTES, MOST_ALIKE, Event, ProgramLog
from circle.version import VERSION
from tests.circle.story import people
from tests.fakes import FakeClock

CANARY = "Zaubernuss"
"""In names, titles, notes, paths: nothing that a log may have."""


@pytest.fixture
def log(tmp_path: Path) -> ProgramLog:
    return ProgramLog(tmp_path, FakeClock())


def lines(folder: Path) -> list[str]:
    return (folder / LOG).read_text("utf-8").splitlines()


def test_a_line_has_the_time_the_version_and_what_happened(log: ProgramLog, tmp_path: Path) -> None:
    log.note(Event.BEGAN)
    assert lines(tmp_path) == [f"2026-03-12T18:30:00Z {VERSION} began"]
    assert stat.S_IMODE((tmp_path / LOG).stat().st_mode) == 0o600


def test_the_version_is_the_one_that_is_installed() -> None:
    assert importlib.metadata.version("circlekeeper") == VERSION


def test_an_error_is_its_class_its_codes_and_our_lines(log: ProgramLog, tmp_path: Path) -> None:
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit" / KIT).write_bytes(b"SQLite format 3\0" + bytes(84))
    log.error(raised(lambda: store.Store.open(tmp_path / "kit", new=False)))
    (line,) = lines(tmp_path)
    assert "error Kit" in line
    assert "circle/store.py:" in line
    assert "circle/kit.py:" in line
    assert "tests" not in line, "only our own places"
    log.error(OSError(errno.EIO, "no"))
    assert lines(tmp_path)[1].endswith("error OSError errno 5")


def test_what_an_error_came_from_is_told_too(log: ProgramLog, tmp_path: Path) -> None:
    try:
        try:
            raise KeyError(CANARY)
        except KeyError as first:
            raise ValueError(CANARY) from first
    except ValueError as error:
        log.error(error)
    assert lines(tmp_path)[0].endswith("error ValueError from KeyError")


def test_the_same_error_again_and_again_is_written_a_few_times(
    log: ProgramLog, tmp_path: Path
) -> None:
    for _ in range(500):
        log.error(ValueError())
    log.error(KeyError())
    assert len(lines(tmp_path)) == MOST_ALIKE + 1


def test_it_never_grows_beyond_two_files(log: ProgramLog, tmp_path: Path) -> None:
    frames = [f"circle/somewhere_{n}.py:{n}" for n in range(20)]
    for _ in range(1_200):
        log.note(Event.ERROR, *frames)
    log.note(Event.ENDED)
    sizes = [(tmp_path / name).stat().st_size for name in (LOG, OLDER_LOG)]
    assert max(sizes) <= LARGEST_BYTES + 10_000
    assert log.last_lines()[-1].endswith("ended")
    assert len(log.last_lines()) == 60


def test_where_it_cannot_be_written_nothing_is_refused(tmp_path: Path) -> None:
    log = ProgramLog(tmp_path / "nowhere", FakeClock())
    log.note(Event.BEGAN)
    log.error(ValueError())
    assert log.last_lines() == []
    assert not (tmp_path / "nowhere").exists()


class Rude(Exception):
    def __getattribute__(self, name: str) -> object:
        raise RuntimeError(CANARY)


def test_an_error_that_cannot_be_told_brings_no_other(log: ProgramLog) -> None:
    log.error(Rude())


# Nobody's words


def raised(act: Callable[[], object], what: str = "") -> BaseException:
    try:
        act()
    except (Exception, SystemExit) as error:
        return error
    raise AssertionError(f"nothing went wrong {what}")


@pytest.fixture
def forced(tmp_path: Path) -> Iterator[dict[str, Callable[[], object]]]:
    """What goes wrong, each with somebody's words in it."""
    there = tmp_path / CANARY
    there.mkdir()
    file = there / f"{CANARY}.toml"
    file.write_text(f'name = "{CANARY}"\n{CANARY}')
    module = there / f"{CANARY}_module.py"
    module.write_text(f"def go():\n    raise RuntimeError('{CANARY}')\n")
    spec = importlib.util.spec_from_file_location(f"{CANARY}_module", module)
    assert spec is not None
    assert spec.loader is not None
    foreign = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(foreign)
    (there / KIT).write_bytes(CANARY.encode() * 100)
    held = tmp_path / "held" / CANARY
    with closing(store.Store.open(held)) as kept:
        loop = store_loop(kept)
        state = loop.state
        yield {
            # of the kit
            "kit of something else": lambda: store.Store.open(there),
            "no kit": lambda: store.Store.open(there / CANARY, new=False),
            "kit in a file": lambda: store.Store.open(file),
            "kit twice": lambda: store.Store.open(held),
            "no such session": lambda: kept.find(CANARY),
            "not one act": lambda: kept._rows(f"SELECT {CANARY}"),
            "unique": lambda: kept._rows(
                "INSERT INTO event SELECT * FROM event WHERE data LIKE ?", f"%{CANARY}%"
            ),
            "rewritten": lambda: kept._rows("UPDATE event SET data = ?", CANARY),
            "no number": lambda: kept._rows(
                "INSERT INTO sign_of_life VALUES (?, ?, ?)", CANARY, CANARY, CANARY
            ),
            "bad search": lambda: kept._rows(
                "SELECT * FROM words_fts WHERE words_fts MATCH ?", f'"{CANARY}'
            ),
            "log damaged": lambda: store.checked(
                [(e.Row(1, 0, "", CANARY, CANARY), CANARY)], CANARY
            ),
            "no database": lambda: dbapi2.connect(str(there / CANARY / CANARY)),
            # what comes from elsewhere
            "bundle": lambda: bundle_reading.read_bundle(file),
            "record": lambda: record.read_record(file),
            "record's moment": lambda: record.moment_of(CANARY, CANARY),
            "RTTM": lambda: turn_lists.read_rttm(file),
            "CSV": lambda: turn_lists.read_csv(file),
            "strict JSON": lambda: strict_json.parse(f'{{"{CANARY}": {CANARY}}}', file=CANARY),
            "comment": lambda: comments.comment_in(json.dumps({CANARY: CANARY})),
            "age": lambda: age.opened(CANARY.encode(), CANARY, file=CANARY),
            "ZIP": lambda: packed.entries_of(CANARY.encode() * 50),
            "plain": lambda: from_plain(e.RoundPlan, {"form": {CANARY: CANARY}}),
            "template": lambda: templates.read_template(
                f'name = "{CANARY}"\n[[', source=CANARY, forms=()
            ),
            "own template": lambda: own_templates.read_file(file, ()),
            "deck": lambda: decks.read_deck(f'name = "{CANARY}"', source=CANARY),
            "file name": lambda: files.check_name(f"{CANARY}/{CANARY}"),
            "not there": lambda: files.read_bytes(there / f"{CANARY}.x", largest_bytes=1),
            "too large": lambda: files.read_bytes(file, largest_bytes=1),
            "no text": lambda: files.read_text(there / KIT, largest_bytes=3),
            "written nowhere": lambda: files.write_new(there / CANARY, f"{CANARY}.txt", b""),
            "a folder in a file": lambda: files.make_folder(file / CANARY),
            # in a session
            "piece to nobody": lambda: moves.give_piece(state, to=CANARY),
            "nobody leaves": lambda: moves.leave(state, person=CANARY),
            "renamed": lambda: moves.rename(state, person=CANARY, alias=CANARY),
            "moved in": lambda: group_moves.move_in(state, person=CANARY),
            # what nobody expects
            "key": lambda: {}[CANARY],
            "value": lambda: int(CANARY),
            "number": lambda: Fraction(CANARY),
            "decimal": lambda: decimal.Decimal(CANARY),
            "name": lambda: ast.literal_eval(CANARY),
            "syntax": lambda: compile(f"{CANARY} {CANARY}", CANARY, "exec"),
            "attribute": lambda: getattr(state, CANARY),
            "import": lambda: importlib.import_module(CANARY),
            "day": lambda: date.fromisoformat(CANARY),
            "moment": lambda: datetime.strptime(CANARY, "%Y"),  # noqa: DTZ007 - it is none
            "JSON": lambda: json.loads(f'["{CANARY}'),
            "TOML": lambda: tomllib.loads(CANARY),
            "UTF-8": f"{CANARY}\ud800".encode,
            "Latin": (CANARY.encode() + b"\xff").decode,
            "zone": lambda: ZoneInfo(CANARY),
            "address": lambda: ip_address(CANARY),
            "UUID": lambda: [uuid.UUID(one) for one in (CANARY,)],
            "file": (there / CANARY / CANARY).read_bytes,
            "link": lambda: os.link(there / CANARY, there / "b"),
            "folder": file.iterdir().__next__,
            "assertion": lambda: _assert(CANARY),
            "another's file": foreign.go,
            "end": lambda: _exit(CANARY),
            "own class": lambda: _throw(type(f"{CANARY} {CANARY}", (Exception,), {})(CANARY)),
            "refused": lambda: _throw(Refused(CANARY)),
            "wrong": lambda: _throw(Wrong(CANARY)),
            "check": lambda: _throw(CheckFailed(CANARY)),
            "full": lambda: _throw(KitFull(CANARY)),
            "wording": lambda: _throw(wordings.BrokenWording(CANARY)),
            "nothing shorter": lambda: _throw(replanning.NothingShorter(CANARY)),
            "group": lambda: _throw(ExceptionGroup(CANARY, [ValueError(CANARY)])),
            "with a note": lambda: _throw(_noted(CANARY)),
            "code": lambda: _throw(OSError(errno.ENOSPC, CANARY, CANARY)),
        }


def store_loop(kept: store.Store):
    from circle.loop import Loop

    here = people(2)
    loop = Loop.begin(kept, FakeClock(), e.SessionOpened(CANARY, here))
    loop.record(moves.join(loop.state, alias=CANARY))
    return loop


def _assert(words: str) -> None:
    assert not words, words


def _exit(words: str) -> None:
    raise SystemExit(words)


def _throw(error: BaseException) -> None:
    raise error


def _noted(words: str) -> Exception:
    error = ValueError()
    error.add_note(words)
    return error


def test_no_word_of_anybody_is_in_the_log_whatever_goes_wrong(
    tmp_path: Path, forced: dict[str, Callable[[], object]]
) -> None:
    """Most of these would have told somebody's words if they were printed as Python prints them."""
    would_tell = 0
    for name, act in forced.items():
        error = raised(act, name)
        would_tell += CANARY in "".join(traceback.format_exception(error))
        before = len(lines(tmp_path)) if (tmp_path / LOG).exists() else 0
        ProgramLog(tmp_path, FakeClock()).error(error, Event.UNEXPECTED)
        assert len(lines(tmp_path)) == before + 1, name
    text = (tmp_path / LOG).read_text("utf-8")
    assert would_tell >= 40
    assert CANARY.casefold() not in text.casefold()
    assert str(tmp_path) not in text
    assert Path.home().name not in text.split()
    assert "circle/store.py:" in text, "but where it happened is"
