"""Every page in a language that nobody speaks: what can be translated is, and all of it fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from circle.i18n import gettext, ngettext, use_language
from circle.paths import assets
from tests.ui.every_page import at_page
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from tests.ui.fitting import what_does_not_fit
from tests.ui.untranslated import cut_off, without_catalogue
from ui.main_window import USUAL
from ui.pages.close import ClosePage
from ui.pages.passphrase import For, PassphrasePage
from ui.pages.unlock import UnlockPage
from ui.pseudo import accented, use_pseudo
from ui.theme import LARGEST_SCALE

NAMES = ("Αμάρα", "Βίκτωρ", "Γαλήνη", "Δάφνη", "Ελένη", "Ζωή")
"""What people write is in letters that English does not have."""


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    use_pseudo()
    try:
        with at_the_window(qapp, tmp_path / "kit") as facilitator:
            facilitator.window.resize(1024, 640)
            yield facilitator
    finally:
        use_language(None, assets() / "locale")


def begun(desk: Facilitator) -> Facilitator:
    from dataclasses import replace

    opened = an_evening(NAMES)
    plan = tuple(replace(one, prompt="Τι;", title="Μέρος") for one in opened.plan)
    desk.begins(replace(opened, title="Βραδιά", circle="Τραπέζι", plan=plan))
    desk.press("Space", "Space", after_s=40)
    return desk


def start(desk: Facilitator) -> QWidget:
    return desk.circlekeeper.start


def start_after_a_session(desk: Facilitator) -> QWidget:
    close(desk)
    desk.circlekeeper.show_start()
    return desk.circlekeeper.start


def prepare(desk: Facilitator) -> QWidget:
    desk.circlekeeper.prepare(desk.circlekeeper.shelf.templates[0])
    return shown(desk)


def live(desk: Facilitator) -> QWidget:
    begun(desk)
    return shown(desk)


def live_with_keys(desk: Facilitator) -> QWidget:
    begun(desk).press("F1")
    return desk.window


def close(desk: Facilitator) -> QWidget:
    begun(desk)
    desk.live.close()
    desk.circlekeeper.acts.sessions.show_close()
    return shown(desk)


def export(desk: Facilitator) -> QWidget:
    page = close(desk)
    assert isinstance(page, ClosePage)
    desk.circlekeeper.acts.exports.look_first(page)
    return shown(desk)


def export_several(desk: Facilitator) -> QWidget:
    close(desk)
    desk.circlekeeper.show_start()
    desk.circlekeeper.acts.exports.several()
    return shown(desk)


def review(desk: Facilitator) -> QWidget:
    close(desk)
    desk.circlekeeper.review(desk.live.id)
    return shown(desk)


def decks(desk: Facilitator) -> QWidget:
    desk.circlekeeper.show_decks()
    return shown(desk)


def documents(desk: Facilitator) -> QWidget:
    desk.circlekeeper.show_documents()
    return shown(desk)


def settings(desk: Facilitator) -> QWidget:
    desk.circlekeeper.show_settings()
    return shown(desk)


def safe_keeping(desk: Facilitator) -> QWidget:
    desk.circlekeeper.show_safety()
    return shown(desk)


def passphrase(desk: Facilitator) -> QWidget:
    page = PassphrasePage(desk.circlekeeper.look, For.SET, lambda: "4-7-2-1", parent=desk.window)
    desk.window.show_over(page, page.actions_here, lambda: False)
    return page


def unlock(desk: Facilitator) -> QWidget:
    page = UnlockPage(desk.circlekeeper.look, asks=True, parent=desk.window)
    desk.window.show_over(page, (), lambda: False)
    return page


def shown(desk: Facilitator) -> QWidget:
    assert desk.window.page is not None
    return desk.window.page


PAGES: tuple[Callable[[Facilitator], QWidget], ...] = (
    *(start, start_after_a_session, prepare, live, live_with_keys, close, export, export_several),
    *(review, decks, documents, settings, safe_keeping, passphrase, unlock),
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_every_word_can_be_translated_and_fits(
    desk: Facilitator, page: Callable[[Facilitator], QWidget]
):
    shown_page = page(desk)
    for _turn in range(4):
        QApplication.processEvents()
    assert without_catalogue(shown_page) == []
    assert cut_off(shown_page) == []


@pytest.mark.parametrize("name", ["by_month", "live_plan"])
def test_long_words_in_the_largest_letters_are_not_cut_off(
    qapp: QApplication, tmp_path: Path, name: str
):
    """Buttons may cut theirs short: they have them whole in a tooltip."""
    use_pseudo()
    try:
        with at_page(qapp, tmp_path, name) as desk:
            desk.window.resize(*USUAL)
            desk.circlekeeper.look.use_scale(LARGEST_SCALE)
            for _turn in range(4):
                QApplication.processEvents()
            troubles = what_does_not_fit(desk.window)
            assert [one for one in troubles if not one.startswith("KeyButton")] == []
    finally:
        use_language(None, assets() / "locale")


def test_what_no_catalogue_gives_is_found(desk: Facilitator):
    desk.circlekeeper.start.setAccessibleName("Start")
    assert without_catalogue(desk.circlekeeper.start) == ["StartPage: Start"]


def test_the_language_itself():
    use_pseudo()
    try:
        assert gettext("Undo “{words}” ") == "⟦Ûñðö “{words}”~~~⟧ "
        assert ngettext("{n} voice", "{n} voices", 2) == accented("{n} voices")
    finally:
        use_language(None, assets() / "locale")


@pytest.mark.parametrize("code", ["ar", "cy", "es", "fr", "pl", "uk"])
def test_nothing_is_cut_off_in_a_language_that_ships(code: str, qapp: QApplication, tmp_path: Path):
    use_language(code, assets() / "locale")
    try:
        for page in (prepare, live, close, settings):
            with at_the_window(qapp, tmp_path / page.__name__) as desk:
                desk.window.resize(1024, 640)
                shown_page = page(desk)
                for _turn in range(4):
                    QApplication.processEvents()
                assert cut_off(shown_page) == [], page.__name__
    finally:
        use_language(None, assets() / "locale")
        with at_the_window(qapp, tmp_path / "english"):
            assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
