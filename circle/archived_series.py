"""What the archive knows of some sessions besides their own rows: their rounds, listening and commitments, and which of
them are the same session that came twice. Constant for each session, however many there are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from circle.asked import CLOSED, of_circles
from circle.circles import folded
from circle.database import wall_of
from circle.harvest import Became
from circle.kept import Kept

if TYPE_CHECKING:
    from circle.commitments import InSession
    from circle.listened import Listened, Row

_THESE = "session IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class RoundUsed:
    """`form`: its name, as in "go_round"."""

    form: str
    prompt: str
    length_ms: int


class ArchivedSeries(Kept):
    """Everything here reads; raises kit.KitTrouble. What is not there has no entry."""

    def rounds_used(self, sessions: Iterable[str]) -> dict[str, tuple[RoundUsed, ...]]:
        found: dict[str, tuple[RoundUsed, ...]] = {}
        for session, *row in self._rows(
            f"SELECT session, form, prompt, length_ms FROM round WHERE {_THESE} ORDER BY session, number",  # noqa: S608 - our own words
            _listed(sessions),
        ):
            found[session] = (*found.get(session, ()), RoundUsed(*row))
        return found

    def listened_in(self, sessions: Iterable[str]) -> dict[str, Listened]:
        from circle.listened import listened_of

        asked = _listed(sessions)
        rows: dict[str, list[Row]] = {}
        for session, kind, what, part, whole in self._rows(
            f"SELECT session, kind, what, part, whole FROM listening WHERE {_THESE}",  # noqa: S608 - our own words
            asked,
        ):
            rows.setdefault(session, []).append((kind, what, part, whole))
        return {
            session: listened_of(rows.get(session, ()), number=number, opened=wall_of(wall))
            for session, number, wall in self._rows(
                "SELECT id, number, opened_utc FROM session WHERE id IN (SELECT value FROM json_each(?))",
                asked,
            )
        }

    def known_as(self, sessions: Iterable[str]) -> dict[str, str]:
        """The ids that sessions from elsewhere have there: copies of one session share it."""
        asked = f"SELECT session, known_as FROM arrived WHERE {_THESE}"  # noqa: S608 - our own words
        return dict(self._rows(asked, _listed(sessions)))

    def promised_in(self, sessions: Iterable[str]) -> tuple[InSession, ...]:
        """What sessions, the oldest first, say of commitments; of each only what was said in one of them."""
        from circle.commitments import Answer, InSession, Made

        asked = _listed(sessions)
        made: dict[str, list[Made]] = {}
        for session, *row in self._rows(
            f"SELECT session, number, text, who, by_day FROM commitment WHERE {_THESE}",  # noqa: S608 - our own words
            asked,
        ):
            made.setdefault(session, []).append(Made(*row))
        answers: dict[str, list[Answer]] = {}
        for session, of, number, became, words in self._rows(
            f"SELECT session, made_in, number, became, words FROM followed WHERE {_THESE}",  # noqa: S608 - our own words
            asked,
        ):
            answers.setdefault(session, []).append(Answer(of, number, Became(became), words))
        opened = self._rows(
            "SELECT id, circle, opened_utc FROM session WHERE id IN (SELECT value FROM json_each(?))"
            " ORDER BY opened_utc, number, id",
            asked,
        )
        return tuple(
            InSession(one, name, wall_of(wall), (*made.get(one, ()),), (*answers.get(one, ()),))
            for one, name, wall in opened
        )

    def commitments(self, circles: Iterable[str] | None = None) -> tuple[InSession, ...]:
        """What one's own closed sessions of circles say of commitments, the oldest session first. `circles`: of those alone."""
        asked, values = of_circles(circles)
        found = self._rows(
            f"""
            SELECT id FROM session WHERE {asked} AND {CLOSED} AND id NOT IN (SELECT session FROM arrived)
                AND (id IN (SELECT session FROM commitment) OR id IN (SELECT session FROM followed))
            """,  # noqa: S608 - our own words
            *values,
        )
        return self.promised_in(row[0] for row in found) if found else ()

    def coming_back(self, circles: Iterable[str]) -> dict[str, int]:
        """How many commitments are open, as `commitments.still_open` has it, by the folded names of circles. No texts are
        read: this is asked whenever Start is shown. Where none is, there is no entry.
        """
        asked, values = of_circles(circles)
        found = self._rows(
            f"""
            WITH own AS (
                SELECT id, circle_key, opened_utc, number FROM session
                WHERE {asked} AND {CLOSED} AND id NOT IN (SELECT session FROM arrived)),
            said AS (
                SELECT circle_key, made_in, followed.number AS promise, became, row_number() OVER (
                    PARTITION BY circle_key, made_in, followed.number
                    ORDER BY opened_utc DESC, own.number DESC, id DESC) AS place
                FROM own CROSS JOIN followed ON followed.session = own.id)
            SELECT circle_key, count(*)
            FROM own CROSS JOIN commitment ON commitment.session = own.id
            WHERE (circle_key, id, commitment.number) NOT IN
                (SELECT circle_key, made_in, promise FROM said WHERE place = 1 AND became <> '{Became.OPEN}')
            GROUP BY circle_key
            """,  # noqa: S608 - our own words
            *values,
        )
        return dict(found)

    def listened(self, circle: str, *, until: str = "") -> tuple[Listened, ...]:
        """What each of one's own closed sessions of a circle says of its listening, the oldest first. Other spellings of the
        circle's name are the same circle. `until`: the id of the last that is wanted; empty: all of them.
        """
        found = self._rows(
            """
            SELECT id FROM session
            WHERE circle_key = ? AND circle_key <> '' AND id NOT IN (SELECT session FROM sign_of_life)
                AND id NOT IN (SELECT session FROM arrived)
            ORDER BY opened_utc, number, id
            """,
            folded(circle),
        )
        ids = [row[0] for row in found]
        ids = ids[: ids.index(until) + 1] if until in ids else ids
        listened = self.listened_in(ids)
        return tuple(listened[one] for one in ids)


def _listed(sessions: Iterable[str]) -> str:
    return json.dumps([*sessions])
