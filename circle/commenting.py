"""What somebody writes about sessions at this kit: under which name, which of it is theirs, and what goes out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime

from circle.comments import (
    GONE,
    LONGEST_NAME,
    PROOF_LENGTH,
    SECRET,
    About,
    Comment,
    CommentKind,
    in_order,
    is_of,
    own_proof,
    said_anew,
    written_words,
)
from circle.errors import Refused
from circle.i18n import gettext as _
from circle.moves import LONGEST_TEXT, clean_text
from circle.store import Store

SENT = "comments"
"""What the register calls a bundle of comments."""

_NAME = "comments_by"
_NOT_ASKED = "\n"


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wrote and wants kept. `place` as in comments.Comment; `answers`: the id of a comment."""

    about: About
    place: int | None
    kind: CommentKind
    text: str
    answers: str = ""


class Commenting:
    """`now`: the wall clock. Everything here raises Refused."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now

    # Who writes

    @property
    def is_named(self) -> bool:
        """Whether a name was ever chosen, be it none."""
        return self._store.setting(_NAME, _NOT_ASKED) != _NOT_ASKED

    @property
    def name(self) -> str:
        """What whoever writes here is called; may be empty."""
        return self._store.setting(_NAME, _NOT_ASKED).strip()

    def choose_name(self, name: str) -> None:
        self._store.keep_setting(_NAME, _named(name))

    def is_own(self, comment: Comment) -> bool:
        """Ids written here hold a proof that nobody else can make, and nobody can tell that two are of one kit."""
        return is_of(comment, self._store.setting(SECRET, ""))

    def _new_id(self) -> str:
        from secrets import token_hex

        if not (secret := self._store.setting(SECRET, "")):
            self._store.keep_setting(SECRET, secret := token_hex(16))
        drawn = token_hex(PROOF_LENGTH // 2)
        return f"{drawn}-{own_proof(secret, drawn)}"

    # What is written

    def write(self, session: str, said: Said, by: str | None = None) -> Comment:
        """A new comment on a session that is here; an answer is about what that is about which it answers. `by`:
        instead of the name that was chosen."""
        text = _checked(said.text)
        came = self._store.arrived(session)
        comment = Comment(
            id=self._new_id(),
            session=came.known_as if came else session,
            about=said.about,
            place=said.place,
            kind=said.kind,
            text=text,
            by=self.name if by is None else _named(by),
            written_utc=written_words(self._now()),
            answers=said.answers,
            record=self._store.record_of(session),
        )
        if said.answers:
            comment = self._as_an_answer(comment, session)
        return self._keep(comment)

    def _as_an_answer(self, comment: Comment, session: str) -> Comment:
        """It goes wherever that goes."""
        there = {one.id: one for one in self._store.comments(session)}
        if comment.answers not in there:
            raise Refused(
                _("The comment that this answers is not here any more. What you wrote stays.")
            )
        of = there[comment.answers]
        written = max(comment.written, said_anew(of, of.written).written)
        return replace(
            comment,
            session=of.session,
            about=of.about,
            place=of.place,
            record=of.record,
            written_utc=written_words(written),
        )

    def change(self, comment: Comment, text: str, kind: CommentKind) -> Comment:
        """Other words for one's own."""
        before = self._own(comment)
        changed = replace(before, text=_checked(text), kind=kind, by=self.name or before.by)
        return self._keep(said_anew(changed, self._now()))

    def take_back(self, comment: Comment) -> Comment:
        """Its words go, here and wherever it went once that is told there. Gives it as it was, to be put back."""
        before = self._own(comment)
        self._keep(said_anew(replace(before, text=GONE, taken_back=True), self._now()))
        return before

    def put_back(self, before: Comment) -> Comment:
        """What take_back gave."""
        gone = self._there(before)
        anew = replace(before, written_utc=gone.written_utc if gone else before.written_utc)
        return self._keep(said_anew(anew, self._now()))

    def _own(self, comment: Comment) -> Comment:
        """As it is kept, which may be other than it is shown."""
        there = self._there(comment)
        if there is None or there.taken_back:
            raise Refused(_("That comment is not here any more. Nothing was changed."))
        if not self.is_own(there):
            raise Refused(_("Somebody else wrote that comment. Answer it instead."))
        return there

    def _there(self, comment: Comment) -> Comment | None:
        home = self._store.home_of(comment)
        found = (one for one in self._store.all_comments(home) if home and one.id == comment.id)
        return next(found, None)

    def _keep(self, comment: Comment) -> Comment:
        self._store.keep_comments([comment], said_here=True)
        return comment

    # What goes out

    def to_send(self, session: str, by: str | None = None) -> tuple[Comment, ...]:
        """What was written here about a session, also what was taken back. `by`: what somebody of that name wrote
        instead, wherever they did; nobody is called nothing."""
        about = self._store.all_comments(session)
        if by is None:
            return in_order(one for one in about if self.is_own(one))
        name = _named(by).casefold()
        return in_order(one for one in about if name and one.by.casefold() == name)

    def unsent(self) -> tuple[str, ...]:
        """The sessions here with comments of one's own that are newer than the last that were sent, the newest
        session first."""
        own = [one for one in self._store.all_comments() if self.is_own(one)]
        return tuple(home for home in self._store.homes_of(own) if self._is_unsent(home))

    def _is_unsent(self, session: str) -> bool:
        sent = [left.wall for left in self._store.exports(session) if left.format == SENT]
        written = max(one.written for one in self.to_send(session))
        return not sent or written > max(sent)

    def record_sent(self, sessions: Collection[str], *, sealed: bool) -> None:
        from circle.kept import Left

        wall = self._now()
        self._store.record_exports(Left(one, wall, SENT, "", "", sealed) for one in sessions)


def _named(name: str) -> str:
    return " ".join(clean_text(name, longest=LONGEST_NAME).split())


def _checked(text: str) -> str:
    kept = clean_text(text, longest=LONGEST_TEXT + 1)
    if not kept:
        raise Refused(_("There are no words yet, so nothing was kept."))
    if len(kept) > LONGEST_TEXT:
        why = _("It is too long to be kept: at most {n} characters. What you wrote stays.")
        raise Refused(why.format(n=LONGEST_TEXT))
    return kept
