"""What the pages over several sessions ask of the kit. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from circle.errors import Refused
from circle.filter import Filter
from circle.i18n import gettext as _
from circle.level import Level
from ui.kit_desk import KitDesk

if TYPE_CHECKING:
    from circle.archived import Measured
    from circle.over_sessions import Met
    from ui.pages.by_month_shown import ByMonthShown
    from ui.pages.over_sessions_shown import OverSessionsShown, Titles
    from ui.pages.two_sessions_shown import TwoShown


class OverDesk:
    """Everything here raises errors.Refused."""

    def __init__(self, kit: KitDesk, titles: Callable[[], Mapping[str, str]]) -> None:
        """`titles`: of the templates, by their names."""
        self._kit, self._templates = kit, titles

    def _titles(self) -> Titles:
        from ui.pages.over_sessions_shown import Titles

        return Titles(self._templates(), {one.name: one.title for one in self._kit.forms})

    def whose(self, session: str) -> Filter | None:
        """Sessions of the circle of a session; where it is of none, of whoever led it. None: it says neither."""
        store = self._kit.store
        opened = store.read(session).state.opened
        if opened is None:
            return None
        if opened.circle:
            return Filter(circle=opened.circle)
        arrived = store.arrived(session)
        if arrived is not None and arrived.level not in (Level.ALIASES, Level.NAMES):
            return None
        leading = [one.alias for one in opened.participants if one.facilitator and one.alias]
        return Filter(led_by=leading[0]) if leading else None

    def ways(self) -> tuple[tuple[str, Filter], ...]:
        """All circles, then all who led."""
        choices = self._kit.store.choices()
        led = _("Sessions led by {name}")
        circles = ((name, Filter(circle=name)) for name in choices.circles)
        leading = ((led.format(name=name), Filter(led_by=name)) for name in choices.led_by)
        return (*circles, *leading)

    def over(self, those: Filter) -> OverSessionsShown:
        from ui.pages.over_sessions_shown import MOST, OverRead, over_sessions_shown

        store = self._kit.store
        measured = store.measured(those, most=MOST)
        ids = [one.id for one in measured]
        read = OverRead(
            whose=self._whose_words(those),
            led=not those.circle,
            sessions=self._met(measured),
            promised=store.promised_in(ids),
            total=store.how_many(those),
        )
        return over_sessions_shown(read, self._titles())

    def _whose_words(self, those: Filter) -> str:
        """What the page is called: a circle by its name, other sessions by what they were chosen by."""
        from ui.pages.archive_shown import Offered, meant_words

        if those == Filter(circle=those.circle):
            return those.circle
        offered = Offered(titles=self._templates(), today=self._kit.today())
        return _("Sessions {meant}").format(meant=meant_words(those, offered))

    def _met(self, measured: list[Measured]) -> tuple[Met, ...]:
        from circle.over_sessions import met

        store, ids = self._kit.store, [one.id for one in measured]
        return met(
            measured,
            store.listened_in(ids),
            store.rounds_used(ids),
            store.known_as(ids),
        )

    def two(self, one: str, other: str) -> TwoShown:
        """Side by side, the earlier at the left."""
        from circle.summary import Summary, summarise
        from ui.pages.two_sessions_shown import two_shown

        def summary(session: str) -> Summary:
            state = self._kit.store.read(session).state
            return summarise(state, state.last_ms)

        pairs = [
            (each, summary(each.measured.id))
            for each in self._met(self._kit.store.measured_these((one, other)))
        ]
        if len(pairs) < 2:
            raise Refused(_("One of the two is not in this kit any more. Nothing was changed; choose another."))  # fmt: skip
        return two_shown(pairs[0], pairs[1], self._titles())

    def by_month(self) -> ByMonthShown:
        from ui.pages.by_month_shown import by_month_shown

        store = self._kit.store
        return by_month_shown(store.months(), store.totals(), len(store.copies()))

    def called(self, session: str) -> str:
        from ui.pages.spread_shown import called

        return next(
            (called(one) for one in self._met(self._kit.store.measured_these((session,)))), ""
        )
