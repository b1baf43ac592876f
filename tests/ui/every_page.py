"""Every page of the window, and every state of the Live page, by name: how somebody comes to it from Start.

    with at_page(qapp, tmp_path, "live_groups") as desk:
        desk.window  # shows it

`PAGES` are the names, for `pytest.mark.parametrize`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication, QWidget

from circle import events as e
from circle.backup import make_backup
from circle.comments import About, Comment, CommentKind
from circle.harvest import NoteKind, Seen
from circle.i18n import gettext
from circle.kept import Arrived
from circle.kit import FILE_NAME
from circle.level import Level
from circle.log import Log
from circle.preferences import Preferences, keep
from circle.store import Store
from exports.bundle import render
from tests.circle.a_stick import a_stick
from tests.exports.an_evening import an_evening as evening_with_notes
from tests.fakes import AN_EVENING, FakeClock
from tests.notes import make_notes
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from tests.ui.hands import wait_for
from tests.ui.locked import come_to_rest
from ui.pages.export import ExportPage
from ui.pages.open_many import OpenManyPage
from ui.pages.passphrase import For, PassphrasePage
from ui.pages.review import ReviewPage
from ui.pages.unlock import UnlockPage
from ui.sample_evening import OPENED, sample_evening
from ui.widgets.erase_choices import EraseChoices
from ui.widgets.erase_preview import ErasePreview
from ui.widgets.session_review import PUT_RIGHT

GoesThere = Callable[[Facilitator, Path], object]
ELSEWHERE = "e0"
_CIRCLES = ("Kitchen table", "Riverside", "The hospital", "Riverside")
_WRITTEN = "2026-06-08T18:30:00.000+00:00"
_PASSPHRASE = "the heron walks slowly upstream"
_CODE = "4KXMB-7TQWA-2HNRC-9PVDE-GJ36P"
_DECK = """name = "ours"
title = "Our deck"
about = "As we ask it."
place = 0

[[prompts]]
text = "Who is not here?"
"""


@contextmanager
def at_page(
    app: QApplication, folder: Path, name: str, preferences: Preferences | None = None
) -> Iterator[Facilitator]:
    """The window at a page of `PAGES`, on a kit of its own in the folder."""
    kit = folder / "kit"
    if preferences is not None:
        keep(kit, preferences)
    if name not in _ON_EMPTY:
        kit.mkdir(parents=True, exist_ok=True)
        (kit / FILE_NAME).write_bytes(a_full_kit())
    clock = FakeClock(OPENED + timedelta(days=3))
    with at_the_window(app, kit, clock) as desk:
        try:
            _TABLE[name](desk, folder)
            come_to_rest()
            yield desk
        finally:
            desk.circlekeeper.look.use_scale(1.0)
            desk.circlekeeper.look.use("light")


@cache
def a_full_kit() -> bytes:
    """Sessions of one's own and one from elsewhere, comments, and a deck of one's own; as it is closed."""
    with TemporaryDirectory() as folder:
        with closing(Store.open(Path(folder))) as store, store.together():
            for week, circle in enumerate(_CIRCLES):
                store.add_session(f"k{week}", _weeks_ago(4 - week, circle, week))
            from_elsewhere = Arrived("elsewhere", AN_EVENING, "aliases", "trainer")
            store.add_session(ELSEWHERE, evening_with_notes(), _comments(), from_elsewhere)
            store.keep_deck("ours", _DECK)
        return (Path(folder) / FILE_NAME).read_bytes()


def _weeks_ago(weeks: int, circle: str, number: int) -> Log:
    """The sample evening in another week."""
    first, *rest = sample_evening().entries
    assert isinstance(first.event, e.SessionOpened)
    opened = replace(first.event, circle=circle, number=number + 1, template="council")
    entries = (replace(first, event=opened), *rest)
    return Log(replace(one, wall=one.wall - timedelta(weeks=weeks)) for one in entries)


def _comments() -> Sequence[Comment]:
    said = (("c1", About.MOMENT, 20_000), ("c2", About.ROUND, 1), ("c3", About.WHOLE, None))
    return [
        Comment(f"c0ffee{one}", ELSEWHERE, about, at, CommentKind.QUESTION, "Why?", "Sam", _WRITTEN)
        for one, about, at in said
    ]


def _page_of(desk: Facilitator) -> QWidget:
    QApplication.processEvents()
    assert desk.window.page is not None
    return desk.window.page


def _until(is_so: Callable[[], bool], desk: Facilitator) -> None:
    wait_for(is_so, lambda: f"it never came to be so:\n{desk.sees}")


# Before a circle


def _stays(_desk: Facilitator, _folder: Path) -> None:
    """Start is what the window shows first."""


def _interrupted(desk: Facilitator, _folder: Path) -> None:
    """A circle that was not closed."""
    desk.begins().press("Space", after_s=30)
    desk.circlekeeper.desk.put_away()
    desk.circlekeeper.show_start()


def _found(desk: Facilitator, _folder: Path) -> None:
    desk.press("Ctrl+F")
    desk.writes("the")
    desk.press("Return")


def _prepare(desk: Facilitator, _folder: Path) -> None:
    desk.circlekeeper.prepare(desk.circlekeeper.shelf.templates[0])


def _prepare_without(desk: Facilitator, _folder: Path) -> None:
    desk.circlekeeper.prepare(None)


def _prepare_names(desk: Facilitator, folder: Path) -> None:
    _prepare(desk, folder)
    desk.click("Add or paste names")


def _prepare_round(desk: Facilitator, folder: Path) -> None:
    """What can be set of a round is unfolded."""
    _prepare(desk, folder)
    desk.click(gettext("Check-in"))


def _read_aloud(desk: Facilitator, folder: Path) -> None:
    _prepare(desk, folder)
    desk.click("Read aloud first…")


# A circle that is open


def _live(desk: Facilitator, _folder: Path, *, keys: Sequence[str] = (), form: str = "") -> None:
    """Its first round runs; with a form, another; then these keys."""
    desk.begins(an_evening(forms=(form or "go_round", "go_round")))
    for key in keys:
        desk.press(key, after_s=5)


def _before_the_first_round(desk: Facilitator, _folder: Path) -> None:
    desk.opens(an_evening())


def _gathering(desk: Facilitator, folder: Path) -> None:
    """A harvest, in which a key point is written."""
    _live(desk, folder, form="harvest")
    desk.press("N")
    desk.writes("Silence is part of it.")
    desk.press("Return")


def _notes_hidden(desk: Facilitator, folder: Path) -> None:
    _live(desk, folder, keys=("Space",))
    desk.page.hide_notes(asks=True)


# After it


def _close(desk: Facilitator, folder: Path, *, keys: Sequence[str] = ()) -> None:
    """Of a circle with turns, a note and a key point."""
    _live(desk, folder, keys=("Space", "Space", "Space", "N"))
    desk.writes("It rained.")
    desk.press("Return")
    desk.live.written.write_note("Silence is part of it.", NoteKind.KEY_POINT)
    desk.press("Ctrl+E", "Ctrl+E", after_s=30)
    for key in keys:
        desk.press(key)


def _each(desk: Facilitator, folder: Path) -> None:
    _close(desk, folder)
    desk.circlekeeper.acts.sessions.ask_each()


def _export(desk: Facilitator, folder: Path) -> None:
    _close(desk, folder, keys=("Ctrl+Shift+L",))
    page = _page_of(desk)
    assert isinstance(page, ExportPage)
    _until(lambda: page.view.pages.page > 0, desk)


# What was kept


def _review(
    desk: Facilitator, _folder: Path, *, session: str = ELSEWHERE, keys: Sequence[str] = ()
) -> None:
    desk.circlekeeper.review(session)
    come_to_rest()
    for key in keys:
        desk.press(key)


def _review_page(desk: Facilitator) -> ReviewPage:
    page = _page_of(desk)
    assert isinstance(page, ReviewPage)
    return page


def _review_nothing(desk: Facilitator, _folder: Path) -> None:
    desk.press("Ctrl+R")


def _review_found(desk: Facilitator, folder: Path) -> None:
    _review(desk, folder, keys=("Ctrl+F",))
    desk.writes("silence")
    desk.press("Return")


def _replay(desk: Facilitator, folder: Path) -> None:
    _review(desk, folder)
    _review_page(desk).session.moments.timeline.setFocus()
    desk.press("Right", "Space", "Space")


def _two_sessions(desk: Facilitator, folder: Path) -> None:
    _review(desk, folder)
    desk.circlekeeper.acts.reviewing.overs.two("k0", "k1")


def _send_comments(desk: Facilitator, folder: Path) -> None:
    _review(desk, folder, keys=("Alt+3",))
    _review_page(desk).comments.field.text.setFocus()
    desk.writes("So still.")
    desk.press("Ctrl+Return")
    desk.click("Send comments back…")


def _open_notes(desk: Facilitator, folder: Path) -> None:
    file = folder / "came.circle"
    notes = make_notes("c1d2e3f4", evening_with_notes(), Level.SEATS, Seen.TRAINER)
    file.write_bytes(render(notes))
    desk.circlekeeper.acts.opening.open((file,))
    _until(lambda: "Opening…" not in desk.sees, desk)


def _open_many(desk: Facilitator, folder: Path) -> None:
    desk.circlekeeper.acts.opening.open((a_stick(folder / "stick"),))
    page = _page_of(desk)
    assert isinstance(page, OpenManyPage)
    _until(lambda: not page.is_busy, desk)


# Around it


def _from_start(desk: Facilitator, _folder: Path, *, words: str) -> None:
    desk.click(words)


def _settings_keys(desk: Facilitator, folder: Path) -> None:
    _from_start(desk, folder, words="Settings…")
    desk.click("Change keys…")


def _deck(desk: Facilitator, _folder: Path) -> None:
    acts = desk.circlekeeper.acts
    acts.decks.show_all()
    (deck,) = (one for one in acts.kit_shelf.now.decks if one.name == "ours")
    acts.decks.open(deck)


def _safety(desk: Facilitator, _folder: Path, *, words: str = "") -> None:
    """The page of safe keeping, or the one that a button on it leads to."""
    desk.circlekeeper.show_safety()
    if words:
        desk.click(words)


def _backups(desk: Facilitator, folder: Path) -> None:
    for days in range(2):
        make_backup(folder / "kit", (OPENED + timedelta(days=days)).date(), left_free=0)
    _safety(desk, folder, words="All backups…")
    _until(lambda: "checking" not in desk.sees, desk)


def _erase_preview(desk: Facilitator, folder: Path) -> None:
    _safety(desk, folder, words="Erase…")
    (choices,) = desk.window.findChildren(EraseChoices)
    choices.name.setText("Esther")
    choices.person_button.click()
    _until(lambda: bool(desk.window.findChildren(ErasePreview)), desk)


def _passphrase(desk: Facilitator, _folder: Path) -> PassphrasePage:
    """Over Start; its code is always the same."""
    window = desk.window
    page = PassphrasePage(desk.circlekeeper.look, For.SET, lambda: _CODE, parent=window)
    window.show_over(page, page.actions_here, lambda: False)
    return page


def _recovery_code(desk: Facilitator, folder: Path) -> None:
    page = _passphrase(desk, folder)
    page.first.line.setText(_PASSPHRASE)
    page.second.setText(_PASSPHRASE)
    page.go_on()


def _unlock(desk: Facilitator, _folder: Path) -> None:
    window = desk.window
    page = UnlockPage(desk.circlekeeper.look, asks=True, parent=window)
    window.show_over(page, (), lambda: False)


_TABLE: dict[str, GoesThere] = {
    "start_empty": _stays,
    "start": _stays,
    "start_open_session": _interrupted,
    "start_found": _found,
    "start_keys": lambda desk, _folder: desk.press("F1"),
    "prepare": _prepare,
    "prepare_without_template": _prepare_without,
    "prepare_names": _prepare_names,
    "prepare_round": _prepare_round,
    "read_aloud": _read_aloud,
    "live_before": _before_the_first_round,
    "live_centre": _live,
    "live_held": partial(_live, keys=("Space",)),
    "live_silence": partial(_live, keys=("Space", "S")),
    "live_paused": partial(_live, keys=("Space", "Ctrl+P")),
    "live_break": partial(_live, keys=("Space", "Shift+B")),
    "live_groups": partial(_live, form="small_groups"),
    "live_threes": partial(_live, form="listening_triad", keys=("Space",)),
    "live_fishbowl": partial(_live, form="fishbowl", keys=("1", "3", "1")),
    "live_saying_back": partial(_live, form="reflection", keys=("Space",)),
    "live_harvest": _gathering,
    "live_people": partial(_live, keys=("Space", "J")),
    "live_turns": partial(_live, keys=("Space", "Space", "T")),
    "live_plan": partial(_live, keys=("Space", "L")),
    "live_listening": partial(_live, keys=("Space", "O")),
    "live_finding": partial(_live, keys=("Space", "G")),
    "live_note": partial(_live, keys=("Space", "N")),
    "live_prompt": partial(_live, keys=("Space", "R")),
    "live_asked_to_end": partial(_live, keys=("Space", "Ctrl+E")),
    "live_notes_hidden": _notes_hidden,
    "live_keys": partial(_live, keys=("Space", "F1")),
    "close": _close,
    "close_notes": partial(_close, keys=("Alt+2",)),
    "close_turns": partial(_close, keys=("Alt+3",)),
    "read_back": partial(_close, keys=("Ctrl+R",)),
    "session_pictures": partial(_close, keys=("Ctrl+I",)),
    "each_for_themselves": _each,
    "export": _export,
    "export_several": partial(_from_start, words="Export several…"),
    "review_empty": _review_nothing,
    "review": _review,
    "review_own": partial(_review, session="k3"),
    "review_filters": partial(_review, keys=("Ctrl+Shift+F",)),
    "review_found": _review_found,
    "review_replay": _replay,
    "review_put_right": partial(_review, session="k3", keys=(PUT_RIGHT,)),
    "over_sessions": partial(_review, session="k1", keys=("Ctrl+T",)),
    "two_sessions": _two_sessions,
    "by_month": partial(_review, keys=("Ctrl+M",)),
    "send_comments": _send_comments,
    "open_notes": _open_notes,
    "open_many": _open_many,
    "decks": partial(_from_start, words="Prompt decks"),
    "deck": _deck,
    "documents": partial(_from_start, words="Documents"),
    "safe_keeping": _safety,
    "backups": _backups,
    "erase": partial(_safety, words="Erase…"),
    "erase_preview": _erase_preview,
    "how_long_kept": partial(_safety, words="How long things are kept…"),
    "what_the_kit_protects": partial(_safety, words="Read it"),
    "report": partial(_safety, words="Copy report…"),
    "passphrase": _passphrase,
    "recovery_code": _recovery_code,
    "unlock": _unlock,
    "settings": partial(_from_start, words="Settings…"),
    "settings_keys": _settings_keys,
    "commands": lambda desk, _folder: desk.press("Ctrl+K"),
    "help": lambda desk, _folder: desk.press("Shift+F1"),
    "sample_circle": lambda desk, _folder: desk.press("Ctrl+T"),
}
_ON_EMPTY = frozenset({"start_empty", "review_empty"})
PAGES = tuple(_TABLE)
