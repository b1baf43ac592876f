"""What writing and sending comments asks of the kit. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from circle.commenting import Commenting
from circle.comments import Comment
from circle.errors import Refused
from circle.i18n import gettext as _
from ui.kit_desk import KitDesk

if TYPE_CHECKING:
    from circle.review import Review
    from circle.store import Store
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
        return all_going(self._kit.store, self.writing, sessions)

    def record_sent(self, sessions: Sequence[str], folder: Path, *, sealed: bool) -> None:
        self.writing.record_sent(sessions, sealed=sealed)
        self._kit.store.keep_setting("export_folder", str(folder))

    def folder(self) -> Path:
        return self._kit.export_folder()


def all_going(
    store: Store, writing: Commenting, sessions: Iterable[str], by: str | None = None
) -> tuple[Going, ...]:
    """What goes out about sessions, each by the id that it has there. `by` as in Commenting.to_send."""
    found = [one for session in sessions for one in _going(store, writing, session, by)]
    if not found:
        raise Refused(_("There are no comments that could be sent, so nothing was written."))
    return tuple(found)


def _going(store: Store, writing: Commenting, session: str, by: str | None) -> Iterator[Going]:
    from exports.comments_out import Going

    there: dict[str, list[Comment]] = {}
    for one in writing.to_send(session, by):
        there.setdefault(one.session, []).append(one)
    for known_as, comments in there.items():
        opened = store.read(session).entries[0].wall
        yield Going(session, known_as, opened, tuple(comments))
