"""What a session came to, in cards: the facilitator's own listening, rounds, harvest, commitments, and how the piece went."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.comments import About
from circle.i18n import gettext as _
from circle.review import Review
from exports.blocks import Picture
from ui.pages.review_pictures import ReviewPictures, review_pictures
from ui.pages.review_shown import PutRightShown, ReviewShown, review_shown
from ui.theme import Look
from ui.widgets.around_turns_card import AroundTurnsCard
from ui.widgets.card import Card
from ui.widgets.gathered_card import GatheredCard
from ui.widgets.labels import Body
from ui.widgets.own_card import OwnCard
from ui.widgets.picture_view import PictureView
from ui.widgets.place_row import Place, PlaceRow
from ui.widgets.place_rows import PlaceRows
from ui.widgets.put_right_card import PutRightCard
from ui.widgets.review_rounds import HarvestCard, RoundsCard
from ui.widgets.tab_order import takes_focus

_GAP = 16


class ReviewCards(QWidget):
    """The pictures come when all else is there: to make them takes longer than all of it."""

    place_chosen = Signal(object, object)
    """comments.About, and its place: a round, a note, or the whole."""
    moment_chosen = Signal(object)
    """In ms, of something that was put right."""
    focused = Signal(object)
    """A part that is to be brought into sight; None: where all of it begins."""
    made = Signal()
    """Other cards are there now."""

    def __init__(
        self,
        look: Look,
        *,
        pictures: Callable[[Review], ReviewPictures] = review_pictures,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._pictures = look, pictures
        self._review: Review | None = None
        self._shown: ReviewShown | None = None
        self._content: QWidget | None = None
        self._rows: dict[tuple[About, int | None], PlaceRow] = {}
        self._marked: dict[tuple[About, int | None], str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_review(self, review: Review) -> None:
        """Another session, or the same with other comments, or put right."""
        if self._review is None or self._review.id != review.id:
            self._marked = {}
        shown = review_shown(review)
        is_same = self._shown == shown and self._is_of(review)
        self._review, self._shown = review, shown
        if not is_same:
            self._make(review, shown)
            self._show_marked()
        there = review.comments_at
        for key, row in self._rows.items():
            row.show_comments(there.get(key, 0))

    def _is_of(self, review: Review) -> bool:
        here = self._review
        return here is not None and (here.id, here.summary) == (review.id, review.summary)

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """As Tab goes through them: as they stand, from above."""
        there = self._content.findChildren(QWidget) if self._content is not None else []
        return tuple(one for one in there if takes_focus(one))

    def show_place(self, about: About, place: int | None) -> None:
        """Brings it into sight; the whole is where it begins. A place that is not here is looked for in vain."""
        chosen = self._mark_chosen(about, place)
        if chosen is not None or about is About.WHOLE:
            self.focused.emit(chosen)

    def show_moment(self, at_ms: int) -> None:
        """The round that ran then, and the notes near it, are to be found at a glance."""
        if self._review is None:
            return
        round, notes = self._review.round_at(at_ms), self._review.notes_near(at_ms)
        near = {(About.NOTE, note): _("It was written about this moment.") for note in notes}
        if round is not None:
            near[About.ROUND, round + 1] = _("It ran at this moment.")
        self._marked = {**near}
        self._show_marked()

    def _show_marked(self) -> None:
        for key, row in self._rows.items():
            row.show_marked(self._marked.get(key, ""))

    def _make(self, review: Review, shown: ReviewShown) -> None:
        if self._content is not None:
            self._column.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._rows = {}
        content = self._content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        self._add_cards(column, review, shown)
        self._column.addWidget(content)
        self.made.emit()
        QTimer.singleShot(0, content, lambda: self._draw(column, review, shown))

    def _add_cards(self, column: QVBoxLayout, review: Review, shown: ReviewShown) -> None:
        look = self._look
        column.addWidget(OwnCard(look, shown.own))
        gathered = GatheredCard(look)
        column.addWidget(gathered)
        gathered.show_state(review.told.state)
        if shown.said_back:
            column.addWidget(self._said_back(shown.said_back))
        if shown.rounds or shown.notes:
            rounds = RoundsCard(look, shown.rounds, shown.notes)
            self._take(rounds.places)
            column.addWidget(rounds)
        if not shown.harvest.is_empty:
            harvest = HarvestCard(look, shown.harvest)
            self._take(harvest.places)
            column.addWidget(harvest)
        if shown.put_right:
            column.addWidget(self._put_right(shown.put_right))

    def _put_right(self, shown: tuple[PutRightShown, ...]) -> PutRightCard:
        card = PutRightCard(self._look, shown)
        card.chosen.connect(self.moment_chosen)
        card.focused.connect(self.focused)
        return card

    def _said_back(self, lines: tuple[str, ...]) -> Card:
        card = Card(self._look, _("Said back"))
        for line in lines:
            card.body.addWidget(Body(self._look, line))
        return card

    def _take(self, places: PlaceRows) -> None:
        self._rows |= {(row.place.about, row.place.place): row for row in places.rows}
        places.chosen.connect(self._choose)
        places.focused.connect(self.focused)

    def _choose(self, place: Place) -> None:
        self._mark_chosen(place.about, place.place)
        self.place_chosen.emit(place.about, place.place)

    def _mark_chosen(self, about: About, place: int | None) -> PlaceRow | None:
        self._marked = {(about, place): _("What is said is about this.")}
        self._show_marked()
        return self._rows.get((about, place))

    def _draw(self, column: QVBoxLayout, review: Review, shown: ReviewShown) -> None:
        drawn = self._pictures(review)
        if drawn.followed is not None:
            column.addWidget(self._picture_card("", drawn.followed))
        if shown.around is not None:
            column.addWidget(AroundTurnsCard(self._look, shown.around))
        if drawn.beside:
            column.addWidget(self._picture_card(_("Rounds side by side"), *drawn.beside))
        self.made.emit()

    def _picture_card(self, heading: str, *drawn: Picture) -> Card:
        card = Card(self._look, heading)
        for i, picture in enumerate(drawn):
            card.body.addSpacing(_GAP if i else 0)
            view = PictureView(self._look, picture)
            view.unfolded.connect(partial(self.focused.emit, view.words))
            card.body.addWidget(view)
        return card
