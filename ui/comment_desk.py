"""What writing and sending comments asks of the kit. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from circle.commenting import Commenting
from ui.kit_desk import KitDesk

if TYPE_CHECKING:
    from circle.review import Review
    from exports.comments_out import Going


class CommentDesk:
    """Everything here raises errors.Refused."""

    def __init__(self, kit: KitDesk) -> None:
        self._kit = kit

    @property
    def writing(self) -> Commenting:
        return Commenting(self._kit.store, self._kit.wall)

    def own(self, review: Review) -> frozenset[str]:
        """The ids of those that were written here."""
        writing = self.writing
        return frozenset(one.id for one in review.comments if writing.is_own(one))

    def drafts(self, session: str) -> dict[str, str]:
        return self._kit.store.drafts(session)

    def keep_draft(self, session: str, field: str, text: str) -> None:
        self._kit.store.keep_draft(session, field, text)

    def unsent(self) -> tuple[str, ...]:
        return self.writing.unsent()

    def going(self, sessions: Iterable[str]) -> tuple[Going, ...]:
        """What was written here about them, a file each. Raises Refused where there is nothing."""
        from exports.comments_out import all_going

        return all_going(self._kit.store, self.writing, sessions)

    def record_sent(self, sessions: Sequence[str], folder: Path, *, sealed: bool) -> None:
        self.writing.record_sent(sessions, sealed=sealed)
        self._kit.store.keep_setting("export_folder", str(folder))

    def folder(self) -> Path:
        return self._kit.export_folder()
