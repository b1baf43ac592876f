"""What a document costs, beside the least that writing the same bytes could cost: a session of three hours with 24 people."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from circle.level import Level
from circle.session_notes import SessionNotes
from exports import data_package, html, json_record, markdown, rttm, turns_csv
from exports.report import report
from tests.benchmarks.made import a_long_session
from tests.benchmarks.side_by_side import Samples, Work, in_turn, tell
from tests.notes import make_notes

DOCUMENTS = 60
"""How often each is made."""


@pytest.fixture(scope="module")
def notes() -> SessionNotes:
    return make_notes("k3fa9c21d0b4", a_long_session(), Level.ALIASES)


def measured(benchmark: BenchmarkFixture, *, floor: Work, ours: Work) -> Samples:
    taken = in_turn(benchmark, floor=floor, ours=ours, rounds=DOCUMENTS, warm=3)
    return taken.scaled(1000)


def test_html(benchmark: BenchmarkFixture, notes: SessionNotes) -> None:
    shown = report(notes)
    template = html._template()
    taken = measured(
        benchmark,
        floor=lambda: template.render(report=shown).encode(),
        ours=lambda: html.render(notes),
    )
    tell(benchmark, taken.row("notes as a web page", "bare rendering of its template", "ms", 2.0))


def test_markdown(benchmark: BenchmarkFixture, notes: SessionNotes) -> None:
    """The standard library would escape line by line and join."""
    lines = markdown.render(notes).decode().split("\n")
    everywhere, beginning, link = (
        markdown._EVERYWHERE,
        markdown._AT_THE_BEGINNING,
        markdown._IN_A_LINK,
    )

    def escaped(line: str) -> str:
        return beginning.sub(
            r"\1\\\2", link.sub(r"\\\g<0>", everywhere.sub(r"\\\g<0>", line.strip()))
        )

    taken = measured(
        benchmark,
        floor=lambda: "\n".join(map(escaped, lines)).encode(),
        ours=lambda: markdown.render(notes),
    )
    tell(benchmark, taken.row("notes as Markdown", "re.sub and str.join", "ms", 2.0))


def test_csv(benchmark: BenchmarkFixture, notes: SessionNotes) -> None:
    rows = read(turns_csv.render(notes))
    assert written(rows) == turns_csv.render(notes)
    taken = measured(benchmark, floor=lambda: written(rows), ours=lambda: turns_csv.render(notes))
    tell(benchmark, taken.row("table of 500 turns as CSV", "csv.writer", "ms", 2.0))


def test_rttm(benchmark: BenchmarkFixture, notes: SessionNotes) -> None:
    ours = rttm.render(notes)
    lines = ours.decode().split("\n")
    comments = [line for line in lines if line.startswith(";;")]
    fields = [line.split(" ") for line in lines if line.startswith("SPEAKER")]
    turns = [(one[1], float(one[3]), float(one[4]), one[7]) for one in fields]

    def bare() -> bytes:
        said = [
            f"SPEAKER {file} 1 {start:.3f} {lasts:.3f} <NA> <NA> {who} <NA> <NA>"
            for file, start, lasts, who in turns
        ]
        return ("\n".join([*comments, *said]) + "\n").encode()

    assert bare() == ours
    taken = measured(benchmark, floor=bare, ours=lambda: rttm.render(notes))
    tell(benchmark, taken.row("times of 500 turns as RTTM", "str.join", "ms", 2.0))


def test_json(benchmark: BenchmarkFixture, notes: SessionNotes) -> None:
    document = json.loads(json_record.render(notes))

    def bare() -> bytes:
        return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()

    taken = measured(benchmark, floor=bare, ours=lambda: json_record.render(notes))
    tell(benchmark, taken.row("whole record as JSON", "json.dumps", "ms", 2.0))


def test_data_package(benchmark: BenchmarkFixture, notes: SessionNotes) -> None:
    with zipfile.ZipFile(io.BytesIO(data_package.render(notes))) as archive:
        entries = [(one, archive.read(one)) for one in archive.infolist()]
    tables = {one.filename: read(data) for one, data in entries if one.filename.endswith(".csv")}
    described = json.loads({one.filename: data for one, data in entries}["datapackage.json"])

    def bare() -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(
                "datapackage.json", json.dumps(described, ensure_ascii=False, indent=1)
            )
            for one, data in entries[1:]:
                rows = tables.get(one.filename)
                archive.writestr(one.filename, data if rows is None else written(rows))
        return made.getvalue()

    taken = measured(benchmark, floor=bare, ours=lambda: data_package.render(notes))
    floor_is = "csv.writer, json.dumps, zipfile"
    tell(benchmark, taken.row("all tables as a data package", floor_is, "ms", 2.0))


def read(data: bytes) -> list[list[str]]:
    return [*csv.reader(io.StringIO(data.decode(), newline=""))]


def written(rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
