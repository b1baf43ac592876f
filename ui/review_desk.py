"""What the Review page asks of the kit. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from circle.filter import EVERYTHING, Filter
from ui.kit_desk import KitDesk

if TYPE_CHECKING:
    from circle.archived import Choices, Hit, SessionLine
    from circle.comments import Comment
    from circle.review import Review
    from ui.over_desk import OverDesk

PAGE = 50


class ReviewDesk:
    """Everything here raises errors.Refused."""

    def __init__(self, kit: KitDesk, titles: Callable[[], Mapping[str, str]] = dict) -> None:
        """`titles`: of the templates, by their names."""
        self._kit, self._titles = kit, titles

    @property
    def over(self) -> OverDesk:
        """For several sessions at once."""
        from ui.over_desk import OverDesk

        return OverDesk(self._kit, self._titles)

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
        from circle.review import reviewed

        store = self._kit.store
        return reviewed(
            session, store.read(session), store.comments(session), store.arrived(session)
        )

    def keep_comments(self, comments: Iterable[Comment]) -> None:
        self._kit.store.keep_comments(comments)
