"""The tables of many sessions as a Frictionless data package, written one session after the other."""

from __future__ import annotations

from circle.new_folder import NewFile, NewFolder
from circle.plain import json_page
from exports.archive_tables import Told, keys
from exports.cells import Table
from exports.csv_tables import heading_of, rows_of
from exports.described import POINT_TO, PROFILE, Described, path_of, resource


class PackageFiles:
    def __init__(self, folder: NewFolder) -> None:
        self._folder = folder
        self._files: dict[str, tuple[Table, NewFile]] = {}
        self._holds = frozenset(POINT_TO)

    def add(self, session: Told) -> None:
        """Raises NotWritten."""
        self._holds &= session.holds
        with self._folder.told():
            for table in session.tables:
                self._file(table).write(rows_of(table))

    def finish(self, about: Described) -> None:
        """`about`: what is said of the whole. Raises NotWritten."""
        resources = [
            resource(table, keys(table, self._holds), size=file.size, digest=file.digest)
            for table, file in self._files.values()
        ]
        described = {"$schema": PROFILE, **about, "resources": resources}
        with self._folder.told():
            self._folder.opens("datapackage.json").write(json_page(described).encode())

    def _file(self, table: Table) -> NewFile:
        if table.name not in self._files:
            file = self._folder.opens(path_of(table))
            file.write(heading_of(table))
            self._files[table.name] = table, file
        return self._files[table.name][1]
