"""The archive as it leaves, read with Frictionless, SQLite, DuckDB and Datasette."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
import subprocess
import sys
import tracemalloc
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml
from datasette.app import Datasette
from frictionless import Package
from hypothesis import Phase, given, settings

from circle.files import NotWritten
from circle.harvest import Seen
from circle.level import Level
from circle.templates import Shape
from exports.archive import new_archive
from exports.archive_forms import Form
from exports.archive_tables import told
from exports.archive_views import QUERIES, VIEWS
from exports.cells import Cell, Table
from exports.csv_tables import moment_text, safe
from tests.disks import small_disk
from tests.exports.an_evening import SESSION, Words, an_evening
from tests.exports.archives import asked, files_in, later, made, named, season, season_notes
from tests.exports.five_sessions import FIVE, Written
from tests.exports.hostile import FEW
from tests.exports.written import hostile_written
from tests.notes import make_notes

BELOW_NAMES = [Level.NOBODY, Level.SEATS, Level.ALIASES]
DATABASE = "sessions"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return season(tmp_path_factory.mktemp("season"))


def problems(archive: Path) -> list[object]:
    return Package(str(archive / "datapackage.json")).validate().flatten(["type", "note"])


def test_it_is_one_folder_and_says_in_its_name_who_appears_and_for_whom(tmp_path: Path) -> None:
    path = season(tmp_path / "seats", Level.SEATS)
    assert path.name == "archive-seats"
    assert sorted(files_in(path))[:3] == ["README.txt", "data/commitments.csv", "data/floors.csv"]
    assert {"datapackage.json", "metadata.yaml", "sessions.sqlite"} < files_in(path).keys()
    with new_archive(tmp_path, [Form.PACKAGE], Level.NOBODY, Seen.TRAINER) as archive:
        archive.add(make_notes(SESSION, an_evening(), Level.NOBODY, Seen.TRAINER))
    assert archive.path == tmp_path / "archive-trainer"
    assert not {"metadata.yaml", "sessions.sqlite"} & files_in(archive.path).keys()


def test_the_database_alone_has_what_datasette_says_of_it_beside_it(tmp_path: Path) -> None:
    path = made(tmp_path, season_notes(Level.NOBODY), Level.NOBODY, [Form.SQLITE])
    assert sorted(files_in(path)) == ["README.txt", "metadata.yaml", "sessions.sqlite"]
    text = files_in(path)["README.txt"].decode()
    assert "datapackage.json" not in text
    assert "\r\nsessions\r\n" in text


# Frictionless


@pytest.mark.parametrize("level", BELOW_NAMES)
def test_frictionless_finds_the_package_valid_at_every_level(level: Level, tmp_path: Path) -> None:
    assert problems(season(tmp_path, level)) == []


def test_frictionless_finds_what_was_changed_by_hand(whole: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(whole, tmp_path / "copy")
    rounds = copy / "data" / "rounds.csv"
    rounds.write_bytes(rounds.read_bytes().replace(SESSION.encode(), b"nobody", 1))
    found = str(problems(copy))
    assert "foreign-key" in found
    assert "hash" in found


def test_every_field_is_described_with_its_unit_and_every_table_has_its_keys(whole: Path) -> None:
    package = Package(str(whole / "datapackage.json"))
    assert (package.name, package.to_dict()["level"]) == ("circles", "aliases")
    assert package.to_dict()["created"].startswith("2026-07-04")
    for resource in package.resources:
        assert resource.description
        assert resource.schema.primary_key
        to_sessions = {
            "fields": ["session"],
            "reference": {"resource": "sessions", "fields": ["id"]},
        }
        assert resource.name == "sessions" or to_sessions in resource.schema.foreign_keys
        for field in resource.schema.fields:
            assert field.description
            if field.name.endswith("_s"):
                assert field.to_dict()["unit"] == "s"


def test_a_key_of_a_table_is_told_where_it_holds_in_every_session(tmp_path: Path) -> None:
    def keys_of(archive: Path) -> list[list[str]]:
        described = json.loads(files_in(archive)["datapackage.json"])
        (turns,) = (one for one in described["resources"] if one["name"] == "turns")
        return [one["fields"] for one in turns["schema"]["foreignKeys"]]

    aliases = season(tmp_path, Level.ALIASES)
    assert keys_of(aliases) == [["session"], ["session", "round"], ["session", "seat"]]
    assert keys_of(season(tmp_path, Level.NOBODY)) == [["session"], ["session", "round"]]


# SQLite


def test_every_value_is_in_the_database_and_nothing_else(whole: Path) -> None:
    tables = [told(notes).tables for notes in season_notes(Level.ALIASES)]
    for those in zip(*tables, strict=True):
        found = asked(whole, f'SELECT * FROM "{those[0].name}"')
        rows = [row for table in those for row in as_kept(table)]
        assert sorted(map(str, rows)) == sorted(str(tuple(row.values())) for row in found)
    assert named(whole, "table") == sorted(table.name for table in tables[0])


def as_kept(table: Table) -> list[tuple[Any, ...]]:
    real = [field.type == "number" for field in table.fields]
    return [tuple(map(kept, row, real)) for row in table.rows]


def kept(cell: Cell, real: bool) -> Any:
    if isinstance(cell, datetime):
        return moment_text(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if cell is None or cell == "":
        return None
    return float(cell) if real else int(cell) if isinstance(cell, bool) else cell


def test_the_database_is_sound_and_its_keys_hold(whole: Path) -> None:
    assert asked(whole, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    assert asked(whole, "PRAGMA foreign_key_check") == []
    assert asked(whole, "PRAGMA freelist_count") == [{"freelist_count": 0}]


@pytest.mark.parametrize("level", BELOW_NAMES)
def test_every_view_answers_at_every_level_with_the_columns_that_are_described(
    level: Level, tmp_path: Path
) -> None:
    path = season(tmp_path, level)
    assert named(path, "view") == sorted(view.name for view in VIEWS)
    with closing(sqlite3.connect(path / "sessions.sqlite")) as opened:
        for view in VIEWS:
            found = opened.execute(f'SELECT * FROM "{view.name}"')
            assert [column[0] for column in found.description] == [*view.columns]
            empty = view.name == "facilitators" and level is Level.NOBODY
            assert bool(found.fetchall()) is not empty, view.name


def test_the_views_answer_what_a_programme_asks(whole: Path) -> None:
    (voices,) = asked(whole, f"SELECT * FROM voices WHERE session = '{SESSION}'")
    counts = ("present", "offered", "heard", "passed", "not_reached")
    assert [voices[one] for one in counts] == [6, 5, 3, 2, 1]
    (silence,) = asked(whole, f"SELECT * FROM silence WHERE session = '{SESSION}'")
    assert (silence["silences"], silence["silence_s"]) == (1, 90)
    assert silence["silence_share"] == pytest.approx(90 / voices["length_s"], abs=1e-6)
    (planned,) = asked(whole, f"SELECT * FROM planned_and_actual WHERE session = '{SESSION}'")
    assert (planned["planned_s"], planned["actual_s"]) == (900, 258.5)
    assert planned["difference_s"] == -641.5
    (share,) = asked(whole, f"SELECT * FROM facilitators WHERE session = '{SESSION}'")
    assert (share["facilitators"], share["facilitators_s"]) == (1, 31.25)
    assert share["share"] == pytest.approx(31.25 / share["held_s"])


def test_circles_and_months_are_added_up(whole: Path) -> None:
    found = asked(whole, "SELECT month, circle, sessions, people FROM circles_by_month")
    assert [tuple(row.values()) for row in found] == [
        ("2026-05", "Riverside", 1, 6),
        ("2026-05", "Trauma network", 2, 10),
        ("2026-06", "Riverside", 3, 18),
        ("2026-07", "Riverside", 1, 6),
    ]
    (kept,) = asked(whole, "SELECT sum(made) AS made, sum(done) AS done FROM commitments_kept")
    made_of = asked(whole, "SELECT count(*) AS n FROM commitments")[0]["n"]
    assert (kept["made"], kept["done"]) == (made_of, 1)
    shares = asked(
        whole, "SELECT sum(share) AS all_of_it FROM floors_by_month GROUP BY month, circle"
    )
    assert [row["all_of_it"] for row in shares] == pytest.approx([1, 1, 1, 1])


def test_a_circle_that_is_spelled_otherwise_is_the_same_and_spelled_as_it_was_last(
    tmp_path: Path,
) -> None:
    spelled = ["River  SIDE", "river side", "River Side"]
    logs = [later(an_evening(Words(circle=one)), n) for n, one in enumerate(spelled)]
    ids = ("5abc", "9abc", "7abc")  # the newest is neither first nor last in the file
    notes = [make_notes(one, log, Level.NOBODY) for one, log in zip(ids, logs, strict=True)]
    (row,) = asked(made(tmp_path, notes, Level.NOBODY), "SELECT * FROM circles_by_month")
    assert (row["circle"], row["circle_key"], row["sessions"]) == ("River Side", "river side", 3)


@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS])
def test_of_few_people_there_are_totals_only(level: Level, tmp_path: Path) -> None:
    path = made(tmp_path, [make_notes("few1", an_evening(small=True), level)], level)
    assert asked(path, "SELECT * FROM turns UNION ALL SELECT * FROM turns") == []
    assert asked(path, "SELECT * FROM people") == []
    (voices,) = asked(path, "SELECT present, offered, heard, passed FROM voices")
    assert [*voices.values()] == [4, None, None, None]
    assert [row["measure"] for row in asked(path, "SELECT measure FROM measures")] == ["present"]


# DuckDB


DUCK = """
import json, sys, duckdb
may_fetch_nothing = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
with duckdb.connect(":memory:", config=may_fetch_nothing) as opened:
    answers = [opened.sql(sql) for sql in json.load(sys.stdin)]
    print(json.dumps([[one.columns, one.fetchall()] for one in answers], default=str))
"""


def by_duck(*asked: str) -> list[tuple[list[str], list[list[Any]]]]:
    """Columns and rows, asked in a process of its own: DuckDB says at its end what it did not free."""
    run = subprocess.run(
        [sys.executable, "-c", DUCK],
        input=json.dumps(asked).encode(),
        capture_output=True,
        check=True,
    )
    return json.loads(run.stdout)


def test_duckdb_reads_every_table_as_sqlite_has_it(whole: Path) -> None:
    names = named(whole, "table")
    files = [whole / "data" / f"{name}.csv" for name in names]
    answers = by_duck(
        *(f"SELECT * FROM read_csv('{file}', header = true, all_varchar = true)" for file in files)
    )
    for name, (columns, rows) in zip(names, answers, strict=True):
        there = asked(whole, f'SELECT * FROM "{name}"')
        assert len(rows) == len(there)
        assert columns == [
            column["name"] for column in asked(whole, f"PRAGMA table_info('{name}')")
        ]


def test_duckdb_and_sqlite_agree_on_sums_over_joined_tables(whole: Path) -> None:
    sql = """SELECT circle, count(*) AS turns, round(sum(duration_s), 3) AS held_s
        FROM {turns} AS t JOIN {sessions} AS s ON s.id = t.session GROUP BY circle ORDER BY circle"""
    files = {one: f"'{whole / 'data' / one}.csv'" for one in ("turns", "sessions")}
    ((_columns, rows),) = by_duck(sql.format(**files))
    in_sqlite = asked(whole, sql.format(turns="turns", sessions="sessions"))
    assert rows == [[*row.values()] for row in in_sqlite]
    assert len(rows) == 2


# Datasette


def answered(archive: Path, *paths: str) -> list[Any]:
    """What “datasette .” in the folder does."""

    async def ask() -> list[Any]:
        shown = Datasette(config_dir=archive)
        await shown.invoke_startup()
        try:
            return [await shown.client.get(path) for path in paths]
        finally:
            for database in shown.databases.values():
                database.close()

    return asyncio.run(ask())


def test_datasette_shows_every_table_and_view_with_its_title_and_meaning(whole: Path) -> None:
    tables = {one.name: one for one in told(season_notes(Level.ALIASES)[0]).tables}
    shown = {**tables, **{view.name: view for view in VIEWS}}
    pages = answered(whole, *(f"/{DATABASE}/{name}" for name in shown))
    for one, page in zip(shown.values(), pages, strict=True):
        assert page.status_code == 200, one.name
        assert one.title.replace("’", "’") in page.text
        assert one.description.split(".")[0].split("’")[0] in page.text
        assert "in seconds" in page.text.lower() or not any(
            (field if isinstance(field, str) else field.name).endswith("_s")
            for field in (one.columns if hasattr(one, "columns") else one.fields)
        )


def test_datasette_gives_every_row_of_every_view_as_json(whole: Path) -> None:
    pages = answered(
        whole, *(f"/{DATABASE}/{view.name}.json?_shape=array&_size=max" for view in VIEWS)
    )
    for view, page in zip(VIEWS, pages, strict=True):
        assert len(page.json()) == len(asked(whole, f"SELECT * FROM {view.name}"))


def test_datasette_asks_every_query_for_its_blanks_and_answers(whole: Path) -> None:
    blanks = {"circle": "Riverside", "since": "2026-05-01", "until": "2026-06-30", "words": "ask"}
    paths = [f"/{DATABASE}/{one.name}.json?{urlencode(blanks)}&_shape=array" for one in QUERIES]
    for query, page in zip(QUERIES, answered(whole, *paths), strict=True):
        assert page.status_code == 200
        assert page.json(), query.name
    page = answered(whole, f"/{DATABASE}/sessions_of_a_circle")[0]
    assert 'name="circle"' in page.text
    assert "The oldest first." in page.text


def test_the_first_page_of_datasette_says_the_level_and_for_whom(whole: Path) -> None:
    (page,) = answered(whole, "/")
    assert "7 sessions of listening circles. From 2026-05-11 to 2026-07-04." in page.text
    assert "With aliases. For the report." in page.text


def test_what_is_said_of_a_database_holds_nothing_that_was_said_in_a_session(whole: Path) -> None:
    said = files_in(whole)["metadata.yaml"].decode()
    rows = asked(whole, "SELECT title, circle, intention FROM sessions")
    texts = {text for row in rows for text in row.values() if text}
    texts |= {row["text"] for row in asked(whole, "SELECT text FROM notes")}
    assert len(texts) > 10
    assert [text for text in texts if text in said] == []


# Whatever people write


@settings(FEW, max_examples=4, phases=[Phase.explicit, Phase.generate])
@given(hostile_written())
def test_whatever_people_write_comes_back_and_is_no_formula(
    tmp_path_factory: pytest.TempPathFactory, written: Written
) -> None:
    notes = make_notes(SESSION, FIVE[Shape.TOPIC](written), Level.ALIASES)
    path = made(tmp_path_factory.mktemp("hostile"), [notes], Level.ALIASES)
    assert problems(path) == []
    for table in told(notes).tables:
        found = [tuple(row.values()) for row in asked(path, f'SELECT * FROM "{table.name}"')]
        assert sorted(as_kept(table), key=str) == sorted(found, key=str)
    for resource in Package(str(path / "datapackage.json")).resources:
        for row in resource.read_rows():  # pyright: ignore[reportAttributeAccessIssue]
            assert not [
                cell for cell in row.to_list() if isinstance(cell, str) and safe(cell) != cell
            ]
    pages = answered(path, *(f"/{DATABASE}/{name}" for name in ("sessions", "notes", "voices")))
    assert [page.status_code for page in pages] == [200] * 3
    assert not any("<script>alert" in page.text for page in pages)
    assert yaml.safe_load(files_in(path)["metadata.yaml"])["databases"][DATABASE]["tables"]


# The disk


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    notes = [make_notes(f"{n}a", an_evening(), Level.NOBODY) for n in range(40)]
    for form in Form:
        with small_disk(tmp_path):
            with pytest.raises(NotWritten, match=r"There is no room left|The disk answered"):
                made(tmp_path, notes, Level.NOBODY, [form])
            assert [*tmp_path.iterdir()] == []


def test_a_target_that_vanishes_is_said_in_a_sentence(tmp_path: Path) -> None:
    into = tmp_path / "stick"
    into.mkdir()

    def pulled(forms: list[Form]) -> None:
        into.mkdir(exist_ok=True)
        with new_archive(into, forms, Level.NOBODY, Seen.REPORT) as archive:
            archive.add(make_notes(SESSION, an_evening(), Level.NOBODY))
            shutil.rmtree(into)

    for form in Form:
        with pytest.raises(
            NotWritten, match=r"“archive” was not saved in .* Nothing else was changed"
        ):
            pulled([form])
        assert not into.exists()


def test_an_archive_that_is_there_stays(tmp_path: Path) -> None:
    first, second = (season(tmp_path, Level.NOBODY) for _n in range(2))
    assert (first.name, second.name) == ("archive", "archive-2")
    assert files_in(first)["datapackage.json"] == files_in(second)["datapackage.json"]


def test_what_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    def stopped() -> None:
        with new_archive(tmp_path, [*Form], Level.NOBODY, Seen.REPORT) as archive:
            archive.add(make_notes(SESSION, an_evening(), Level.NOBODY))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert [*tmp_path.iterdir()] == []


def test_many_sessions_take_no_more_memory_than_some(tmp_path: Path) -> None:
    notes = make_notes(SESSION, an_evening(), Level.ALIASES)

    def peak(sessions: int) -> int:
        tracemalloc.start()
        with new_archive(tmp_path, [*Form], Level.ALIASES, Seen.REPORT) as archive:
            for n in range(sessions):
                archive.add(replace(notes, id=f"{n}abc"))
        _now, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    peak(5)
    some, many = peak(60), peak(180)
    assert many < 1.5 * some + 100_000
