"""What is done with comments while sessions are reviewed: kept, changed, taken back, sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from circle.comments import Comment
from circle.errors import Refused
from circle.i18n import gettext as _
from ui.main_window import MainWindow
from ui.pages.comments_shown import Written
from ui.review_desk import ReviewDesk
from ui.theme import Look
from ui.widgets.comments_panel import CommentsPanel

if TYPE_CHECKING:
    from circle.review import Review


class CommentActs(QObject):
    """`panel`: beside the session that is reviewed."""

    changed = Signal(object)
    """review.Review: of a session that has other comments now; as a rule the one that is shown."""

    def __init__(
        self, look: Look, window: MainWindow, desk: ReviewDesk, panel: CommentsPanel
    ) -> None:
        super().__init__(panel)
        self._look, self._window, self._desk, self._panel = look, window, desk, panel
        panel.written.connect(self._keep)
        panel.taken_back.connect(self._take_back)
        panel.drafted.connect(self._keep_draft)
        panel.name_chosen.connect(self._choose_name)
        panel.send_asked.connect(self.send)
        self._in_trouble = False

    def begin(self, review: Review) -> None:
        """Another session, with what was begun there. Raises Refused."""
        self.show(review)
        self._panel.show_drafts(self._desk.comments.drafts(review.id))

    def show(self, review: Review) -> None:
        """Raises Refused."""
        comments = self._desk.comments
        writing = comments.writing
        self._panel.show_review(review)
        self._panel.show_writer(writing.name, comments.own(review), is_named=writing.is_named)

    def _show_anew(self, session: str) -> None:
        review = self._desk.review(session)
        self.show(review)
        self.changed.emit(review)

    def _act(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except Refused as why:
            self._window.say(str(why))
            return False
        return True

    def _keep(self, written: Written) -> None:
        self._act(lambda: self._kept(written))

    def _kept(self, written: Written) -> None:
        session, comments = self._panel.session, self._desk.comments
        if written.by is not None:
            comments.writing.choose_name(written.by)
        said = written.said
        if written.changes:
            before = self._comment(written.changes)
            comment = comments.writing.change(before, said.text, said.kind)
        else:
            comment = comments.writing.write(session, said)
        comments.keep_draft(session, self._panel.draft, "")
        self._show_anew(session)
        self._panel.show_kept(comment)

    def _comment(self, which: str) -> Comment:
        found = next((one for one in self._panel.comments if one.id == which), None)
        if found is None:
            raise Refused(_("That comment is not here any more. What you wrote stays."))
        return found

    def _take_back(self, comment: Comment) -> None:
        session, was = self._panel.session, list[Comment]()
        if self._act(lambda: was.append(self._desk.comments.writing.take_back(comment))):
            self._act(lambda: self._show_anew(session))
            words = _(
                "The comment was taken back. Where it was sent, it goes with the next that you send."
            )
            self._window.say_done(words, (_("Undo"), lambda: self._put_back(session, was[0])))

    def _put_back(self, session: str, was: Comment) -> None:
        if not self._act(lambda: self._desk.comments.writing.put_back(was)):
            return
        if self._panel.session == session:
            self._act(lambda: self._show_anew(session))
            self._panel.show_comment(was.id)
        else:
            self._act(lambda: self.changed.emit(self._desk.review(session)))

    def _keep_draft(self, session: str, field: str, text: str) -> None:
        """Never stands in the way of whoever writes; why it cannot be kept is said once."""
        try:
            self._desk.comments.keep_draft(session, field, text)
        except Refused as why:
            if not self._in_trouble:
                self._window.say(f"{why} {_('What you are writing stays in its field.')}")
            self._in_trouble = True
        else:
            self._in_trouble = False

    def _choose_name(self, name: str) -> None:
        def choose() -> None:
            self._desk.comments.writing.choose_name(name)
            self._show_anew(self._panel.session)

        self._act(choose)

    # Sending

    def send(self) -> None:
        """The page over Review."""
        self._panel.keep_now()
        try:
            unsent, folder = self._desk.comments.unsent(), self._desk.comments.folder()
        except Refused as why:
            self._window.say(str(why))
            return
        from ui.pages.send_comments import SendCommentsPage

        session = self._panel.session
        page = SendCommentsPage(
            self._look,
            session,
            unsent,
            folder,
            going=self._desk.comments.going,
            parent=self._window,
        )
        page.sent.connect(self._record)
        page.left.connect(self._back)
        self._window.be_quiet()
        self._window.show_over(page, page.actions_here, page.holds_back)

    def _record(self, sessions: tuple[str, ...], folder: Path, sealed: object) -> None:
        record = self._desk.comments.record_sent
        self._act(lambda: record(sessions, folder, sealed=bool(sealed)))

    def _back(self) -> None:
        self._window.show_under()
