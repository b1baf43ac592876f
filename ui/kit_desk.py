"""What the window does with the kit: sessions begun, carried on, looked back at; what lists show; what is remembered."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from circle.clock import Clock
from circle.dates import day_words, time_words
from circle.errors import Refused
from circle.events import SessionOpened
from circle.i18n import gettext as _
from circle.templates import Shelf
from ui.open_kit import OpenKit
from ui.pages.start_shown import OpenShown, RecentShown, open_shown, recent_shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from circle.archived import SessionLine
    from circle.commitments import OpenCommitment
    from circle.forms import RoundForm
    from circle.listened import Listened
    from circle.log import Log
    from circle.loop import Loop
    from circle.prompting import PromptRules
    from circle.searched import LookedFor
    from circle.store import SignOfLife, Store
    from exports.house import HouseStyle
    from ui.last_time import LastTime
    from ui.live_session import LiveSession
    from ui.pages.found_shown import FoundShown
    from ui.pages.leaving_shown import Chosen
    from ui.pages.many_shown import Offered


RECENT = 200
"""How many sessions the start page can show; the command line lists all."""

CLOCK_BEHIND = timedelta(minutes=10)
"""Less than this is nobody's concern: clocks are put right by a little now and then."""


class KitDesk:
    """One kit, and at most one session on the desk. Errors are Refused."""

    def __init__(self, folder: Path, clock: Clock, shelf: Shelf, *, speed: int = 1) -> None:
        self._clock, self._shelf, self._speed = clock, shelf, speed
        self.kit = OpenKit(folder)
        self.kit.before_closing.append(self.put_away)
        self._live: LiveSession | None = None
        self.on_live: Callable[[LiveSession], object] = lambda _live: None
        """Called with each session that comes on the desk."""
        self.off_desk: Callable[[], object] = lambda: None
        """Called when it leaves the desk."""

    def use_shelf(self, shelf: Shelf) -> None:
        """In another language, from now on."""
        self._shelf = shelf

    @property
    def store(self) -> Store:
        return self.kit.store

    @property
    def clock(self) -> Clock:
        return self._clock

    @property
    def live(self) -> LiveSession:
        assert self._live is not None, "no session is on the desk"
        return self._live

    @property
    def is_running(self) -> bool:
        """Whether there is a session on the desk that is not closed."""
        return self._live is not None and self._live.state.ended_ms is None

    @property
    def on_desk(self) -> LiveSession | None:
        return self._live

    def put_away(self) -> None:
        """Takes the session off the desk; it stays in the kit as it is."""
        if self._live is not None:
            self._live.stop()
            self._live = None
            self.off_desk()

    def begin(self, opened: SessionOpened) -> None:
        """Opens a session. Its circle, if it is of one, is remembered as it is now."""
        from circle.loop import Loop

        if opened.circle:
            opened = self._remember(opened)
        self._put_on(Loop.begin(self.store, self._clock, opened))

    def _remember(self, opened: SessionOpened) -> SessionOpened:
        """The session with its number. First of all the circle is kept: if that fails, nothing has begun."""
        from circle.circles import circle_of, find_known, numbered

        known = find_known(self.store.circles(), opened.circle)
        opened = numbered(opened, known)
        self.store.keep_circle(circle_of(opened, known))
        return opened

    def carry_on(self, session: str) -> tuple[int, int]:
        """Goes on with a session that the program stopped in; from when to when the laptop was away, in ms."""
        from circle.loop import Loop

        sign = self._sign(session)
        loop = Loop.carry_on(self.store, self._clock, sign)
        self._put_on(loop)
        return sign.at_ms, loop.state.last_ms

    def close_at(self, session: str, at_ms: int) -> None:
        from circle.loop import close_at

        close_at(self.store, self._clock, self._sign(session), at_ms)

    def look_back(self, session: str) -> None:
        from circle.loop import Loop

        self._put_on(Loop.look_back(self.store, self._clock, session))

    def to_correct(self, session: str) -> LiveSession:
        """A closed session, beside whatever is on the desk. Whoever asked for it stops it."""
        from circle.loop import Loop

        return self._live_of(Loop.look_back(self.store, self._clock, session))

    def _put_on(self, loop: Loop) -> None:
        self.put_away()
        self._live = self._live_of(loop)
        self.on_live(self._live)

    def _live_of(self, loop: Loop) -> LiveSession:
        from ui.live_session import LiveSession

        return LiveSession(loop, self._shelf, speed=self._speed)

    def _sign(self, session: str) -> SignOfLife:
        found = [sign for sign in self.store.open_sessions() if sign.session == session]
        if not found:
            raise Refused(_("That session is not open any more. Nothing was changed."))
        return found[0]

    @property
    def forms(self) -> tuple[RoundForm, ...]:
        return tuple(self._shelf.forms.values())

    def wall(self) -> datetime:
        """The wall clock, in UTC."""
        return self._clock.read().wall

    def today(self) -> date:
        """By the laptop's clock."""
        return self.wall().astimezone().date()

    def listened(self, circle: str, *, until: str = "") -> tuple[Listened, ...]:
        """What the closed sessions of a circle say of their listening, the oldest first, up to one of them."""
        return self.store.listened(circle, until=until)

    def listened_so_far(self) -> tuple[Listened, ...]:
        """Of the circle of the session on the desk, up to that session."""
        opened = self.live.state.opened
        return self.listened(opened.circle, until=self.live.id) if opened else ()

    def open_sessions(self) -> tuple[tuple[OpenShown, ...], tuple[str, ...]]:
        """Those that can be carried on, and a sentence for each whose record is damaged."""
        from circle.store import LogDamaged

        wall = self.wall()
        shown: list[OpenShown] = []
        damaged: list[str] = []
        for sign in self.store.open_sessions():
            try:
                shown.append(open_shown(sign, self.store.read(sign.session), wall))
            except LogDamaged as why:
                damaged.append(str(why))
        return tuple(shown), tuple(damaged)

    def recent(self) -> tuple[RecentShown, ...]:
        wall, lines = self.wall(), self.store.sessions(most=RECENT)
        coming = self._coming_back(lines)
        return tuple(
            recent_shown(line, wall, coming_back=coming.get(line.id, "")) for line in lines
        )

    def _coming_back(self, lines: Collection[SessionLine]) -> dict[str, str]:
        """What there is to come back to, at the newest session of its circle, by the session's id."""
        from circle.circles import folded

        if not (there := self.store.coming_back({line.circle for line in lines})):
            return {}
        from ui.pages.commitments_shown import coming_back_words

        found: dict[str, str] = {}
        for line in lines:
            if n := there.pop(folded(line.circle), 0):
                found[line.id] = coming_back_words(n)
        return found

    def open_commitments(self) -> dict[str, tuple[OpenCommitment, ...]]:
        """What each circle has to come back to, by its name as `circle.circles.folded` has it."""
        if not (kept := self.store.commitments()):
            return {}
        from circle.commitments import by_circle, still_open

        found = {name: still_open(sessions) for name, sessions in by_circle(kept).items()}
        return {name: there for name, there in found.items() if there}

    def last_time(self) -> LastTime:
        """The commitments that the session on the desk came with."""
        from ui.last_time import LastTime

        return LastTime(self.live, self.store)

    def find_notes(self, words: str) -> FoundShown:
        """Notes of closed sessions that hold the words."""
        from circle.filter import Searched
        from ui.pages.found_shown import MOST, found_shown

        notes = (Searched.NOTE, Searched.KEY_POINT)
        found = self.store.search(words, most=MOST, kinds=notes, confidential=True)
        return found_shown(found, self.wall())

    def record_export(self, left: Chosen, *, sealed: bool = False, session: str = "") -> None:
        """`sealed`: whether a passphrase keeps the bundle. `session`: that on the desk, unless another is given."""
        from circle.kept import Left
        from exports.made import BUNDLE

        wall, of = self.wall(), session or self.live.id
        level, reader = left.level.value, left.reader.value
        self.store.record_exports(
            Left(of, wall, format, level, reader, sealed and format == BUNDLE)
            for format in left.formats
        )
        self.store.keep_setting("export_folder", str(left.folder))

    def can_leave(self) -> tuple[Offered, ...]:
        """All closed sessions, the newest first."""
        from ui.pages.many_shown import offered

        return offered(self.store.sessions(most=-1))

    def reading_to_leave(self) -> Callable[[str], tuple[Log, LookedFor]]:
        """Reads a session, and whose names are looked for in it besides those who were there."""
        from circle.remembered import Remembered

        remembered = Remembered(self.store)

        def read(session: str) -> tuple[Log, LookedFor]:
            log = self.store.read(session)
            return log, remembered.looked_for(log)

        return read

    def looked_for(self) -> LookedFor:
        """Whose names are looked for in what leaves of the session on the desk, besides those who were there."""
        from circle.remembered import Remembered

        return Remembered(self.store).looked_for(self.live.log)

    def house(self) -> HouseStyle:
        """What documents carry besides the notes, as it is kept now."""
        from exports.house_kept import house_in

        return house_in(self.folder, self.store.house())

    @property
    def folder(self) -> Path:
        """Of the kit."""
        return self.kit.folder

    def text_to_read(self) -> str:
        """What is read aloud before a circle opens; empty: as it was at first."""
        from circle.kept import TEXT_TO_READ

        with suppress(Refused):  # the kit says why when it is written to
            return self.store.setting(TEXT_TO_READ, "")
        return ""

    def keep_text_to_read(self, text: str) -> None:
        from circle.kept import TEXT_TO_READ

        self.store.keep_setting(TEXT_TO_READ, text)

    def prompt_rules(self) -> PromptRules:
        """When prompts are suggested; what cannot be read is as it was at first."""
        import json

        from circle.plain import from_plain
        from circle.prompting import NO_RULES, PromptRules

        with suppress(Refused, ValueError):
            if kept := self.store.setting("prompt_rules", ""):
                return from_plain(PromptRules, json.loads(kept))
        return NO_RULES

    def keep_prompt_rules(self, rules: PromptRules) -> None:
        from circle.plain import json_text

        self.store.keep_setting("prompt_rules", json_text(rules))

    def clock_words(self) -> str:
        """What there is to say when the wall clock is earlier than what is in the kit; else empty."""
        last, now = self.store.last_written(), self.wall()
        if last is None or last - now < CLOCK_BEHIND:
            return ""
        why = _(
            "The computer’s clock says {now}, and the last circle in this kit was on {last}. All that is kept is safe, and "
            "turns are timed rightly. Check the date, or new circles will stand before old ones."
        )
        said = (
            f"{day_words(at)}, {time_words(at)}" for at in (now.astimezone(), last.astimezone())
        )
        return why.format(**dict(zip(("now", "last"), said, strict=True)))

    def export_folder(self) -> Path:
        """Where notes are written unless another place is chosen: where they went last, even when that is not
        there now, so that they do not go elsewhere unseen; at first the person's documents.
        """
        with suppress(Refused):  # the kit says why when it is written to
            if last := self.store.setting("export_folder", ""):
                return Path(last)
        home = Path.home()
        documents = home / "Documents"
        return documents if documents.is_dir() else home
