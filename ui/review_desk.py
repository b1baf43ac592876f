"""What the Review page asks of the kit. No Qt here."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from circle.filter import EVERYTHING, Filter
from ui.kit_desk import KitDesk

if TYPE_CHECKING:
    from circle.archived import Choices, Hit, SessionLine
    from circle.review import Review
    from ui.comment_desk import CommentDesk

PAGE = 50


class ReviewDesk:
    """Everything here raises errors.Refused."""

    def __init__(self, kit: KitDesk) -> None:
        self._kit = kit

    def page(
        self, those: Filter = EVERYTHING, before: SessionLine | None = None
    ) -> list[SessionLine]:
        return self._kit.store.sessions(most=PAGE, those=those, before=before)

    def search(
        self, words: str, those: Filter = EVERYTHING, before: int | None = None
    ) -> list[Hit]:
        return self._kit.store.search(words, most=PAGE, those=those, before=before)

    def choices(self) -> Choices:
        return self._kit.store.choices()

    def review(self, session: str) -> Review:
        from circle.comments_here import comments_here
        from circle.review import reviewed

        store = self._kit.store
        log = store.read(session)
        return reviewed(session, log, comments_here(store, session, log), store.arrived(session))

    @cached_property
    def comments(self) -> CommentDesk:
        from ui.comment_desk import CommentDesk

        return CommentDesk(self._kit)
