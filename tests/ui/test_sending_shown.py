"""What is said of comments before they are sent."""

from __future__ import annotations

from datetime import UTC, datetime

from circle.comments import About, Comment, CommentKind
from exports.comments_out import Going
from ui.pages.sending_shown import going_words

DAY = datetime(2026, 5, 11, 12, 0, tzinfo=UTC)
ONE = Comment("c0ffee01", "beef01", About.WHOLE, None, CommentKind.NOTICING, "Warm.", "Mair", DAY.isoformat())  # fmt: skip


def test_of_very_many_sessions_the_last_are_said_together() -> None:
    going = [Going("beef01", "beef01", DAY, (ONE,), title=f"Evening {n}") for n in range(9)]
    first, *others, more, name = going_words(going)
    assert (first, len(others)) == ("1 comment on “Evening 0”, 11 May 2026", 5)
    assert (more, name) == ("and 3 comments on 3 more", "They go under the name “Mair”.")


def test_a_session_without_a_title_is_called_so() -> None:
    first, _name = going_words([Going("beef01", "beef01", DAY, (ONE,))])
    assert first == "1 comment on a session without a title, 11 May 2026"
