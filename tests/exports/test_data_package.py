"""The tables for research, read with Frictionless."""

from __future__ import annotations

import io
import socket
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from frictionless import Package, Resource, Row
from frictionless.resources import TableResource
from hypothesis import given, settings

from circle.level import Level
from circle.log import Log
from circle.session_notes import SessionNotes
from circle.templates import Shape
from exports import data_package, turns_csv
from exports.tables import Cell, tables
from tests.exports.an_evening import SESSION, an_evening
from tests.exports.five_sessions import FIVE, Written
from tests.exports.hostile import FEW
from tests.exports.written import hostile_written
from tests.notes import make_notes


@pytest.fixture(autouse=True, scope="module")
def no_network() -> Iterator[None]:
    """A package names its profile by an address, which nobody may have to ask for."""

    class Unplugged(socket.socket):
        def connect(self, address: object) -> None:
            raise AssertionError(f"asked for {address}")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(socket, "socket", Unplugged)
        yield


def notes_of(log: Log, level: Level = Level.ALIASES) -> SessionNotes:
    return make_notes(SESSION, log, level)


def entries(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def opened(document: bytes, folder: Path) -> Package:
    path = folder / "tables.zip"
    path.write_bytes(document)
    return Package(str(path))


def problems(document: bytes, folder: Path) -> list[object]:
    report = opened(document, folder).validate()
    return report.flatten(["type", "note"])


@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS, Level.ALIASES])
def test_frictionless_finds_a_package_valid_at_every_level(level: Level, tmp_path: Path) -> None:
    assert problems(data_package.render(notes_of(an_evening(), level)), tmp_path) == []


@pytest.mark.parametrize("shape", FIVE)
def test_frictionless_finds_a_package_of_every_shape_valid(shape: Shape, tmp_path: Path) -> None:
    document = data_package.render(notes_of(FIVE[shape](), Level.NOBODY))
    assert problems(document, tmp_path) == []


def test_it_is_valid_with_names_and_of_a_session_in_which_nothing_was_said(tmp_path: Path) -> None:
    named = make_notes(SESSION, an_evening(say_yes=True), Level.NAMES)
    assert problems(data_package.render(named), tmp_path) == []
    first = an_evening().entries[0]
    assert problems(data_package.render(notes_of(Log([first]))), tmp_path) == []


def test_what_was_changed_by_hand_is_found(tmp_path: Path) -> None:
    files = entries(data_package.render(notes_of(an_evening())))
    files["data/turns.csv"] = files["data/turns.csv"].replace(b"\r\n1,", b"\r\n9,", 1)
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    found = str(problems(changed.getvalue(), tmp_path))
    assert "foreign-key" in found
    assert "hash" in found


def rows_of(resource: Resource) -> list[Row]:
    assert isinstance(resource, TableResource)
    return resource.read_rows()


def read(package: Package, name: str) -> list[tuple[Cell, ...]]:
    return [tuple(map(plain, row.to_list())) for row in rows_of(package.get_resource(name))]


def plain(cell: object) -> Cell:
    """As the tables have it: frictionless gives decimals, and the guard is no part of a text."""
    if cell is None or isinstance(cell, (bool, int, date, datetime)):
        return cell.replace(tzinfo=UTC) if isinstance(cell, datetime) else cell
    if isinstance(cell, str):
        return cell.removeprefix("'") if cell[1:].lstrip(" ")[:1] in tuple("=+-@＝＋－＠") else cell
    return float(str(cell))


def as_written(cell: Cell) -> Cell:
    return float(cell) if type(cell) is float else None if cell == "" else cell


@pytest.mark.parametrize("shape", FIVE)
def test_every_value_comes_back(shape: Shape, tmp_path: Path) -> None:
    notes = notes_of(FIVE[shape]())
    package = opened(data_package.render(notes), tmp_path)
    for table in tables(notes):
        assert read(package, table.name) == [tuple(map(as_written, row)) for row in table.rows]


@settings(FEW, max_examples=4)
@given(hostile_written())
def test_whatever_people_write_comes_back_and_is_no_formula(
    tmp_path_factory: pytest.TempPathFactory, written: Written
) -> None:
    notes = notes_of(FIVE[Shape.TOPIC](written))
    package = opened(data_package.render(notes), tmp_path_factory.mktemp("package"))
    assert package.validate().flatten(["type", "note"]) == []
    for resource in package.resources:
        for row in rows_of(resource):
            for cell in row.to_list():
                begins = cell.lstrip(" ")[:1] if isinstance(cell, str) else ""
                assert begins not in tuple("=+-@\t\r\n＝＋－＠")


def test_every_field_is_described_with_its_unit(tmp_path: Path) -> None:
    package = opened(data_package.render(notes_of(an_evening())), tmp_path)
    assert package.title == "Leaving hospital"
    assert package.created == "2026-05-11T00:00:00Z"
    assert package.licenses == []
    assert package.to_dict()["level"] == "aliases"
    assert package.to_dict()["confidentiality"] == "circle"
    for resource in package.resources:
        assert resource.description
        for field in resource.schema.fields:
            assert field.description
            if field.name.endswith("_s"):
                assert field.to_dict()["unit"] == "s"


def test_the_table_of_turns_is_the_one_that_stands_alone() -> None:
    notes = notes_of(an_evening())
    assert entries(data_package.render(notes))["data/turns.csv"] == turns_csv.render(notes)


def test_the_same_notes_give_the_same_bytes_with_the_day_and_no_title_in_names() -> None:
    notes = notes_of(an_evening())
    document = data_package.render(notes)
    assert data_package.render(replace(notes)) == document
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(2026, 5, 11, 0, 0, 0)}
    assert b'"name": "circle-2026-05-11-k3fa"' in entries(document)["datapackage.json"]


def test_the_page_to_read_says_the_level_and_the_rule_and_what_each_table_is() -> None:
    text = entries(data_package.render(notes_of(an_evening(), Level.NOBODY)))["README.txt"].decode()
    words = " ".join(text.split())
    assert "Without names. For the report." in words
    assert "What is said here stays here; what we learn may go along." in words
    assert "Without names there is nobody in it" in words
    assert all(len(line) <= 72 for line in text.split("\r\n"))


def test_a_foreign_key_that_does_not_hold_is_not_claimed() -> None:
    notes = notes_of(an_evening())
    without = replace(notes, rounds=notes.rounds[:1])
    described = entries(data_package.render(without))["datapackage.json"].decode()
    turns = described[described.index('"turns"') : described.index('"people"')]
    assert '"rounds"' not in turns
