"""What the Review page asks of the kit. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from circle.filter import EVERYTHING, Filter
from ui.kit_desk import KitDesk

if TYPE_CHECKING:
    from circle.archived import SessionLine
    from circle.archived_words import Hit
    from circle.clock import Clock
    from circle.review import Review
    from ui.comment_desk import CommentDesk
    from ui.live_session import LiveSession
    from ui.over_desk import OverDesk
    from ui.pages.archive_shown import Offered

PAGE = 50


class ReviewDesk:
    """Everything here raises errors.Refused."""

    def __init__(self, kit: KitDesk, titles: Callable[[], Mapping[str, str]] = dict) -> None:
        """`titles`: of the templates, by their names."""
        self._kit, self._titles = kit, titles

    @property
    def clock(self) -> Clock:
        return self._kit.clock

    @property
    def over(self) -> OverDesk:
        """For several sessions at once."""
        from ui.over_desk import OverDesk

        return OverDesk(self._kit, self._titles)

    def page(
        self, those: Filter = EVERYTHING, before: SessionLine | None = None
    ) -> list[SessionLine]:
        return self._kit.store.sessions(most=PAGE, those=those, before=before)

    def how_many(self, those: Filter = EVERYTHING) -> int:
        return self._kit.store.how_many(those)

    def search(
        self, words: str, those: Filter = EVERYTHING, before: int | None = None
    ) -> list[Hit]:
        return self._kit.store.search(words, most=PAGE, those=those, before=before)

    def offered(self) -> Offered:
        """What sessions can be chosen by."""
        from ui.pages.archive_shown import Offered

        return Offered(self._kit.store.choices(), self._titles(), self._kit.today())

    def review(self, session: str) -> Review:
        from circle.comments_here import comments_here
        from circle.review import reviewed

        store = self._kit.store
        log = store.read(session)
        return reviewed(session, log, comments_here(store, session, log), store.arrived(session))

    def to_correct(self, session: str) -> LiveSession:
        """One of one's own, in which turns are put right; a session that is held meanwhile goes on."""
        return self._kit.to_correct(session)

    @cached_property
    def comments(self) -> CommentDesk:
        from ui.comment_desk import CommentDesk

        return CommentDesk(self._kit)
