"""Sessions to be gone through moment by moment, and the view that shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from circle import events as e
from circle import moves
from circle.comments import About, Comment, CommentKind
from circle.log import Log
from circle.review import Review, reviewed
from tests.circle.story import FORMS, Story
from ui.widgets.moments_view import MomentsView

MINUTE = 60_000
ROUND_MS = 6 * MINUTE
_NONE = Qt.KeyboardModifier.NoModifier


def session(
    *, hidden: str = "", measured: bool = True, rounds: int = 2, count: int = 4, few: int = 0
) -> Log:
    """Ann, Ben, Cleo and Dan have a minute each, a silence of a minute, and a minute with the piece in the centre;
    round by round. Each round has a note, a prompt and a bell, half a minute into Ben's turn. `hidden`: what the
    second round is, "confidential" or "unmeasured".
    """
    story = _opened(count, measured=measured, few=few)
    for number in range(rounds):
        began_ms = number * ROUND_MS
        story.at(began_ms)
        second = number == 1
        plan = e.RoundPlan(
            "open",
            f"Question {number + 1}?",
            f"Part {number + 1}",
            confidential=second and hidden == "confidential",
            measured=measured and not (second and hidden == "unmeasured"),
        )
        story.does(moves.begin_round(story.state, form=FORMS["open"], plan=plan))
        for n, alias in enumerate(("Ann", "Ben", "Cleo", "Dan")[:count]):
            story.at(began_ms + n * MINUTE).gives(alias)
            if alias == "Ben":
                story.at(began_ms + n * MINUTE + 30_000)
                story.does(e.NoteWritten(number + 1, f"Heard in round {number + 1}"))
                story.does(e.PromptOffered(f"Prompt {number + 1}?")).does(e.BellRung())
        story.at(began_ms + 4 * MINUTE).does(moves.begin_silence(story.state))
        story.at(began_ms + 5 * MINUTE).does(e.SilenceEnded())
        story.at(began_ms + ROUND_MS).ends_round()
    return story.at(rounds * ROUND_MS + MINUTE).closes().log


def _opened(count: int, *, measured: bool, few: int) -> Story:
    story = Story(count)
    first = story.log.entries[0]
    assert isinstance(first.event, e.SessionOpened)
    opened = replace(first.event, measured=measured, few=few)
    story.log = Log([replace(first, event=opened)])
    return story


def comment(at_ms: int, text: str = "You let the silence stand.") -> Comment:
    written = "2026-06-08T18:30:00.000+00:00"
    return Comment(
        f"c0ff{at_ms:08}", "abcd", About.MOMENT, at_ms, CommentKind.NOTICING, text, "Sam", written
    )


def review_of(log: Log, comments: Sequence[Comment] = (), name: str = "abcd") -> Review:
    return reviewed(name, log, comments)


def keys(view: MomentsView, *pressed: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
    for key in pressed:
        QTest.keyClick(view.timeline, key, held)
