"""What is done on the Start page that its first paint does not need, and what is said there once the kit was opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from circle.i18n import ngettext
from ui.pages.start_shown import not_opened_words

if TYPE_CHECKING:
    from ui.acts import Acts
    from ui.application import Application
    from ui.safe_keeping import ToSay

MOST_SAID = 4
"""Sentences in the bar at once."""


class StartActs:
    def __init__(self, circlekeeper: Application, acts: Acts) -> None:
        self._circlekeeper, self._acts = circlekeeper, acts
        self._start, self._window = circlekeeper.start, circlekeeper.window
        self._desk = circlekeeper.desk

    def connect(self) -> None:
        start = self._start
        start.finding.asked.connect(self.find_notes)
        start.finding.chosen.connect(self._look_back_at_note)
        start.review_asked.connect(self._circlekeeper.review)
        start.several_asked.connect(self._export_several)
        start.safety_asked.connect(self._circlekeeper.show_safety)
        start.settings_asked.connect(self._circlekeeper.show_settings)
        start.open_asked.connect(self._open_notes)
        start.folder_asked.connect(self._open_folder)
        start.bundles_dropped.connect(self._open_dropped)
        start.others_dropped.connect(self._say_not_opened)

    def show(self, to_say: ToSay | None = None) -> None:
        """`to_say`: where the kit was just opened."""
        circlekeeper, desk, start = self._circlekeeper, self._desk, self._start
        circlekeeper.show_page(start, start.actions_here)
        try:
            circlekeeper.safe_keeping.keep_room()
            open_sessions, damaged = desk.open_sessions()
            start.show_open(open_sessions, desk.wall)
            recent = desk.recent()
            start.show_recent(recent)
            start.show_sample(first=not (recent or open_sessions or damaged))
            self._acts.due.show()
            circlekeeper.safe_keeping.finish_erasing()
            start.find_again()
        except Refused as why:
            self.say(why)
            return
        wrong, quiet, ways = to_say or ((), (), ())
        wrong = (*damaged, *wrong)
        if said := (*wrong, *quiet):
            self._window.say("\n".join(_not_too_many(said)), *ways, done=not wrong)
        else:
            circlekeeper.safe_keeping.passphrase_offer.on_start()

    def say(self, why: Refused) -> None:
        """On the Start page a kit that is not open can be tried again; elsewhere what was asked for can."""
        circlekeeper = self._circlekeeper
        not_opened = map(_not_opened, circlekeeper.opens)
        again = []
        if circlekeeper.page in (None, self._start) and not self._desk.kit.is_open:
            again = self._acts.going_back.choices(why)
            again.append((_("Try again"), circlekeeper.open_kit))
        self._window.say("\n".join((str(why), *not_opened)), *again)

    def find_notes(self, words: str) -> None:
        try:
            self._start.finding.show_found(self._desk.find_notes(words))
        except Refused as why:
            self.say(why)

    def _look_back_at_note(self, session: str, number: int) -> None:
        self._acts.sessions.look_back_at_note(session, number)

    def _export_several(self) -> None:
        self._acts.exports.several()

    def _open_notes(self) -> None:
        self._acts.opening.choose_file()

    def _open_folder(self) -> None:
        self._acts.opening.choose_folder()

    def _open_dropped(self, files: tuple[Path, ...]) -> None:
        self._acts.opening.open(files)

    def _say_not_opened(self, files: tuple[str, ...]) -> None:
        self._window.say(not_opened_words(files))


def _not_opened(file: Path) -> str:
    return _("{file} was not opened.").format(file=quoted(file.name))


def _not_too_many(sentences: tuple[str, ...]) -> tuple[str, ...]:
    """The bar leaves the page its room; the command line tells of all."""
    more = len(sentences) - MOST_SAID
    if more <= 0:
        return sentences
    words = ngettext("And {n} more of the kind.", "And {n} more of the kind.", more)
    return (*sentences[:MOST_SAID], words.format(n=more))
