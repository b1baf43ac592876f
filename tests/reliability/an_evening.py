"""Evenings in one kit, act by act: what power cuts and faults are tried on. Whatever comes to write to the kit's folder
gets a line in ACTS.

    python -m tests.reliability.an_evening HOME [--synchronous OFF] [--end-at-refusal] [--key HEX]

Each act says on its standard output, in one line of JSON, that it was begun and that it was saved, and what the kit holds
by then. Nothing is drawn by chance and no clock is read, so two runs write the same.
"""

import argparse
import json
import os
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from circle import corrections, kit, kit_files, moves, note_moves
from circle import events as e
from circle.backup import backups_in, make_backup
from circle.circles import Circle, Usual
from circle.comments import About, Comment, CommentKind
from circle.digest import sha256_hex
from circle.errors import Refused
from circle.files import sync_folder
from circle.kept import Arrived, Left
from circle.kit_troubles import KitTrouble
from circle.log import Log
from circle.loop import Loop
from circle.reflection import SaidBack
from circle.restoring import restore
from circle.store import Store
from tests.circle.story import AN_EVENING, FORMS, Story, people
from tests.fakes import FakeClock

TRIES = 3
"""How often somebody tries what is refused."""
KEY = bytes(range(32))
"""Of a kit that a passphrase keeps."""
CANNOT_BE_READ = "cannot be read"


def open_kit(home: Path, key: bytes | None) -> Store:
    """With a key, one that is kept by a passphrase; what opens it with that passphrase is no matter here."""
    if key and not (home / kit_files.KEY).exists():
        home.mkdir(exist_ok=True)
        (home / kit_files.KEY).touch()
        sync_folder(home.parent)
        sync_folder(home)
    return Store.open(home, key=key)


@dataclass
class Evening:
    home: Path
    key: bytes | None = None
    clock: FakeClock = field(default_factory=lambda: FakeClock(AN_EVENING))
    opened: Store | None = None
    loop: Loop | None = None

    @property
    def store(self) -> Store:
        """The open kit; one that is closed is opened."""
        if self.opened is None:
            self.opened = open_kit(self.home, self.key)
        return self.opened

    @property
    def running(self) -> Loop:
        assert self.loop
        return self.loop

    def close(self) -> None:
        if self.opened is not None:
            self.opened.close()
        self.opened = self.loop = None

    def begin(self, session: str, circle: str = "") -> None:
        plan = (e.RoundPlan("go_round", prompt="What brought you here?"),)
        opened = e.SessionOpened("An evening", people(5), plan, circle=circle)
        loop = Loop(self.store, self.clock, session, Log(), now_ms=0)
        loop.record(moves.open_session(loop.state, opened), at_ms=0)
        self.loop = loop

    def look_back(self, session: str) -> None:
        self.loop = Loop.look_back(self.store, self.clock, session)


Act = Callable[[Evening], object]


def _record(move: Callable[[Loop], e.Event]) -> Act:
    return lambda evening: evening.running.record(move(evening.running))


def _kept(method: str, *values: object) -> Act:
    return lambda evening: getattr(evening.store, method)(*values)


def _gives(to: str) -> Act:
    return _record(lambda loop: moves.give_piece(loop.state, to=to))


def _notes(text: str) -> Act:
    return _record(
        lambda loop: note_moves.write_note(loop.state, number=loop.log.next_seq, text=text)
    )


def _drafts(text: str) -> Act:
    return lambda evening: evening.running.keep_draft("note", text)


def _comment(text: str) -> Act:
    said = Comment(
        "feed0001", "0ead0ead0ead", About.WHOLE, None, CommentKind.NOTICING, text, "A trainer", "2026-03-13T09:00:00.000+00:00"
    )  # fmt: skip
    return lambda evening: evening.store.keep_comments([said])


def _take_in(evening: Evening) -> None:
    told = Story(4).begins().at(4_000).passes_on().at(60_000).passes_on().at(90_000).centres()
    told.at(100_000).does(note_moves.write_note(told.state, number=7, text="Came from elsewhere."))
    log = told.at(120_000).does(moves.close(told.state)).log
    came = Arrived("0ead0ead0ead", AN_EVENING, "seats", "trainer")
    evening.store.add_session("0ead0ead0ead", log, arrived=came)


def _round(loop: Loop) -> e.Event:
    return moves.begin_round(loop.state, form=FORMS["go_round"], plan=e.RoundPlan("go_round"))


FIRST, SECOND = "aaaa00000001", "aaaa00000002"

ACTS: tuple[tuple[str, Act], ...] = (
    ("the kit is opened for the first time", lambda evening: evening.store),
    ("a setting", _kept("keep_setting", "text_size", 1.5)),
    ("a circle", _kept("keep_circle", Circle("Riverside", (Usual("Ann"), Usual("Ben")), ("We listen.",)))),
    ("a template", _kept("keep_template", "ours", 'title = "Ours"\n' * 40)),
    ("a deck", _kept("keep_deck", "spring", "What grows?\n" * 30)),
    ("a logo", _kept("keep_house", "logo", bytes(range(256)) * 80)),
    ("a session opens", lambda evening: evening.begin(FIRST, "Riverside")),
    ("a round begins", _record(_round)),
    *((f"the piece goes to p{n}", _gives(f"p{n}")) for n in (1, 2, 3)),
    ("half a note", _drafts("half a thou")),
    ("a sign of life", lambda evening: evening.running.heartbeat()),
    ("more of the note", _drafts("half a thought, and then some " * 20)),
    ("the note", _notes("half a thought, and then all of it " * 30)),
    ("its draft goes", _drafts("")),
    ("the piece goes to p4", _gives("p4")),
    ("an undo", _record(lambda loop: moves.undo(loop.log))),
    ("a yes", _record(lambda loop: moves.say_consent(loop.state, person="p2", says_yes=True))),
    ("an answer that says nothing of who", _kept("count_said_back", FIRST, 1_000, SaidBack.ALMOST)),
    ("somebody comes", _record(lambda loop: moves.join(loop.state, alias="Gus"))),
    ("the piece goes to p5", _gives("p5")),
    ("the centre", _record(lambda loop: moves.centre_piece(loop.state))),
    ("the round ends", _record(lambda loop: moves.end_round(loop.state))),
    ("a commitment", _record(lambda loop: note_moves.commit(loop.state, number=loop.log.next_seq, text="I shall ask first."))),
    ("the session closes", _record(lambda loop: moves.close(loop.state))),
    ("notes leave", _kept("record_exports", [Left(FIRST, AN_EVENING, "html", "seats")])),
    ("a session from elsewhere", _take_in),
    ("a comment", _comment("You left room after each turn.")),
    ("looked back at", lambda evening: evening.look_back(FIRST)),
    ("a turn put right", _record(lambda loop: corrections.reassign(loop.state, loop.now_ms(), turn=1, to="p4"))),
    ("the kit is closed", lambda evening: evening.close()),
    ("the next evening", lambda evening: evening.begin(SECOND, "Riverside")),
    ("a round again", _record(_round)),
    *((f"the piece goes to p{n} again", _gives(f"p{n}")) for n in (2, 4)),
    ("a long note", _notes("word " * 3_500)),
    ("somebody withdraws", lambda evening: evening.running.take_out("p3")),
    ("the piece goes on", _gives("p1")),
    ("a template goes", _kept("drop_template", "ours")),
    ("a draft that stays", _drafts("not done yet")),
    ("the kit is closed while a session runs", lambda evening: evening.close()),
    ("a backup", lambda evening: make_backup(evening.home, AN_EVENING.date(), evening.key, left_free=0)),
    ("back to that backup", lambda evening: restore(evening.home, backups_in(evening.home)[0], evening.key)),
)  # fmt: skip
"""What is done, each in one act that is whole or not at all. The clock moves on by four seconds before each."""


def contents(store: Store) -> str:
    """A digest of every row that people's words or times stand in, and of what counts beside them."""
    tables = store._rows("""
        SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
            AND name NOT LIKE 'words_fts%' AND name NOT LIKE 'sqlite_%' AND name <> '_sqlite_migrations'
        ORDER BY name
    """)
    rows = [(name, sorted(map(repr, store._rows(f'SELECT * FROM "{name}"')))) for (name,) in tables]
    return sha256_hex(repr(rows))


def make_kit(home: Path, key: bytes | None = None) -> None:
    """A closed kit in which all of it was done."""
    evening = Evening(home, key)
    for _name, act in ACTS:
        evening.clock.advance(4_000)
        act(evening)
    evening.close()


def say(**what: object) -> None:
    os.write(1, json.dumps(what).encode() + b"\n")


def hold(home: Path, *, end_at_refusal: bool, key: bytes | None = None) -> None:
    """All acts. What is refused is tried again, as somebody would, and then left."""
    evening, holds = Evening(home, key), ""
    for number, (_name, act) in enumerate(ACTS):
        evening.clock.advance(4_000)
        say(begun=number)
        for tried in range(TRIES):
            try:
                act(evening)
            except Refused as why:
                say(refused=number, tried=tried, kind=type(why).__name__, said=str(why))
                if end_at_refusal:
                    os._exit(0)
            except Exception:
                say(broke=number, said=traceback.format_exc())
                os._exit(0)
            else:
                break
        else:
            say(gave_up=number)
            os._exit(0)
        holds = _holds(evening, holds)
        say(saved=number, holds=holds)


def _holds(evening: Evening, before: str) -> str:
    """What the kit holds, read by whoever has it open. One that is closed is not opened for it."""
    if evening.opened is None:
        return before
    try:
        return contents(evening.opened)
    except KitTrouble:
        return CANNOT_BE_READ


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("home", type=Path)
    parser.add_argument("--synchronous", default="FULL")
    parser.add_argument("--end-at-refusal", action="store_true")
    parser.add_argument("--key", type=bytes.fromhex)
    given = parser.parse_args()
    kit._PRAGMAS = tuple(
        f"synchronous={given.synchronous}" if one.startswith("synchronous") else one
        for one in kit._PRAGMAS
    )
    hold(given.home, end_at_refusal=given.end_at_refusal, key=given.key)


if __name__ == "__main__":
    main()
