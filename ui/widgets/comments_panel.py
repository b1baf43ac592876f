"""What is said about a session: by a trainer, and back by who led it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.commenting import Said
from circle.comments import About, Comment
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.review import Review
from ui.drafts import AFTER_MS
from ui.pages.comments_shown import (
    Writing,
    Written,
    asks_for,
    begun,
    comment_rows,
    draft_parts,
    draft_text,
    heading_words,
)
from ui.theme import Look
from ui.widgets.comment_field import CommentField
from ui.widgets.comment_rows import CommentRows
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import SmallHeading, Soft
from ui.widgets.scroll_column import ScrollColumn

_BESIDE_BAR = 14
"""Words end where the cards do, with room for a scroll bar beside them."""


class CommentsPanel(QWidget):
    written = Signal(object)
    """comments_shown.Written: to be kept."""
    taken_back = Signal(object)
    """comments.Comment, of one's own."""
    chosen = Signal(object)
    """comments.Comment: its place is to be shown."""
    drafted = Signal(str, str, str)
    """The id of the session, the name of a field, and what stands there by now."""
    name_chosen = Signal(str)
    send_asked = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._review: Review | None = None
        self._own: Collection[str] = ()
        self._drafts: dict[str, str] = {}
        self._stored: dict[str, str] = {}
        self._writing = Writing()
        self._scroll = ScrollColumn(look)
        self._heading = SmallHeading(look, _("Comments"))
        self._nothing = Soft(
            look,
            _(
                "Nothing has been said about this session yet. Choose a moment, a round or a note, and write about it below."
            ),
            small=True,
        )
        self.rows = CommentRows(look)
        self.answer_button = KeyButton(look, _("Answer"), kind=Kind.QUIET, small=True)
        self.change_button = KeyButton(look, _("Change"), kind=Kind.QUIET, small=True)
        self.back_button = KeyButton(look, _("Take back"), kind=Kind.QUIET, small=True)
        self.field = CommentField(look)
        self.begun_button = KeyButton(look, "", kind=Kind.QUIET, small=True)
        self.send_button = KeyButton(look, _("Send comments back…"), small=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        scroll, acts, ends = self._scroll, Flow(gap=2), Flow(gap=6)
        for button in (self.answer_button, self.change_button, self.back_button):
            acts.addWidget(button)
        for button in (self.begun_button, self.send_button):
            ends.addWidget(button)
        scroll.body.setContentsMargins(18, 18, 4, 12)
        scroll.body.setSpacing(8)
        scroll.body.addWidget(self._heading)
        nothing = QVBoxLayout()
        nothing.setContentsMargins(0, 0, _BESIDE_BAR, 0)
        nothing.addWidget(self._nothing)
        scroll.body.addLayout(nothing)
        scroll.body.addWidget(self.rows, 1)
        scroll.body.addLayout(acts)
        scroll.body.addWidget(self.field)
        scroll.body.addLayout(ends)
        scroll.body.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(scroll)

    def _connect(self) -> None:
        self.rows.asked.connect(self._choose)
        self.rows.chosen.connect(lambda _key: self._show_acts())
        self.rows.removal_asked.connect(lambda _key: self._take_back())
        self.answer_button.clicked.connect(self._answer)
        self.change_button.clicked.connect(self._change)
        self.back_button.clicked.connect(self._take_back)
        self.begun_button.clicked.connect(self._ask_begun)
        self.send_button.clicked.connect(self.send_asked)
        self.field.changed.connect(self._draft)
        self.field.kept.connect(self._keep)
        self.field.left.connect(self._leave)
        self.field.whole_asked.connect(lambda: self._go_on_with(Writing(), focus=True))
        self.field.name_chosen.connect(self.name_chosen)
        self._timer.timeout.connect(self.keep_now)

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """As Tab goes through them."""
        acts = (self.answer_button, self.change_button, self.back_button)
        return (self.rows, *acts, *self.field.in_order, self.begun_button, self.send_button)

    # What is shown

    def show_review(self, review: Review) -> None:
        """Another session, or the same with other comments."""
        is_another = self._review is None or self._review.id != review.id
        if is_another:
            self.keep_now()
            self._stored, self._drafts, self._writing = {}, {}, Writing()
            self.rows.show_chosen(None)
        self._review = review
        self._show()
        if is_another:
            self._go_on_with(Writing())

    def show_writer(self, name: str, own: Collection[str], *, is_named: bool) -> None:
        """What whoever writes here is called, and the ids of their comments."""
        self._own = own
        self.field.show_name(name, is_named=is_named)
        self._show()

    def show_drafts(self, drafts: Mapping[str, str]) -> None:
        """What was left in the fields of this session."""
        self._stored, self._drafts = dict(drafts), dict(drafts)
        if self._review is not None:
            left = begun(self._drafts, self._review, self._own)
            self._go_on_with(left[-1] if left else self._writing)

    def show_place(self, about: About, place: int | None) -> None:
        """What is written next is about this. Whoever answers goes on with that."""
        if self._is_new or not self.field.words.strip():
            self._go_on_with(Writing(about, place))

    def show_comment(self, comment: str) -> None:
        """Chooses the one of that id."""
        self.rows.show_chosen(comment, in_sight=True)
        self._show_acts()

    def show_kept(self, comment: Comment) -> None:
        """What was written was kept as this: the field is free."""
        self._timer.stop()
        self._drafts.pop(self._writing.draft, None)
        self._stored.pop(self._writing.draft, None)
        writing = self._writing if self._is_new else Writing()
        self._go_on_with(writing)
        self.show_comment(comment.id)

    def keep_now(self) -> None:
        """What is being written is a draft."""
        self._timer.stop()
        for name in {*self._drafts, *self._stored}:
            text = self._drafts.get(name, "")
            if text != self._stored.get(name, ""):
                self._stored[name] = text
                self.drafted.emit(self.session, name, text)

    @property
    def session(self) -> str:
        """The id of the session that is shown; empty before there is one."""
        return self._review.id if self._review is not None else ""

    @property
    def comments(self) -> tuple[Comment, ...]:
        return self._review.comments if self._review is not None else ()

    @property
    def draft(self) -> str:
        """The name of the field that is being written in."""
        return self._writing.draft

    @property
    def _is_new(self) -> bool:
        return not (self._writing.answers or self._writing.changes)

    def _show(self) -> None:
        review = self._review
        for part in (self._heading, self.field):
            part.setVisible(review is not None)
        rows = comment_rows(review, self._own) if review is not None else ()
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(rows))
        self._nothing.setVisible(review is not None and not rows)
        self.begun_button.setVisible(False)
        self.send_button.setVisible(bool(self._own))
        if review is not None:
            there = {one.id for one in review.comments}
            if (self._writing.answers or self._writing.changes) not in {"", *there}:
                self._writing = Writing()
            self._show_writing()
        self._show_acts()

    def _show_writing(self) -> None:
        if self._review is None:
            return
        writing = self._writing
        self.field.show_about(
            heading_words(writing, self._review),
            asks_for(writing),
            is_new=self._is_new,
            on_the_whole=writing.about is About.WHOLE,
        )
        others = self._begun_elsewhere()
        n = len(others)
        words = ngettext("{n} begun elsewhere ▾", "{n} begun elsewhere ▾", n).format(n=n)
        self.begun_button.show_words(words)
        self.begun_button.setVisible(bool(others))

    def _show_acts(self) -> None:
        one = self._chosen
        self.answer_button.setVisible(one is not None)
        for button in (self.change_button, self.back_button):
            button.setVisible(one is not None and one.id in self._own)

    # What is done

    @property
    def _chosen(self) -> Comment | None:
        return self._comment(self.rows.chosen_key)

    def _comment(self, key: object) -> Comment | None:
        if self._review is None:
            return None
        return next((one for one in self._review.comments if one.id == key), None)

    def _choose(self, key: object) -> None:
        if (one := self._comment(key)) is not None:
            self.chosen.emit(one)

    def _answer(self) -> None:
        if (one := self._chosen) is not None:
            self._go_on_with(Writing(one.about, one.place, answers=one.id), focus=True)

    def _change(self) -> None:
        if (one := self._chosen) is not None:
            writing = Writing(one.about, one.place, changes=one.id)
            self._drafts.setdefault(writing.draft, draft_text(one.kind, one.text))
            self._go_on_with(writing, focus=True)

    def _take_back(self) -> None:
        if (one := self._chosen) is not None and one.id in self._own:
            self.taken_back.emit(one)

    def _keep(self) -> None:
        writing, text = self._writing, self.field.words
        if self._review is None or not text.strip():
            return
        answered = self._comment(writing.answers)
        about, place = writing.about, writing.place
        if answered is not None:
            about, place = answered.about, answered.place
        said = Said(about, place, self.field.kind, text, writing.answers)
        self.written.emit(Written(said, writing.changes, self.field.by))

    def _leave(self) -> None:
        """What was written for another comment stays as it is begun; the list has the focus."""
        one = self._comment(self._writing.changes)
        if one is not None and (one.text, one.kind) == (self.field.words, self.field.kind):
            self._drafts.pop(self._writing.draft, None)
        self.keep_now()
        if not self._is_new:
            self._go_on_with(Writing())
        self.rows.setFocus() if self.rows.isVisible() else self.field.text.clearFocus()

    def _draft(self) -> None:
        self._drafts[self._writing.draft] = draft_text(self.field.kind, self.field.words)
        if not self._timer.isActive():
            self._timer.start()

    def _go_on_with(self, writing: Writing, *, focus: bool = False) -> None:
        if writing != self._writing:
            self.keep_now()
        self._writing = writing
        kind, text = draft_parts(self._drafts.get(writing.draft, ""))
        was_begun = bool(text or self.field.words.strip())
        self.field.show_words(text, kind if was_begun else self.field.kind)
        self._show_writing()
        if focus:
            self.field.text.setFocus()
            self._scroll.show_part(self.field)

    def _begun_elsewhere(self) -> list[Writing]:
        if self._review is None:
            return []
        there = begun(self._drafts, self._review, self._own)
        return [one for one in there if one.draft != self._writing.draft]

    def _ask_begun(self) -> None:
        from ui.widgets.menus import open_menu

        review = self._review
        if review is None:
            return
        acts = [
            (heading_words(one, review), partial(self._go_on_with, one, focus=True))
            for one in self._begun_elsewhere()
        ]
        open_menu(self.begun_button, acts, self.begun_button.mapToGlobal(QPoint(0, 0)))
