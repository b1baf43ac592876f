"""What is done while sessions are reviewed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from circle.archived import SessionLine
from circle.archived_words import Hit
from circle.errors import Refused
from circle.filter import EVERYTHING, Filter
from ui.comment_acts import CommentActs
from ui.deck_acts import Shows
from ui.file_drops import FileDrops
from ui.main_window import MainWindow
from ui.open_acts import OpenActs
from ui.over_acts import OverActs
from ui.pages.review import ReviewPage
from ui.pages.review_columns import Part
from ui.put_right_acts import PutRightActs
from ui.review_desk import PAGE, ReviewDesk
from ui.theme import Look


class ReviewActs(QObject):
    """`left`: where it goes back to. `opening`: looks at files from somebody. `look_back`: opens a closed session to be
    written about and exported.
    """

    def __init__(
        self,
        look: Look,
        window: MainWindow,
        desk: ReviewDesk,
        *,
        shows: Shows,
        left: Callable[[], object],
        opening: Callable[[], OpenActs],
        look_back: Callable[[str], object],
    ) -> None:
        super().__init__(window)
        self._opening, self._look_back = opening, look_back
        self._look, self._window, self.desk = look, window, desk
        self._shows, self._left = shows, left
        self.overs = OverActs(look, window, desk.over)

    def open(self, session: str = "") -> None:
        """The archive, and that session or the newest."""
        page = ReviewPage(self._look, clock=self.desk.clock, parent=self._window)
        page.left.connect(self._left)
        self._comments = CommentActs(self._look, self._window, self.desk, page.comments)
        self._comments.changed.connect(page.show_comments)
        self._connect(page)
        self._put_right = PutRightActs(
            self._window, self.desk, page, partial(self._show_again, page)
        )
        self.overs.serve(page, partial(self._show, page))
        self._shows(page, page.actions_here, page.keep_now)
        try:
            page.archive.show_offered(self.desk.offered())
            lines = self._first_page(page, EVERYTHING)
        except Refused as why:
            self._window.say(str(why))
            return
        if session or lines:
            self._show(page, session or lines[0].id)
            page.archive.go_to_rows()
        else:
            page.parts.show_part(Part.LIST)

    def _connect(self, page: ReviewPage) -> None:
        def back() -> Callable[[], object]:
            return partial(self.open, page.shown)

        FileDrops(page).dropped.connect(lambda files: self._opening().open(files, back()))
        page.ways.file_asked.connect(lambda: self._opening().choose_file(back()))
        page.ways.folder_asked.connect(lambda: self._opening().choose_folder(back()))
        page.close_asked.connect(self._look_back)
        archive = page.archive
        archive.chosen.connect(partial(self._show, page))
        archive.hit_chosen.connect(partial(self._show_hit, page))
        archive.page_asked.connect(partial(self._page, page))
        archive.search_asked.connect(partial(self._search, page))

    def _show(self, page: ReviewPage, session: str) -> bool:
        try:
            review = self.desk.review(session)
            if session != page.shown:
                self._put_right.leave()
            page.show_session(review)
            self._comments.begin(review)
        except Refused as why:
            self._window.say(str(why))
            return False
        return True

    def _show_again(self, page: ReviewPage, session: str) -> None:
        """As it is now, where it is the one that is shown: what was chosen in it stays chosen."""
        if session != page.shown:
            return
        try:
            review = self.desk.review(session)
            page.show_session(review)
            self._comments.show(review)
        except Refused as why:
            self._window.say(str(why))

    def _show_hit(self, page: ReviewPage, hit: Hit) -> None:
        if hit.session == page.shown or self._show(page, hit.session):
            page.show_hit(hit)

    def _first_page(self, page: ReviewPage, those: Filter) -> list[SessionLine]:
        lines = self.desk.page(those)
        page.archive.show_page(lines, self.desk.how_many(those), more=len(lines) == PAGE)
        return lines

    def _page(self, page: ReviewPage, those: Filter, before: SessionLine | None) -> None:
        try:
            if before is None:
                self._first_page(page, those)
                page.show_where()
                return
            lines = self.desk.page(those, before)
        except Refused as why:
            self._window.say(str(why))
            return
        page.archive.add_page(lines, more=len(lines) == PAGE)

    def _search(self, page: ReviewPage, words: str, those: Filter, before: int | None) -> None:
        try:
            hits = self.desk.search(words, those, before)
        except Refused as why:
            self._window.say(str(why))
            return
        shows = page.archive.show_hits if before is None else page.archive.add_hits
        shows(hits, more=len(hits) == PAGE)
