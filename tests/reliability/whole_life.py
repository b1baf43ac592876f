"""A kit's life with a canary in every field: an evening in the window, documents, files that are refused, and a crash.

A process of its own, in a home of its own: python -m tests.reliability.whole_life OUT
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from circle import events as e
from circle.comments import About, Comment, CommentKind
from circle.errors import Refused
from circle.harvest import NoteKind, Seen
from circle.paths import kit_folder
from circle.people import Consent
from circle.plans import Opener
from circle.reflection import Occasion, Reflection, Stance
from circle.wordings import Wording
from exports.house_kept import Part
from tests.fakes import FakeClock
from tests.reliability.canaries import private, public
from tests.ui.hands import wait_for
from ui.application import Application, make_app

NAMES = tuple(private(f"alias{n}") for n in range(6))
TEMPLATE = f'name = "own"\ntitle = "{private("template")}"\nabout = "{private("about")}"\nplace = 1\n\n[[rounds]]\nform = "open"\ntitle = "x"\n'
DECK = f'name = "own"\ntitle = "{private("deck")}"\nabout = "b"\nplace = 1\n\n[[prompts]]\ntext = "{private("prompts")}"\n'


def opened() -> e.SessionOpened:
    plan = e.RoundPlan(
        "open",
        public("prompt"),
        public("round"),
        theme=public("theme"),
        openers=(Opener("p1", public("material")),),
        first="p1",
    )
    people = tuple(
        e.Participant(f"p{n}", alias, private(f"name{n}"), facilitator=n == 1)
        for n, alias in enumerate(NAMES, 1)
    )
    return e.SessionOpened(
        public("title"),
        people,
        (plan, replace(plan, confidential=True, theme=private("confidential"))),
        agreements=(public("agreement"),),
        circle=public("circle"),
        intention=public("intention"),
        place=private("place"),
        wording=Wording("own", public("wording"), public("facilitator"), "", public("piece")),
        consent=Consent(read=public("read")),
    )


def evening(circlekeeper: Application, clock: FakeClock) -> None:
    circlekeeper.acts.sessions.open_session(opened())
    live = circlekeeper.desk.live
    for _turn in range(6):
        live.next()
        clock.advance(30_000)
    live.written.write_note(public("note"))
    live.written.write_note(f"{NAMES[1]} {public('quote')}", NoteKind.KEY_POINT)
    live.written.show_note(max(live.state.notes), Seen.REPORT)
    live.written.write_note(private("mine"), NoteKind.QUOTE)
    live.written.commit(public("commitment"), who="p3", by="2026-12-01")
    live.written.reflect(Reflection(Occasion.CLOSE, (Stance.FIX,), private("keep"), private("try")))
    live.offer_prompt(public("offered"))
    live.rename("p2", private("renamed"))
    live.join(private("joined"))
    live.rename("p1", NAMES[2])
    store = circlekeeper.desk.store
    store.keep_template("own", TEMPLATE)
    store.keep_deck("own", DECK)
    store.keep_house(Part.CONTACT, public("contact").encode())
    store.keep_draft(live.id, "note", private("draft"))
    said = Comment("c0ffee01", live.id, About.WHOLE, None, CommentKind.QUESTION, private("comment"), private("by"), "2026-06-08T18:30:00.000+00:00")  # fmt: skip
    store.keep_comments([said])
    live.close()
    circlekeeper.acts.sessions.show_close()


def refusals(circlekeeper: Application, out: Path) -> None:
    """Errors, as many as can be had: a file within a folder of whose name nobody is to know, and a folder that is gone."""
    from circle.importing import import_file

    bad = out / f"{private('file')}.json"
    bad.write_text(f'{{"format":"circlekeeper-session","version":"1.0","id":"{private("id")}"}}')
    with suppress(Refused):
        import_file(circlekeeper.desk.store, bad)
    circlekeeper.acts.opening.open([bad])
    circlekeeper.show_start()
    QTimer.singleShot(0, lambda: _choose(bad))
    QFileDialog.getOpenFileNames(circlekeeper.window, "", str(out))
    bad.unlink()


def _choose(file: Path) -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    dialog.selectFile(str(file))
    dialog.accept()


def documents(circlekeeper: Application, out: Path) -> None:
    from circle.level import Level
    from circle.notes import make_notes
    from circle.searched import NOBODY_ELSE
    from exports.formats import FORMATS
    from exports.writing import export

    live = circlekeeper.desk.live
    notes = make_notes(live.id, live.log, Level.NOBODY, Seen.REPORT, NOBODY_ELSE)
    export(notes, FORMATS, out)
    export(notes, FORMATS, out, passphrase=private("passphrase"))
    with suppress(Refused):
        export(notes, FORMATS, out / private("gone"))


def in_focus() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused, "no part of the window has the focus"
    return focused


def crash(circlekeeper: Application) -> None:
    """While somebody writes, as soon as what they wrote is kept."""
    circlekeeper.acts.sessions.open_session(opened())
    live, store = circlekeeper.desk.live, circlekeeper.desk.store
    live.next()
    circlekeeper.window.activateWindow()
    QApplication.processEvents()
    QTest.keyClicks(in_focus(), "n")
    QTest.keyClicks(in_focus(), private("typed"))
    drafts = lambda: store.drafts(live.id)  # noqa: E731
    wait_for(lambda: private("typed") in drafts().values(), lambda: f"drafts: {drafts()}")
    os.kill(os.getpid(), signal.SIGKILL)


def main(out: Path) -> None:
    app, clock = make_app(["circlekeeper"]), FakeClock()
    circlekeeper = Application(app, kit_folder(None), clock)
    circlekeeper.window.show_page(circlekeeper.start)
    circlekeeper.window.show()
    circlekeeper.window.activateWindow()
    circlekeeper.make_ready()
    evening(circlekeeper, clock)
    documents(circlekeeper, out)
    refusals(circlekeeper, out)
    crash(circlekeeper)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
