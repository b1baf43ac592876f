"""What the program does with files, each to be killed anywhere in it: documents, an archive, an import, an older kit."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
from contextlib import closing, redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path

from circle import kit
from circle.clock import SystemClock
from circle.store import Store
from exports.writing import Document, write
from tests.circle.a_stick import a_bundle, a_log, session_id
from tests.circle.older_kits import turn_back
from tests.disks import no_links
from tests.reliability.moment import (
    Event,
    Killed,
    Left,
    Moment,
    logs_in,
    look_at_files,
    look_whole,
    say,
)
from ui.command_line import main

FORMATS = "md,txt,html,csv,json,xlsx,circle"


def documents_in(folder: Path) -> dict[str, bytes]:
    """By their names; a folder's files by the folder's name and theirs. Without what is still being written."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    named = {path.relative_to(folder): path.read_bytes() for path in files}
    return {str(path): data for path, data in named.items() if not is_unfinished(path)}


def is_unfinished(path: Path) -> bool:
    """What a writer calls a file or a folder that has no name yet."""
    return any(one.startswith(".circlekeeper-") and one.endswith(".part") for one in path.parts)


def typed(*words: str) -> None:
    """After `circlekeeper`; what it says is not listened to."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = main(words)
    assert code == 0, said.getvalue()


class Files(Moment):
    """Something that writes documents into the folder `out`: each is whole or absent, and there when it was said to
    be saved.
    """

    def __init__(self) -> None:
        self._whole: dict[str, bytes] = {}

    def know(self, scene: Path, done: Killed) -> None:
        self._whole = documents_in(scene / "out")
        assert len(self._whole) > 3

    def look(self, scene: Path, killed: Killed, *, thorough: bool) -> Left:
        left, found = Left(), documents_in(scene / "out")
        for name, data in found.items():
            if data != self._whole.get(name):
                left.is_damaged(f"{name} is neither whole nor absent: {len(data)} bytes")
        saved = len(self._whole) if killed.said else 0
        left.compared = saved
        if len(found) < saved:
            left.falsely += saved - len(found)
            left.why.append(f"{saved} files were said to be saved, {len(found)} are there")
        left.unfinished += len([*(scene / "out").rglob(".circlekeeper-*.part")])
        return left


class Documents(Files):
    """Documents of many sizes, ready made, are written: nearly every kill meets the writing. `links`: whether the disk
    knows them, as memory sticks do not. `in_place`: a control, which has to be caught.
    """

    def __init__(self, *, links: bool = True, in_place: bool = False) -> None:
        super().__init__()
        self._links, self._in_place = links, in_place

    def make(self, scene: Path) -> None:
        (scene / "out").mkdir(parents=True)

    def act(self, scene: Path) -> None:
        if not self._links:
            os.link = no_links
        sizes = (0, 1, 300, 4_096, 70_000, 200_000, 1_000_000)
        data = {f"notes-{size}.txt": bytes([65 + n]) * size for n, size in enumerate(sizes)}
        if self._in_place:
            for name, text in data.items():
                (scene / "out" / name).write_bytes(text)
        else:
            write([Document("txt", name, text) for name, text in data.items()], scene / "out")
        say(1)


class Export(Files):
    """`circlekeeper export`, from opening the kit to the record that documents left; a document in each format that needs no process beside the program."""

    def make(self, scene: Path) -> None:
        (scene / "out").mkdir(parents=True)
        with closing(Store.open(scene / "kit")) as store:
            store.add_session(session_id(0), a_log(0, turns=40))

    def act(self, scene: Path) -> None:
        out, home = str(scene / "out"), str(scene / "kit")
        typed("export", session_id(0), "--format", FORMATS, "--out", out, "--home", home)
        say(1)

    def look(self, scene: Path, killed: Killed, *, thorough: bool) -> Left:
        left = super().look(scene, killed, thorough=thorough)
        with closing(Store.open(scene / "kit")) as store:
            registered = len(store.exports(session_id(0)))
            if registered not in (0, len(self._whole)):
                left.is_damaged("a part of what left is in the register")
            if registered > len(documents_in(scene / "out")):
                left.falsely += 1
                left.why.append("what is in the register was never written")
            if thorough:
                look_whole(store, left)
        look_at_files(scene / "kit", left)
        return left


class Archive(Files):
    """`circlekeeper archive export`: one folder of tables, which has its name only once it is whole."""

    SESSIONS = 6

    def make(self, scene: Path) -> None:
        (scene / "out").mkdir(parents=True)
        with closing(Store.open(scene / "kit")) as store:
            for number in range(self.SESSIONS):
                store.add_session(session_id(number), a_log(number))

    def act(self, scene: Path) -> None:
        typed("archive", "export", str(scene / "out" / "archive"), "--home", str(scene / "kit"))
        say(1)

    def look(self, scene: Path, killed: Killed, *, thorough: bool) -> Left:
        left = super().look(scene, killed, thorough=thorough)
        if len(documents_in(scene / "out")) not in (0, len(self._whole)):
            left.is_damaged("a part of the archive is there")
        return left


@cache
def bundle(number: int) -> bytes:
    return a_bundle(number, turns=20)


class Import(Moment):
    """Bundles come in a few at a time, as the window does it."""

    SESSIONS, AT_ONCE = 40, 5

    def make(self, scene: Path) -> None:
        (scene / "stick").mkdir(parents=True)
        for number in range(self.SESSIONS):
            (scene / "stick" / f"{number:03}.circle").write_bytes(bundle(number))

    def __init__(self) -> None:
        self._kept = []

    def load(self) -> None:
        """All files are read once; what comes of it is what the window writes."""
        from tempfile import TemporaryDirectory

        from circle.found_files import files_in
        from circle.reading_many import Kept, read_one

        with TemporaryDirectory() as folder:
            self.make(Path(folder))
            read = map(read_one, files_in([Path(folder) / "stick"]).files)
            self._kept = [one for one in read if isinstance(one, Kept)]
        assert len(self._kept) == self.SESSIONS
        super().load()

    def act(self, scene: Path) -> None:
        from circle.arriving import take

        with closing(Store.open(scene / "kit")) as store:
            now = SystemClock().read().wall
            for at in range(0, self.SESSIONS, self.AT_ONCE):
                with store.together():
                    for one in self._kept[at : at + self.AT_ONCE]:
                        take(store, one.unpacked(), now)
                say(at + self.AT_ONCE)

    def look(self, scene: Path, killed: Killed, *, thorough: bool) -> Left:
        home, left = scene / "kit", Left()
        with closing(Store.open(home)) as store:
            there = store.every_session()
            left.looks_for(killed.last, len(there))
            if there != [session_id(n) for n in range(len(there))] or len(there) % self.AT_ONCE:
                left.is_damaged("those of one act did not come in together, in their order")
            if store.how_many() != len(there):
                left.is_damaged("a log without its archive rows, or the other way round")
            for session in there:
                if store.read(session).state.opened is None or store.arrived(session) is None:
                    left.is_damaged(f"{session} is not whole")
            if thorough:
                look_whole(store, left)
        look_at_files(home, left)
        return left


class Migration(Moment):
    """A kit of an older version is opened, which brings it to this one: after a kill it is old or new."""

    SESSIONS = 8

    def __init__(self, version: int) -> None:
        self._version = version
        self._logs: dict[str, list[Event]] = {}
        self._schemas: dict[int, list[tuple[str, str]]] = {}

    def make(self, scene: Path) -> None:
        with closing(Store.open(scene / "kit")) as store:
            for number in range(self.SESSIONS):
                store.add_session(session_id(number), a_log(number, turns=10))
            store.keep_setting("text", "size 2")
        self._logs = logs_in(scene / "kit")
        path = scene / "kit" / kit.FILE_NAME
        self._schemas = {kit.VERSION: schema(path)[1]}
        turn_back(path, self._version)
        self._schemas[self._version] = schema(path)[1]

    def act(self, scene: Path) -> None:
        Store.open(scene / "kit").close()
        say(1)

    def look(self, scene: Path, killed: Killed, *, thorough: bool) -> Left:
        home, left = scene / "kit", Left()
        copy = shutil.copytree(home, scene / "copy")
        version, found = schema(copy / kit.FILE_NAME)
        if found != self._schemas.get(version):
            left.is_damaged(f"a kit between two versions: {version}")
        if killed.said and version != kit.VERSION:
            left.falsely += 1
            left.why.append("it was open, and is an older kit again")
        logs = logs_in(home)
        left.looks_for(
            len(self._logs), sum(logs.get(one) == log for one, log in self._logs.items())
        )
        with closing(Store.open(home)) as store:
            if store.setting("text", "") != "size 2":
                left.lost += 1
            if thorough:
                look_whole(store, left)
        look_at_files(home, left)
        return left


def schema(path: Path) -> tuple[int, list[tuple[str, str]]]:
    """The version of a kit, and its tables, indexes and triggers, as any SQLite tool finds them."""
    with closing(sqlite3.connect(path)) as other:
        (version,) = other.execute("PRAGMA user_version").fetchone()
        return version, other.execute(
            "SELECT name, type FROM sqlite_schema ORDER BY 1, 2"
        ).fetchall()
