"""Sessions to review, as they come in bundles, and the middle of the Review page that shows them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QWidget

from circle.comments import About, Comment, CommentKind
from circle.harvest import Seen
from circle.importing import import_file
from circle.level import Level
from circle.log import Log
from circle.review import Review
from circle.store import Store
from exports.formats import format_of
from tests.notes import make_notes
from tests.ui.seen import words_on
from tests.ui.sessions import settle, show
from ui.sample_evening import SESSION
from ui.session_seen import reviewed_session
from ui.theme import Look
from ui.widgets.place_row import PlaceRow
from ui.widgets.session_review import SessionReview


def arrived(kit: Path, log: Log, level: Level, reader: Seen = Seen.TRAINER) -> Review:
    """As a trainer has it in a kit of their own, out of a bundle."""
    file = kit.parent / f"{level}-{reader}.circle"
    file.write_bytes(format_of("circle").render(make_notes(SESSION, log, level, reader)))
    with closing(Store.open(kit)) as store:
        return reviewed_session(store, import_file(store, file).id)


def comment(about: About, place: int | None = None, name: str = "c0ffee01") -> Comment:
    written = "2026-06-08T18:30:00.000+00:00"
    return Comment(name, SESSION, about, place, CommentKind.NOTICING, "So still.", "Sam", written)


@contextmanager
def shown(look: Look, review: Review, *, width: int = 790, height: int = 700) -> Iterator[SessionReview]:  # fmt: skip
    view = SessionReview(look)
    view.show_review(review)
    show(view, width=width, height=height)
    settle()
    try:
        yield view
    finally:
        view.close()
        view.deleteLater()


def said_by(view: QWidget) -> str:
    """All that is shown, and all that a screen reader finds, folded away or not."""
    said = [words_on(view)]
    for part in view.findChildren(QWidget):
        said += [part.accessibleName(), part.accessibleDescription(), part.toolTip()]
        if isinstance(part, QAbstractButton):
            said.append(part.text())
    return "\n".join(said)


def row(view: SessionReview, words: str) -> PlaceRow:
    """The one round or note whose words begin so."""
    there = [one for one in view.findChildren(PlaceRow) if one.isVisible()]
    (found,) = (one for one in there if one.accessibleName().startswith(words))
    return found


def marked(view: SessionReview) -> list[str]:
    return [one.accessibleName() for one in view.findChildren(PlaceRow) if one.is_marked]
