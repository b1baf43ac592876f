"""The kit's schema, step by step. A step is frozen once it has been released; a new one raises kit.VERSION."""

# sqlite-utils leaves the type of its parameters open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from sqlite_utils import Database, Migrations

steps = Migrations("circlekeeper")


@steps()
def m001_log_and_archive(db: Database) -> None:
    """The log of events, the sign of life of an open session, and the archive that is made from logs."""
    db.execute("""
        CREATE TABLE event (
            session TEXT NOT NULL, seq INTEGER NOT NULL, at_ms INTEGER NOT NULL, wall_utc TEXT NOT NULL,
            kind TEXT NOT NULL, data TEXT NOT NULL, hash TEXT NOT NULL,
            PRIMARY KEY (session, seq)
        ) STRICT, WITHOUT ROWID
    """)
    for act in ("UPDATE", "DELETE"):
        db.execute(f"""
            CREATE TRIGGER event_is_append_only_{act.lower()} BEFORE {act} ON event
            BEGIN SELECT RAISE(ABORT, 'the log of a session is never rewritten'); END
        """)
    db.execute("""
        CREATE TABLE sign_of_life (
            session TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, wall_utc TEXT NOT NULL
        ) STRICT
    """)
    db.execute("""
        CREATE TABLE session (
            id TEXT PRIMARY KEY, title TEXT NOT NULL, circle TEXT NOT NULL, number INTEGER,
            opened_utc TEXT NOT NULL, length_ms INTEGER NOT NULL, people INTEGER NOT NULL,
            heard INTEGER NOT NULL, turns INTEGER NOT NULL, rounds INTEGER NOT NULL,
            source TEXT NOT NULL, events INTEGER NOT NULL, hash TEXT NOT NULL
        ) STRICT
    """)
    db.execute("CREATE INDEX session_by_day ON session (opened_utc DESC, id)")
    db.execute("""
        CREATE TABLE turn (
            session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE, number INTEGER NOT NULL,
            person TEXT NOT NULL, round INTEGER, start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL,
            length_ms INTEGER NOT NULL, PRIMARY KEY (session, number)
        ) STRICT, WITHOUT ROWID
    """)
    db.execute("""
        CREATE TABLE person (
            session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE, id TEXT NOT NULL,
            seat INTEGER NOT NULL, alias TEXT NOT NULL, name TEXT NOT NULL, facilitator INTEGER NOT NULL,
            held_ms INTEGER NOT NULL, turns INTEGER NOT NULL, present_ms INTEGER NOT NULL,
            PRIMARY KEY (session, id)
        ) STRICT, WITHOUT ROWID
    """)
    db.execute("""
        CREATE TABLE round (
            session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE, number INTEGER NOT NULL,
            form TEXT NOT NULL, prompt TEXT NOT NULL, began_ms INTEGER NOT NULL, length_ms INTEGER NOT NULL,
            offered INTEGER NOT NULL, heard INTEGER NOT NULL, passed INTEGER NOT NULL,
            not_reached INTEGER NOT NULL, PRIMARY KEY (session, number)
        ) STRICT, WITHOUT ROWID
    """)
    db.execute("""
        CREATE TABLE note (
            id INTEGER PRIMARY KEY, session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            number INTEGER NOT NULL, at_ms INTEGER NOT NULL, kind TEXT NOT NULL, round INTEGER,
            text TEXT NOT NULL, UNIQUE (session, number)
        ) STRICT
    """)
    db.execute("CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")
    db.execute("""
        CREATE TABLE export (
            session TEXT NOT NULL, wall_utc TEXT NOT NULL, format TEXT NOT NULL, level TEXT NOT NULL
        ) STRICT
    """)
    db.table("note").enable_fts(
        ["text"], create_triggers=True, tokenize="unicode61 remove_diacritics 2"
    )
    db.execute("INSERT INTO note_fts(note_fts, rank) VALUES ('secure-delete', 1)")


@steps()
def m002_own_templates(db: Database) -> None:
    """Session templates that were taken in, each as the text of its file."""
    db.execute("CREATE TABLE template (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT")


@steps()
def m003_circles(db: Database) -> None:
    """Circles that meet again; what is remembered of each is JSON."""
    db.execute("CREATE TABLE circle (name TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT")


@steps()
def m004_listening(db: Database) -> None:
    """Decks that were taken in; texts that are not kept yet; and how often each answer to what was said back
    was given, which holds no order and no time: rows without numbers, counted in place. And commitments, with what
    became of those of earlier sessions, and what a session says of its listening: of the archive, made from logs.
    """
    db.execute("CREATE TABLE deck (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT")
    db.execute("""
        CREATE TABLE draft (
            session TEXT NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (session, field)
        ) STRICT, WITHOUT ROWID
    """)
    db.execute("""
        CREATE TABLE said_back (
            session TEXT NOT NULL, round_ms INTEGER NOT NULL, answer TEXT NOT NULL, n INTEGER NOT NULL,
            PRIMARY KEY (session, round_ms, answer)
        ) STRICT, WITHOUT ROWID
    """)
    db.execute("""
        CREATE TABLE commitment (
            session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE, number INTEGER NOT NULL,
            text TEXT NOT NULL, who TEXT NOT NULL, by_day TEXT NOT NULL, PRIMARY KEY (session, number)
        ) STRICT, WITHOUT ROWID
    """)
    db.execute("""
        CREATE TABLE followed (
            session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE, made_in TEXT NOT NULL,
            number INTEGER NOT NULL, became TEXT NOT NULL, words TEXT NOT NULL,
            PRIMARY KEY (session, made_in, number)
        ) STRICT, WITHOUT ROWID
    """)
    db.execute("""
        CREATE TABLE listening (
            session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE, kind TEXT NOT NULL,
            what TEXT NOT NULL, part INTEGER NOT NULL, whole INTEGER NOT NULL,
            PRIMARY KEY (session, kind, what)
        ) STRICT, WITHOUT ROWID
    """)


@steps()
def m005_leaving(db: Database) -> None:
    """For whom notes left and whether a passphrase keeps them; what an organisation's documents carry; and what
    trainers wrote about sessions, each as JSON under an id of its own."""
    db.execute("ALTER TABLE export ADD COLUMN reader TEXT NOT NULL DEFAULT 'report'")
    db.execute("ALTER TABLE export ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0")
    db.execute("CREATE TABLE house (name TEXT PRIMARY KEY, data BLOB NOT NULL) STRICT")
    db.execute(
        "CREATE TABLE comment (id TEXT PRIMARY KEY, session TEXT NOT NULL, data TEXT NOT NULL) STRICT"
    )


_MEASURED_COLUMNS = (
    "circle_key TEXT NOT NULL DEFAULT ''",
    "template TEXT NOT NULL DEFAULT ''",
    "place TEXT NOT NULL DEFAULT ''",
    "few INTEGER NOT NULL DEFAULT 0",
    "offered INTEGER NOT NULL DEFAULT 0",
    "passed INTEGER NOT NULL DEFAULT 0",
    "not_reached INTEGER NOT NULL DEFAULT 0",
    "held_ms INTEGER NOT NULL DEFAULT 0",
    "facilitators INTEGER NOT NULL DEFAULT 0",
    "facilitators_ms INTEGER NOT NULL DEFAULT 0",
    "silence_ms INTEGER NOT NULL DEFAULT 0",
    "silences INTEGER NOT NULL DEFAULT 0",
    "planned_ms INTEGER NOT NULL DEFAULT 0",
    "gini REAL",
    "hoover REAL",
)


_LISTED_BY = (("circle", "circle_key"), ("template", "template"), ("place", "place"))
_SUMMED = "circle_key, circle, people, heard, turns, length_ms, held_ms, silence_ms"
"""Stands in the index by day, so that sessions are added up without reading their rows."""


@steps()
def m006_review(db: Database) -> None:
    """For reviewing: what lists and series show of a session stands in its row; every text that can be searched
    stands in one table, whose numbers grow with the day of the session, so that the newest are found first without
    sorting; and how sessions from elsewhere arrived. Notes had an index of their own before.
    """
    for column in _MEASURED_COLUMNS:
        db.execute(f"ALTER TABLE session ADD COLUMN {column}")
    db.execute("UPDATE session SET circle_key = lower(trim(circle))")
    for name, first in _LISTED_BY:
        db.execute(f"CREATE INDEX session_by_{name} ON session ({first}, opened_utc DESC, id)")
    db.execute("DROP INDEX session_by_day")
    db.execute(f"CREATE INDEX session_by_day ON session (opened_utc DESC, id, {_SUMMED})")
    db.execute("CREATE INDEX person_leading ON person (alias, session) WHERE facilitator = 1")
    db.execute("CREATE INDEX export_by_session ON export (session, format)")
    for act in ("ai", "ad", "au"):
        db.execute(f"DROP TRIGGER IF EXISTS note_{act}")
    db.execute("DROP TABLE note_fts")
    db.execute("""
        CREATE TABLE words (
            id INTEGER PRIMARY KEY, session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            kind TEXT NOT NULL, place INTEGER, text TEXT NOT NULL, confidential INTEGER NOT NULL DEFAULT 0,
            comment TEXT NOT NULL DEFAULT ''
        ) STRICT
    """)
    db.execute("CREATE INDEX words_by_session ON words (session, kind)")
    db.execute("""
        CREATE VIRTUAL TABLE words_fts USING fts5 (
            text, content='words', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
        )
    """)
    db.execute("INSERT INTO words_fts(words_fts, rank) VALUES ('secure-delete', 1)")
    db.execute("""
        CREATE TRIGGER words_added AFTER INSERT ON words
        BEGIN INSERT INTO words_fts(rowid, text) VALUES (new.id, new.text); END
    """)
    db.execute("""
        CREATE TRIGGER words_removed AFTER DELETE ON words
        BEGIN INSERT INTO words_fts(words_fts, rowid, text) VALUES ('delete', old.id, old.text); END
    """)
    db.execute("ALTER TABLE comment RENAME TO comment_before")
    db.execute("""
        CREATE TABLE comment (
            session TEXT NOT NULL, id TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (session, id)
        ) STRICT, WITHOUT ROWID
    """)
    db.execute("INSERT INTO comment SELECT session, id, data FROM comment_before")
    db.execute("DROP TABLE comment_before")
    db.execute("""
        CREATE TABLE arrived (
            session TEXT PRIMARY KEY, known_as TEXT NOT NULL, wall_utc TEXT NOT NULL, level TEXT NOT NULL,
            reader TEXT NOT NULL, sealed INTEGER NOT NULL, record TEXT NOT NULL
        ) STRICT
    """)
    db.execute("""
        INSERT INTO arrived SELECT id, id, opened_utc, '', '', 0, hash FROM session WHERE source <> ''
    """)
    db.execute("CREATE INDEX arrived_known_as ON arrived (known_as, session)")


@steps()
def m007_digests(db: Database) -> None:
    """What no log speaks for carries a digest, so that a disk that changes it is found out."""
    for table in (
        *("setting", "template", "deck", "circle", "house", "draft", "said_back"),
        *("sign_of_life", "comment", "arrived", "export"),
    ):
        db.execute(f"ALTER TABLE {table} ADD COLUMN digest TEXT NOT NULL DEFAULT ''")
