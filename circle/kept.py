"""What the kit keeps besides the sessions: settings, templates, decks, circles, exports, and what is only begun."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from circle.database import wall_of
from circle.events import SessionOpened
from circle.kept_comments import Arrived as Arrived  # noqa: PLC0414 - it is asked for here
from circle.kept_comments import KeptComments

if TYPE_CHECKING:
    from circle.circles import Circle, Held, KnownCircle
    from circle.reflection import SaidBack


TEXT_TO_READ = "text_to_read"
"""The setting that holds what is read aloud before a circle opens."""

_Setting = TypeVar("_Setting", str, float)


@dataclass(frozen=True, slots=True)
class Left:
    """That a session left the kit (UTC), in which format, with whom in it and for whom; never where to.
    `sealed`: kept by a passphrase."""

    session: str
    wall: datetime
    format: str
    level: str
    reader: str = "report"
    sealed: bool = False


class Kept(KeptComments):
    """Small things by their names. Every method that writes has written durably, or raises kit.KitTrouble."""

    def setting(self, name: str, otherwise: _Setting) -> _Setting:
        """What was kept, or `otherwise` where that cannot be read or is of another kind."""
        for (kept,) in self._rows("SELECT value FROM setting WHERE name = ?", name):
            with suppress(ValueError):
                value = json.loads(kept)
                if isinstance(value, type(otherwise)):
                    return value
        return otherwise

    def keep_setting(self, name: str, value: Any) -> None:
        with self._act():
            self._put("setting", name, json.dumps(value))

    def templates(self) -> dict[str, str]:
        """The session templates that were taken in: their texts, by name."""
        return dict(self._rows("SELECT name, text FROM template ORDER BY name"))

    def keep_template(self, name: str, text: str) -> None:
        """Takes in a template, in place of one of the same name that was taken in before."""
        with self._act():
            self._put("template", name, text)

    def drop_template(self, name: str) -> None:
        """Takes one's own template of that name out of the kit."""
        with self._act():
            self._connection.execute("DELETE FROM template WHERE name = ?", (name,))

    def decks(self) -> dict[str, str]:
        """The prompt decks that were taken in: their texts, by name."""
        return dict(self._rows("SELECT name, text FROM deck ORDER BY name"))

    def keep_deck(self, name: str, text: str) -> None:
        """Takes in a deck, in place of one of the same name that was taken in before."""
        with self._act():
            self._put("deck", name, text)

    def drop_deck(self, name: str) -> None:
        """Takes one's own deck of that name out of the kit."""
        with self._act():
            self._connection.execute("DELETE FROM deck WHERE name = ?", (name,))

    def house(self) -> dict[str, bytes]:
        """What an organisation's documents carry, by the name of each part. It says nothing about a session."""
        return dict(self._rows("SELECT name, data FROM house ORDER BY name"))

    def keep_house(self, name: str, data: bytes) -> None:
        """Takes in a part, in place of the one there was."""
        with self._act():
            self._put("house", name, data)

    def drop_house(self, name: str) -> None:
        with self._act():
            self._connection.execute("DELETE FROM house WHERE name = ?", (name,))

    def circles(self) -> tuple[KnownCircle, ...]:
        """Circles that are kept or have held a session, by name."""
        from circle.circles import known_circles

        return known_circles(self._circles(), self._held_by_circles())

    def _circles(self) -> list[Circle]:
        return [_circle(*row) for row in self._rows("SELECT name, data FROM circle")]

    def _held_by_circles(self) -> list[Held]:
        """The archive knows the sessions that are closed, their logs those that are open."""
        from circle.circles import Held

        closed = self._rows("""
            SELECT circle, number, opened_utc FROM session
            WHERE circle <> '' AND id NOT IN (SELECT session FROM sign_of_life)
        """)
        begun = self._rows("""
            SELECT data, wall_utc FROM event WHERE seq = 1 AND session IN (SELECT session FROM sign_of_life)
        """)
        held = [Held(circle, number, wall_of(wall)) for circle, number, wall in closed]
        return held + [one for row in begun if (one := _held(*row)) is not None]

    def keep_circle(self, circle: Circle) -> None:
        """Remembers a circle, in place of what was remembered of it before."""
        with self._act():
            self._keep_circle(circle)

    def _keep_circle(self, circle: Circle) -> None:
        from circle.plain import json_text

        self._put("circle", circle.name, json_text(circle))

    def forget_circle(self, name: str) -> None:
        """Its sessions stay."""
        with self._act():
            self._connection.execute("DELETE FROM circle WHERE name = ?", (name,))

    def exports(self, session: str = "") -> list[Left]:
        """What left the kit, of one session or of all, the first first."""
        found = self._rows(
            """
            SELECT session, wall_utc, format, level, reader, sealed FROM export
            WHERE ? IN ('', session) ORDER BY wall_utc, rowid
            """,
            session,
        )
        return [
            Left(one, wall_of(wall), format, level, reader, bool(sealed))
            for one, wall, format, level, reader, sealed in found
        ]

    def record_exports(self, left: Iterable[Left]) -> None:
        with self._act():
            for one in left:
                wall = one.wall.astimezone(UTC).isoformat(timespec="seconds")
                self._put(
                    "export", one.session, wall, one.format, one.level, one.reader, one.sealed
                )

    def drafts(self, session: str) -> dict[str, str]:
        """What is begun and not kept yet in a session: the texts, by the names of their fields."""
        return dict(
            self._rows("SELECT field, text FROM draft WHERE session = ? ORDER BY field", session)
        )

    def keep_draft(self, session: str, field: str, text: str) -> None:
        """What is written in a field by now. An empty text leaves nothing of the one before."""
        with self._act():
            self._keep_draft(session, field, text)

    def _keep_draft(self, session: str, field: str, text: str) -> None:
        if not text:
            self._connection.execute(
                "DELETE FROM draft WHERE session = ? AND field = ?", (session, field)
            )
            return
        self._put("draft", session, field, text)

    def said_back(self, session: str) -> dict[tuple[int, SaidBack], int]:
        """How often speakers gave each answer to what was said back, by the beginning of the round in ms."""
        from circle.reflection import SaidBack

        answers = {answer.value: answer for answer in SaidBack}
        found = self._rows(
            "SELECT round_ms, answer, n FROM said_back WHERE session = ? AND n > 0 ORDER BY round_ms",
            session,
        )
        return {
            (round_ms, answers[answer]): n for round_ms, answer, n in found if answer in answers
        }

    def count_said_back(self, session: str, round_ms: int, answer: SaidBack, by: int = 1) -> None:
        """Counts an answer, or with -1 takes it back. All of a round's answers are there from the first one
        on, so that no row tells by its place or its being there which was given first.
        """
        with self._act():
            found = self._rows(
                "SELECT answer, n FROM said_back WHERE session = ? AND round_ms = ?",
                session,
                round_ms,
            )
            counted = Counter(dict(found))
            counted[answer.value] = max(0, counted[answer.value] + by)
            for one in type(answer):
                self._put("said_back", session, round_ms, one.value, counted[one.value])

    def _forget(self, names: tuple[str, ...]) -> None:
        """Within the act of `retell`: clears what the kit remembers of somebody beside the log of a session.

        Every table that holds what the people of a circle are called is to be cleared of these names here.
        """
        from circle.called import without
        from circle.circles import without_names

        text = self.setting(TEXT_TO_READ, "")
        if without(text, names) != text:
            self._connection.execute("DELETE FROM setting WHERE name = ?", (TEXT_TO_READ,))
        for circle in self._circles():
            self._keep_circle(without_names(circle, names))
        for held, field, draft in self._rows("SELECT session, field, text FROM draft"):
            self._keep_draft(held, field, without(draft, names))
        self._forget_in_comments(lambda text: without(text, names))


def _held(data: str, wall: str) -> Held | None:
    """What the first event of an open session says of its circle; None when it is damaged."""
    from circle.circles import Held
    from circle.plain import from_plain

    try:
        opened = from_plain(SessionOpened, json.loads(data))
        return Held(opened.circle, opened.number, wall_of(wall))
    except ValueError:
        return None


def _circle(name: str, data: str) -> Circle:
    """What cannot be read is not remembered; its name is."""
    from circle.circles import Circle
    from circle.plain import from_plain

    try:
        circle = from_plain(Circle, json.loads(data))
    except ValueError:
        return Circle(name)
    return replace(circle, name=name)
