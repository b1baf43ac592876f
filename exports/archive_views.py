"""What a programme asks of its sessions: a view to a question. None is about a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

N_ = str
"""Marks words for the catalogue."""


@dataclass(frozen=True, slots=True)
class View:
    """`title`, `description` and what `columns` mean are in English: they are translated when they are shown."""

    name: str
    title: str
    description: str
    columns: Mapping[str, str]
    sql: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question with blanks (`:circle`), which whoever asks it fills in."""

    name: str
    title: str
    description: str
    sql: str


_SESSION = """s.id AS session, s.opened_utc, substr(s.opened_utc, 1, 7) AS month, s.circle, s.circle_key, s.number,
  s.title"""
_IS_SESSION: Mapping[str, str] = {
    "session": N_("The id of the session."),
    "opened_utc": N_("When the session was opened, in UTC."),
    "month": N_("In which it was opened, as in 2026-05, in UTC."),
    "circle": N_("The continuing group."),
    "circle_key": N_("The same for every spelling of the circle’s name."),
    "number": N_("Of the session in its series."),
    "title": N_("Of the session."),
}
_IS_MONTH: Mapping[str, str] = {
    "month": N_("As in 2026-05, in UTC."),
    "circle": N_("As it was written last in that month."),
    "circle_key": N_("The same for every spelling of the circle’s name."),
    "sessions": N_("How many there were."),
}


_COUNTS = {"present", "offered", "heard", "passed", "not_reached", "turns", "silences"}


def _figures(*names: str) -> str:
    """Figures of a session side by side; they are rows of the table of measures."""
    values = {one: f"max(CASE m.measure WHEN '{one}' THEN m.value END)" for one in names}
    counted = {one: f"CAST({values[one]} AS INTEGER)" for one in _COUNTS.intersection(names)}
    return ",\n  ".join(f"{value} AS {name}" for name, value in (values | counted).items())


def _of_sessions(*names: str) -> str:
    return f"""SELECT {_SESSION}, s.length_s,
  {_figures(*names)}
FROM sessions AS s LEFT JOIN measures AS m ON m.session = s.id
GROUP BY s.id ORDER BY s.opened_utc, s.id"""  # noqa: S608 - our own words


_LENGTH = {"length_s": N_("Of the session, in seconds.")}

VIEWS: tuple[View, ...] = (
    View(
        "circles_by_month",
        N_("Sessions by circle and month"),
        N_("How often each circle met, with how many people, and for how long."),
        {
            **_IS_MONTH,
            "people": N_("Somebody who came twice counts twice."),
            "length_s": N_("Of all these sessions together, in seconds."),
        },
        """SELECT month, circle, circle_key, count(*) AS sessions,
  CAST(sum(people) AS INTEGER) AS people, sum(length_s) AS length_s
FROM (SELECT substr(s.opened_utc, 1, 7) AS month, s.circle, s.circle_key, s.opened_utc, s.length_s,
    (SELECT m.value FROM measures AS m WHERE m.session = s.id AND m.measure = 'present') AS people
  FROM sessions AS s)
GROUP BY month, circle_key HAVING max(opened_utc) IS NOT NULL ORDER BY month, circle_key""",
    ),
    View(
        "voices",
        N_("Voices"),
        N_(
            "Whether everyone was offered the piece, session by session. Empty where fewer than five were there."
        ),
        {
            **_IS_SESSION,
            **_LENGTH,
            "present": N_("People who were there."),
            "offered": N_("People who were offered the piece."),
            "heard": N_("People who held it."),
            "passed": N_("People who passed, and did not hold it."),
            "not_reached": N_("People who were not offered it."),
        },
        _of_sessions("present", "offered", "heard", "passed", "not_reached"),
    ),
    View(
        "silence",
        N_("Silence"),
        N_("How many silences a session had, how long, and what share of it they were."),
        {
            **_IS_SESSION,
            **_LENGTH,
            "silences": N_("How many there were."),
            "silence_s": N_("All of them together, in seconds."),
            "silence_share": N_("Of the length of the session, from 0 to 1."),
            "silence_median_s": N_("Their middle length, in seconds."),
        },
        _of_sessions("silences", "silence_s", "silence_share", "silence_median_s"),
    ),
    View(
        "time_shared",
        N_("How the time was shared"),
        N_(
            "Figures about the group; the table of measures says what each means. Compare sessions only where form "
            "and size are alike."
        ),
        {
            **_IS_SESSION,
            **_LENGTH,
            "present": N_("People who were there."),
            "turns": N_("How many there were."),
            "turn_median_s": N_("Middle length of a turn, in seconds."),
            "held_s": N_("How long somebody held the piece, in seconds."),
            "hoover": N_("Share of that time that would have to change hands, from 0 to 1."),
            "evenness": N_("Pielou’s J: 0, one held it throughout; 1, all equally long."),
            "voices_1": N_("Effective voices, the Hill number of order 1."),
        },
        _of_sessions(
            "present", "turns", "turn_median_s", "held_s", "hoover", "evenness", "voices_1"
        ),
    ),
    View(
        "facilitators",
        N_("The facilitators’ share"),
        N_(
            "How long the facilitators held the piece themselves. Empty without names, which tell nobody apart."
        ),
        {
            **_IS_SESSION,
            "facilitators": N_("How many there were."),
            "facilitators_s": N_("How long they held the piece, in seconds."),
            "held_s": N_("How long anybody held it, in seconds."),
            "share": N_("Of the time in which somebody held the piece, from 0 to 1."),
        },
        f"""SELECT {_SESSION},
  sum(p.facilitator) AS facilitators,
  total(p.held_s) FILTER (WHERE p.facilitator) AS facilitators_s, total(p.held_s) AS held_s,
  total(p.held_s) FILTER (WHERE p.facilitator) / nullif(total(p.held_s), 0) AS share
FROM sessions AS s JOIN people AS p ON p.session = s.id
GROUP BY s.id ORDER BY s.opened_utc, s.id""",  # noqa: S608 - our own words
    ),
    View(
        "planned_and_actual",
        N_("Planned against actual"),
        N_(
            "Rounds that had a length in the plan, and how long they took. Longer is neither better nor worse."
        ),
        {
            **_IS_SESSION,
            "round": N_("Its number in the session."),
            "form": N_("The rule for who is next."),
            "planned_s": N_("In seconds."),
            "actual_s": N_("In seconds."),
            "difference_s": N_("Actual less planned, in seconds."),
        },
        f"""SELECT {_SESSION}, r.number AS round, r.form, r.planned_s, r.length_s AS actual_s,
  round(r.length_s - r.planned_s, 3) AS difference_s
FROM sessions AS s JOIN rounds AS r ON r.session = s.id
WHERE r.planned_s IS NOT NULL ORDER BY s.opened_utc, s.id, r.number""",  # noqa: S608 - our own words
    ),
    View(
        "forms",
        N_("Forms of round"),
        N_("Which forms were used, how often, and how long they took."),
        {
            "form": N_("The rule for who is next."),
            "rounds": N_("How many there were."),
            "sessions": N_("In how many sessions."),
            "mean_s": N_("How long they were on average, in seconds."),
            "heard": N_("People who held the piece in them, added up."),
            "offered": N_("People who were offered it in them, added up."),
        },
        """SELECT form, count(*) AS rounds, count(DISTINCT session) AS sessions,
  round(avg(length_s), 3) AS mean_s, sum(heard) AS heard, sum(offered) AS offered
FROM rounds GROUP BY form ORDER BY form""",
    ),
    View(
        "floors_by_month",
        N_("What the floor was, by circle and month"),
        N_(
            "Held, in the centre, silent, paused, on a break or with groups: how long, and what share."
        ),
        {
            "month": _IS_MONTH["month"],
            "circle": _IS_MONTH["circle"],
            "circle_key": _IS_MONTH["circle_key"],
            "floor": N_("The state of the floor."),
            "length_s": N_("How long it was so, in seconds."),
            "share": N_("Of all these sessions, from 0 to 1."),
        },
        """SELECT month, circle, circle_key, floor, length_s,
  length_s / nullif(sum(length_s) OVER (PARTITION BY month, circle_key), 0) AS share
FROM (SELECT substr(s.opened_utc, 1, 7) AS month, s.circle, s.circle_key, max(s.opened_utc), f.floor,
    total(f.length_s) AS length_s
  FROM sessions AS s JOIN floors AS f ON f.session = s.id GROUP BY 1, s.circle_key, f.floor)
ORDER BY month, circle_key, floor""",
    ),
    View(
        "commitments_kept",
        N_("Commitments kept"),
        N_(
            "How many were made, and what a later session said of earlier ones, by the month of that session."
        ),
        {
            **_IS_MONTH,
            "made": N_("Commitments that were made."),
            "done": N_("Earlier ones that were done."),
            "open": N_("Earlier ones that were still open."),
            "let_go": N_("Earlier ones that were let go."),
        },
        """SELECT month, circle, circle_key, count(*) AS sessions, sum(made) AS made, sum(done) AS done,
  sum(open) AS open, sum(let_go) AS let_go
FROM (SELECT substr(s.opened_utc, 1, 7) AS month, s.circle, s.circle_key, s.opened_utc,
    (SELECT count(*) FROM commitments AS c WHERE c.session = s.id) AS made,
    (SELECT count(*) FROM followed AS f WHERE f.session = s.id AND f.became = 'done') AS done,
    (SELECT count(*) FROM followed AS f WHERE f.session = s.id AND f.became = 'open') AS open,
    (SELECT count(*) FROM followed AS f WHERE f.session = s.id AND f.became = 'let go') AS let_go
  FROM sessions AS s)
GROUP BY month, circle_key HAVING max(opened_utc) IS NOT NULL ORDER BY month, circle_key""",
    ),
    View(
        "how_people_listened",
        N_("How people listened"),
        N_(
            "What people noticed in their listening, by circle and month. Counts are of five people or more."
        ),
        {
            "month": _IS_MONTH["month"],
            "circle": _IS_MONTH["circle"],
            "circle_key": _IS_MONTH["circle_key"],
            "about": N_("stance, felt heard or said back."),
            "answer": N_("In a word that is the same in any language."),
            "text": N_("The answer in words."),
            "count": N_("How many gave it."),
            "people": N_("How many answered at all; empty for what was said back."),
        },
        """SELECT substr(s.opened_utc, 1, 7) AS month, s.circle, s.circle_key, l.about, l.answer, l.text,
  sum(l.count) AS count, sum(l.people) AS people
FROM sessions AS s JOIN listening AS l ON l.session = s.id
WHERE l.count IS NOT NULL
GROUP BY 1, s.circle_key, l.about, l.answer HAVING max(s.opened_utc) IS NOT NULL
ORDER BY 1, s.circle_key, l.about, l.answer""",
    ),
    View(
        "prompts_offered",
        N_("Prompts that were offered"),
        N_("Which prompts of the decks were offered, in how many sessions, and how often."),
        {
            "text": N_("As it was then."),
            "whom": N_("room, own (each for themselves) or facilitator."),
            "sessions": N_("In how many sessions."),
            "offered": N_("How often in all."),
        },
        """SELECT text, whom, count(DISTINCT session) AS sessions, count(*) AS offered
FROM prompts WHERE text IS NOT NULL GROUP BY text, whom ORDER BY text, whom""",
    ),
)
"""Where sessions of a month stand together, the circle is spelled as in the newest: SQLite takes what stands beside
the largest of a group from its row.
"""

QUERIES: tuple[Query, ...] = (
    Query(
        "sessions_of_a_circle",
        N_("Sessions of a circle"),
        N_("The oldest first. Write the name as it is in the column circle."),
        """SELECT opened_utc, number, title, length_s, present, offered, heard FROM voices
WHERE circle = :circle ORDER BY opened_utc""",
    ),
    Query(
        "sessions_between",
        N_("Sessions between two days"),
        N_("Both days within, as in 2026-05-11, in UTC."),
        """SELECT opened_utc, circle, number, title, length_s, present, offered, heard FROM voices
WHERE substr(opened_utc, 1, 10) BETWEEN :since AND :until ORDER BY opened_utc""",
    ),
    Query(
        "words_in_notes",
        N_("Words in notes and key points"),
        N_(
            "The newest first. Letters are taken as they are written; small and capital ones are alike in English."
        ),
        """SELECT s.opened_utc, s.circle, n.kind, n.round, n.text
FROM notes AS n JOIN sessions AS s ON s.id = n.session
WHERE instr(lower(n.text), lower(:words)) ORDER BY s.opened_utc DESC, n.session, n.row""",
    ),
    Query(
        "silence_of_a_circle",
        N_("Silence of a circle over its sessions"),
        N_("The oldest first. Write the name as it is in the column circle."),
        """SELECT opened_utc, number, silences, silence_s, silence_share FROM silence
WHERE circle = :circle ORDER BY opened_utc""",
    ),
)
