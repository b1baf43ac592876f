"""Kits of every older version, made from one of this."""

import sqlite3
from contextlib import closing
from pathlib import Path

from circle import kit
from circle.digested import DIGESTED

MADE_BY = {
    1: (),
    2: ("template",),
    3: ("circle",),
    4: ("deck", "draft", "said_back", "commitment", "followed", "listening"),
    5: ("house", "comment"),
    6: ("words_fts", "words", "arrived"),
    7: (),
}
"""The tables that each version of the kit brought, beside those of the first."""

MEASURES = """
    circle_key template place few offered passed not_reached held_ms facilitators facilitators_ms
    silence_ms silences planned_ms gini hoover
"""
WIDER = {
    5: {"export": ("reader", "sealed")},
    6: {"session": MEASURES.split()},
    7: dict.fromkeys(DIGESTED, ("digest",)),
}
"""The columns that each version brought to older tables."""

CHANGED = {
    6: """
        DROP INDEX session_by_circle; DROP INDEX session_by_template; DROP INDEX session_by_place;
        DROP INDEX session_by_day; DROP INDEX person_leading; DROP INDEX export_by_session;
        CREATE INDEX session_by_day ON session (opened_utc DESC, id);
        CREATE VIRTUAL TABLE note_fts USING fts5 (text, content='note');
        CREATE TRIGGER note_ai AFTER INSERT ON note BEGIN
            INSERT INTO note_fts (rowid, text) VALUES (new.rowid, new.text);
        END;
        ALTER TABLE comment RENAME TO comment_now;
        CREATE TABLE comment (id TEXT PRIMARY KEY, session TEXT NOT NULL, data TEXT NOT NULL) STRICT;
        INSERT INTO comment SELECT id, session, data FROM comment_now;
        DROP TABLE comment_now;
    """
}
"""What a version changed otherwise, turned back."""


def turn_back(path: Path, version: int) -> None:
    """Makes of a kit what an older Circlekeeper would have made."""
    with closing(sqlite3.connect(path)) as other, other:
        for step in range(kit.VERSION, version, -1):
            other.executescript(CHANGED.get(step, ""))
            for table in MADE_BY[step]:
                other.execute(f"DROP TABLE {table}")
            for table, columns in WIDER.get(step, {}).items():
                for column in columns:
                    other.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
            other.execute("DELETE FROM _sqlite_migrations WHERE name LIKE ?", (f"m{step:03}%",))
        other.execute(f"PRAGMA user_version={version}")
