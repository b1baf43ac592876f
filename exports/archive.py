"""The archive as it leaves: one folder with the tables of many sessions, whole or absent."""

from __future__ import annotations

from collections.abc import Collection, Generator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from circle.harvest import Seen
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.level import Level
from circle.new_folder import NewFolder, new_folder
from circle.session_notes import SessionNotes
from exports.archive_about import metadata, readme
from exports.archive_forms import Form
from exports.archive_package import PackageFiles
from exports.archive_sqlite import FILE, SqliteFile
from exports.archive_tables import told
from exports.cells import Table
from exports.words import level_words, opened_day, reader_words


class Archive:
    """Sessions are added one after the other, and nothing of them is kept in memory. `few`: of how many only totals are
    in it, as fewer than five people were there.
    """

    def __init__(
        self, folder: NewFolder, forms: Collection[Form], level: Level, reader: Seen
    ) -> None:
        self._folder = folder
        self._level, self._reader = level, reader
        self._package = PackageFiles(folder) if Form.PACKAGE in forms else None
        self._database = SqliteFile(folder) if Form.SQLITE in forms else None
        self._tables: tuple[Table, ...] = ()
        self._days: tuple[date, date] | None = None
        self.sessions = self.few = 0

    @property
    def path(self) -> Path:
        """Where it is, once it is whole."""
        return self._folder.path

    def add(self, notes: SessionNotes) -> None:
        """Raises NotWritten; then there will be no archive."""
        session, day = told(notes), opened_day(notes)
        self._tables = self._tables or session.tables
        for form in (self._package, self._database):
            if form is not None:
                form.add(session)
        first, last = self._days or (day, day)
        self._days = min(first, day), max(last, day)
        self.sessions += 1
        self.few += bool(notes.few)

    def finish(self) -> None:
        title, about = _("Listening circles"), self._about()
        if self._package is not None:
            self._package.finish(self._described(title))
        if self._database is not None:
            self._database.finish()
            self._write("metadata.yaml", metadata(title, about, self._tables, Path(FILE).stem))
        packaged, database = self._package is not None, FILE if self._database else ""
        self._write(
            "README.txt", readme(title, about, self._tables, packaged=packaged, database=database)
        )

    def close(self) -> None:
        if self._database is not None:
            self._database.close()

    def _described(self, title: str) -> dict[str, object]:
        created = {"created": f"{self._days[1].isoformat()}T00:00:00Z"} if self._days else {}
        return {
            "name": "circles",
            "title": title,
            "description": " ".join(self._about()),
            **created,
            "level": self._level.value,
            "reader": self._reader.value,
        }

    def _about(self) -> list[str]:
        n = self.sessions
        count = ngettext(
            "{n} session of listening circles.", "{n} sessions of listening circles.", n
        )
        return [
            count.format(n=n),
            *self._when(),
            f"{level_words(self._level)}.",
            f"{reader_words(self._reader)}.",
        ]

    def _when(self) -> list[str]:
        if self._days is None:
            return []
        first, last = (day.isoformat() for day in self._days)
        return [_("From {first} to {last}.").format(first=first, last=last)]

    def _write(self, name: str, text: str) -> None:
        with self._folder.told():
            self._folder.opens(name).write(text.encode())


@contextmanager
def new_archive(
    into: Path, forms: Collection[Form], level: Level, reader: Seen
) -> Generator[Archive]:
    """A folder in `into` that is there with all that was added at the end of the `with`, and not at all where
    anything is raised in it. Raises NotWritten.
    """
    with new_folder(into, _name(level, reader)) as folder:
        archive = Archive(folder, forms, level, reader)
        try:
            yield archive
            archive.finish()
        finally:
            archive.close()


def _name(level: Level, reader: Seen) -> str:
    """Says who appears in it and for whom it is, as the names of documents do."""
    who = "" if level is Level.NOBODY else f"-{level.value}"
    return f"archive{who}" + ("" if reader is Seen.REPORT else f"-{reader.value}")
