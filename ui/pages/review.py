"""The archive, one session of it, and what is said about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from circle.archived_words import Hit
from circle.clock import Clock
from circle.comments import About
from circle.filter import Filter, Searched
from circle.i18n import gettext as _
from circle.review import Review
from ui.accessible import announce
from ui.actions import Action, Place, bind, rows_at
from ui.pages.review_columns import Part
from ui.pages.review_keys import keys_inside
from ui.theme import Look
from ui.widgets.archive_list import ArchiveList
from ui.widgets.choice_row import WordButton
from ui.widgets.comments_panel import CommentsPanel
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Heading
from ui.widgets.page_frame import GAP, MARGIN, PageFrame
from ui.widgets.review_parts import ReviewParts, padded
from ui.widgets.review_ways import ReviewWays
from ui.widgets.session_review import PUT_RIGHT, SessionReview
from ui.widgets.tab_order import follow, takes_focus

_FIELD = {3: 300, 2: 200}
"""How wide the field for words is in the head, at the usual size of letters, beside so many columns."""

_ABOUT = {
    Searched.NOTE: About.NOTE,
    Searched.KEY_POINT: About.NOTE,
    Searched.PROMPT: About.ROUND,
}


def review_actions(page: ReviewPage) -> tuple[Action, ...]:
    rows = (
        Action("find", _("Search the archive"), ("Ctrl+F",), page.search),
        Action("filters", _("Choose which sessions are shown"), ("Ctrl+Shift+F",), page.go_to_filters),
        Action("show_all", _("All sessions: no words, no filter"), ("Alt+0",), page.archive.clear_all),
        Action("go_list", _("Show or fold the sessions"), ("Alt+1",), partial(page.turn, Part.LIST)),
        Action("go_session", _("Go to the session"), ("Alt+2",), partial(page.go_to, Part.SESSION)),
        Action("go_comments", _("Show or fold the comments"), ("Alt+3",), partial(page.turn, Part.COMMENTS)),
        Action("put_right", _("Put a turn right, and say why; again: fold it away"), (PUT_RIGHT,), page.turn_putting_right),
        Action("leave", _("One step back: fold what is open, leave the words, then Start"), ("Escape",), page.leave),
    )  # fmt: skip
    return rows_at(Place.REVIEW, rows)


class ReviewPage(QWidget):
    """Three columns: `archive` chooses a session, `session` shows it, `comments` are about it."""

    left = Signal()
    over_asked = Signal(str, object)
    """The session that is shown, and the filter.Filter of the list."""
    beside_asked = Signal(str)
    """The session that is shown, beside another."""
    months_asked = Signal()
    erase_asked = Signal(str)
    """The id of the session."""
    close_asked = Signal(str)
    """The session that is shown, to be written about and exported."""
    put_right_asked = Signal()
    """A turn is to be put right, or that folded away."""
    put_right_left = Signal()

    def __init__(
        self, look: Look, *, clock: Clock | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._review: Review | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("Review"))
        self.archive = ArchiveList(look)
        self.session = SessionReview(look, clock=clock)
        self.comments = CommentsPanel(look)
        middle = padded(look, self.session)
        middle.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        middle.setAccessibleName(_("Session"))
        self._middle = middle
        self.session.hide()
        parts = {Part.LIST: self.archive, Part.SESSION: middle, Part.COMMENTS: self.comments}
        self.parts = ReviewParts(look, parts)
        self.part_buttons = {part: WordButton(look, *words) for part, words in _parts().items()}
        self.done = KeyButton(look, _("Done"), small=True)
        self.ways = ReviewWays(look)
        self.frame = PageFrame(look, footer=False)
        bound = (*review_actions(self), *self.ways.table)
        self.actions_here = (*bound, *keys_inside())
        bind(self, bound)
        self._lay_out()
        self._connect()
        self._show_parts()

    def _lay_out(self) -> None:
        frame = self.frame
        self._heading = Heading(self._look, _("Review"))
        frame.head_left.addWidget(self._heading)
        for widget in (self.ways, *self.part_buttons.values(), self.done):
            frame.head_right.addWidget(widget)
        frame.body.addWidget(self.parts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        self._place_field()

    def _connect(self) -> None:
        """A moment, a round or a note that is chosen anywhere is chosen everywhere."""
        self.session.place_chosen.connect(self.comments.show_place)
        self.comments.chosen.connect(self.session.show_comment)
        self.session.made.connect(self._order_tabs)
        self.archive.filters.made.connect(self._order_tabs)
        self.archive.entered.connect(self._enter)
        self.parts.arranged.connect(self._show_parts)
        self.done.clicked.connect(self.left)
        self.session.putting_right.asked.connect(self.put_right_asked)
        self.session.putting_right.left.connect(self.put_right_left)
        self.archive.file_asked.connect(self.ways.file_asked)
        self.archive.folder_asked.connect(self.ways.folder_asked)
        self.ways.over_asked.connect(lambda: self.over_asked.emit(self.shown, self.archive.those))
        self.ways.beside_asked.connect(lambda: self.beside_asked.emit(self.shown))
        self.ways.months_asked.connect(self.months_asked)
        self.ways.erase_asked.connect(lambda: self.shown and self.erase_asked.emit(self.shown))
        self.ways.close_asked.connect(lambda: self.close_asked.emit(self.shown))
        self.archive.page_asked.connect(lambda those, _before: self.ways.show_filter(those))
        self.frame.head.fitted.connect(lambda _room: self._fit_head())
        for part, button in self.part_buttons.items():
            button.clicked.connect(partial(self._press, part))

    def list_only(self, those: Filter) -> None:
        self.archive.use_filter(those)

    def show_session(self, review: Review) -> None:
        self._review = review
        self.session.show_review(review)
        self.session.show()
        self.comments.show_review(review)
        self.ways.show_own(is_own=review.is_own)
        self.archive.show_chosen(review.id)
        self._show_parts()

    @property
    def shown(self) -> str:
        """The id of the session that is shown, if one is."""
        return self._review.id if self._review is not None else ""

    @property
    def is_own(self) -> bool:
        """Whether the session that is shown can be put right."""
        return self._review is not None and self._review.is_own

    def show_where(self) -> None:
        """The row of the session that is shown, in another list."""
        self.archive.show_chosen(self.shown)

    def show_hit(self, hit: Hit) -> None:
        """Where the text of the session that is shown stands."""
        if hit.comment:
            self._show_said(hit.comment)
            return
        about = _ABOUT.get(hit.kind, About.WHOLE) if hit.place is not None else About.WHOLE
        place = hit.place if about is not About.WHOLE else None
        self.session.cards.show_place(about, place)
        self.comments.show_place(about, place)

    def show_comments(self, review: Review) -> None:
        """A session that has others now; the panel beside it shows them already."""
        if review.id == self.shown:
            self._review = review
            self.session.show_review(review)
        self.archive.show_comments(review.id, len(review.comments))

    def _show_said(self, which: str) -> None:
        """A comment by its id, and its place; one that was taken back has none."""
        said = self._review.comments if self._review is not None else ()
        for comment in (one for one in said if one.id == which):
            self.session.show_comment(comment)
            self.comments.show_place(comment.about, comment.place)
            self.comments.show_comment(which)

    def turn(self, part: Part) -> None:
        """Shows a column and goes there; folds it where somebody is there already."""
        if part in self.parts.in_sight and self._is_in(part):
            self.fold(part)
        else:
            self.go_to(part)

    def fold(self, part: Part) -> None:
        self.parts.fold(part)
        self._middle.setFocus()

    def go_to(self, part: Part) -> None:
        self.parts.show_part(part)
        if part is Part.LIST:
            self.archive.go_to_rows()
            return
        inside = (self.comments.field.text,) if part is Part.COMMENTS else self.session.in_order
        there = [one for one in inside if one.isVisible() and takes_focus(one)]
        place = there[0] if there else self._middle
        place.setFocus(Qt.FocusReason.TabFocusReason)
        announce(place, _parts()[part][0])

    def keep_now(self) -> None:
        """What is being written is a draft."""
        self.comments.keep_now()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """As the eye goes: the head, then the columns, each from above."""
        archive, field = self.archive, self.archive.field
        buttons = (self.ways.button, *self.part_buttons.values(), self.done)
        in_head = self.frame.head_left.indexOf(field) >= 0
        head = (field, *buttons) if in_head else (*buttons, field)
        middle = (self._middle, *self.session.in_order)
        follow((*head, *archive.in_order, *middle, *self.comments.in_order))

    def _is_in(self, part: Part) -> bool:
        place = {Part.LIST: self.archive, Part.COMMENTS: self.comments}.get(part, self._middle)
        focused = QApplication.focusWidget()
        return focused is not None and (focused is place or place.isAncestorOf(focused))

    def _press(self, part: Part) -> None:
        """With a click it is seen at once whether a column is there."""
        in_sight = part in self.parts.in_sight
        if in_sight and part is not Part.SESSION:
            self.parts.fold(part)
        else:
            self.parts.show_part(part)
        self._show_parts()

    def search(self) -> None:
        self.parts.show_part(Part.LIST)
        self.archive.go_to_field()

    def go_to_filters(self) -> None:
        self.parts.show_part(Part.LIST)
        self.archive.show_filters()

    def _enter(self) -> None:
        if self.parts.columns == 1:
            self.go_to(Part.SESSION)

    def leave(self) -> None:
        """Esc goes one step back at a time."""
        if self.session.putting_right.has_focus and self._fold_putting_right():
            return
        archive = self.archive
        if archive.isVisible() and (archive.leave_filters() or archive.leave_search()):
            return
        if self._review is not None and Part.SESSION not in self.parts.in_sight:
            self.go_to(Part.SESSION)
            return
        if not self._fold_putting_right():
            self.left.emit()

    def turn_putting_right(self) -> None:
        if self.shown:
            self.parts.show_part(Part.SESSION)
            self._show_parts()
        self.put_right_asked.emit()

    def _fold_putting_right(self) -> bool:
        """Whether there was something to fold."""
        was_open = self.session.putting_right.panel is not None
        if was_open:
            self.put_right_left.emit()
        return was_open

    def _show_parts(self) -> None:
        in_sight, alone = self.parts.in_sight, self.parts.columns == 1
        for part, button in self.part_buttons.items():
            button.setChecked(part in in_sight)
            button.setVisible(alone or part is not Part.SESSION)
        self._place_field()
        self._fit_head()

    def _fit_head(self) -> None:
        """Where its words have no room, keys go first and then the name of the page: all buttons stay whole."""
        for part, (words, key) in _parts().items():
            self.part_buttons[part].show_words(words, key)
        if not self._has_room():
            for button in self.part_buttons.values():
                button.show_words(button.words)
        self._heading.setVisible(self._has_room())

    def _has_room(self) -> bool:
        """For everything in the head, the name of the page too."""
        parts = [one for one in self.part_buttons.values() if not one.isHidden()]
        there, field = (self._heading, self.ways, *parts, self.done), self.archive.field
        wide = sum(one.sizeHint().width() + GAP for one in there)
        if self.frame.head_left.indexOf(field) >= 0:
            wide += field.minimumWidth() + GAP
        return wide + 2 * MARGIN <= self.frame.head.width()

    def _place_field(self) -> None:
        """In the head, or above the list where the head is full."""
        field, in_head = self.archive.field, self.parts.columns > 1
        field.setMinimumWidth(self._look.px(_FIELD.get(self.parts.columns, 0)))
        self.archive.show_alone(alone=not in_head)
        layout = self.frame.head_left if in_head else self.archive.column
        if layout.indexOf(field) >= 0:
            return
        had_focus = field.hasFocus()
        layout.insertWidget(1 if in_head else 0, field)
        field.show()
        self._order_tabs()
        if had_focus:
            field.setFocus()


def _parts() -> dict[Part, tuple[str, str]]:
    return {
        Part.LIST: (_("Sessions"), _("Alt 1")),
        Part.SESSION: (_("Session"), _("Alt 2")),
        Part.COMMENTS: (_("Comments"), _("Alt 3")),
    }
