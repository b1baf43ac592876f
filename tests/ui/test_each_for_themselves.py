"""Everyone is asked, each for themselves: what they see, what the kit holds, and that nobody's answer can be found."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLineEdit
from sqlcipher3 import dbapi2

from circle.events import Participant, RoundPlan, SessionOpened
from circle.harvest import Seen
from circle.kit_troubles import KitFull
from circle.level import Level
from circle.log import Log
from circle.loop import Loop
from circle.moves import open_session
from circle.reflection import Gathered, Heard, Stance, heard_words, stance_words
from circle.store import Store
from tests.exports.texts import QUICK
from tests.fakes import FakeClock
from tests.notes import make_notes
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.keys_alone import presses, tab_to
from tests.ui.seen import button, press, scrolls_sideways, tabbed_to, words_on
from tests.ui.sessions import NAMES, SHELF, settle, show
from ui.live_session import LiveSession
from ui.pages.each_for_themselves import EachForThemselves
from ui.theme import Look

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

Answer = tuple[frozenset[Stance], Heard | None]
ANSWERS = st.lists(
    st.tuples(st.frozensets(st.sampled_from(Stance)), st.one_of(st.none(), st.sampled_from(Heard))),
    max_size=12,
)
SESSION = "0f3a9c51d2e4"


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        facilitator.window.resize(1366, 768)
        yield facilitator


@pytest.fixture
def closing_time(desk: Facilitator) -> Facilitator:
    desk.begins().press("Space", after_s=5)
    desk.press("Ctrl+E", "Ctrl+E", after_s=30)
    return desk


def answers(desk: Facilitator, *said: str, heard: Heard | None = None) -> str:
    """With the keys of somebody who cannot use the mouse, on a question that is there."""
    for words in said:
        tab_to(desk, words)
        desk.press("Space", after_s=0)
    if heard is not None:
        tab_to(desk, "I leave this out")
        desk.press(*["Left"] * (len(Heard) - [*Heard].index(heard)), after_s=0)
    return presses(desk, "Into the box")


# What people see and press


def test_five_people_answer_one_after_another_and_the_close_shows_how_many_said_what(
    closing_time: Facilitator,
) -> None:
    desk = closing_time
    sees = presses(desk, "Ask everyone")
    for words in ("mixed as they come", "five people or more", "thrown away", "Nothing is written"):
        assert words in sees
    before = desk.stored_events
    presses(desk, "First person")
    for n in range(5):
        sees = answers(desk, "I listened", *(["I drifted"] if n == 2 else []), heard=Heard.WHOLLY)
        assert "Pass the laptop on" in sees
        if n < 4:
            presses(desk, "Next person")
    assert desk.stored_events == before, "nothing is written before the box is closed"
    assert "The counts are kept" in presses(desk, "Close the box")
    assert desk.stored_events == before + 1
    desk.window.resize(1366, 1200)  # or it is below what fits, and one scrolls
    sees = presses(desk, "Back")
    assert "How the circle listened" in sees
    assert "5 people answered" in sees
    assert "Felt heard: wholly 5" in sees
    assert "%" not in sees.split("How the circle listened")[1].split("Felt heard")[0]
    lines = sees.splitlines()
    places = [lines.index(stance_words(one), lines.index("At the close")) for one in Stance]
    assert places == sorted(places), "in their own order, whatever the counts"
    assert [lines[place + 1] for place in places] == ["5", "0", "0", "0", "0", "1"]
    assert not desk.button("Everyone was asked already").isEnabled()


def test_whoever_leaves_everything_out_has_not_answered_and_nothing_shows_it(
    closing_time: Facilitator,
) -> None:
    desk = closing_time
    presses(desk, "Ask everyone")
    presses(desk, "First person")
    seen = set[str]()
    for said in ((), (), (), (), ("I drifted away",)):
        seen.add(answers(desk, *said))
        if not said:
            presses(desk, "Next person")
    assert len(seen) == 1, "it looks the same"
    assert "Fewer than five people have answered" in presses(desk, "Close the box")
    assert "Nothing was kept" in desk.click("Close it all the same")
    assert desk.live.state.gathered == ()


def test_every_person_finds_the_questions_as_the_first_did(closing_time: Facilitator) -> None:
    desk = closing_time
    presses(desk, "Ask everyone")
    first = presses(desk, "First person")
    made = set[int]()
    for _ in range(2):
        page = desk.window.page
        assert page is not None
        boxes = [one for one in page.findChildren(QCheckBox) if one.isVisible()]
        assert not any(one.isChecked() for one in boxes)
        made.update(id(one) for one in boxes)
        between = answers(desk, "I was getting through", heard=Heard.HARDLY)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        for told in (*map(stance_words, Stance), *map(heard_words, Heard)):
            assert told not in between
        everything = " ".join(
            one.accessibleName() + one.accessibleDescription()
            for one in page.findChildren(QAbstractButton)
        )
        assert "getting through" not in everything, "not even where nobody looks"
        assert not page.findChildren(QLineEdit)
        assert presses(desk, "Next person") == first
    desk.press("Escape", "Escape")
    desk.click("Throw them away")


def test_fewer_than_five_are_thrown_away_and_that_is_said_before_and_after(
    closing_time: Facilitator,
) -> None:
    desk = closing_time
    before = desk.stored_events
    presses(desk, "Ask everyone")
    presses(desk, "First person")
    answers(desk, "I wanted to fix")
    sees = presses(desk, "Close the box")
    assert "Fewer than five people have answered" in sees
    sees = presses(desk, "Close it all the same")
    assert "Nothing was kept" in sees
    assert "thrown away" in sees
    sees = presses(desk, "Back")
    assert "How the circle listened" not in sees
    assert desk.button("Ask everyone").isEnabled(), "nothing was kept, so it can be asked again"
    assert desk.stored_events == before


def test_esc_with_answers_in_the_box_asks_in_the_bar(closing_time: Facilitator) -> None:
    desk = closing_time
    presses(desk, "Ask everyone")
    presses(desk, "First person")
    answers(desk, "I listened")
    sees = desk.press("Escape")
    assert "There are answers in the box. Leave now, and they are thrown away." in sees
    assert "There are answers in the box" in desk.press("Escape", "Escape"), "remotes send it, too"
    sees = desk.click("Not now")
    assert "answers in the box. Leave" not in sees
    assert "Pass the laptop on" in sees
    desk.press("Escape")
    assert "Ask everyone" in desk.click("Throw them away")


def test_esc_at_a_question_leaves_that_question_and_counts_nobody(
    closing_time: Facilitator,
) -> None:
    desk = closing_time
    presses(desk, "Ask everyone")
    presses(desk, "First person")
    answers(desk, "I listened")
    presses(desk, "Next person")
    tab_to(desk, "I drifted")
    desk.press("Space")
    sees = desk.press("Escape")
    assert "Whatever was answered is in the box, mixed." in sees
    desk.press("Escape")
    desk.click("Throw them away")


def test_a_window_that_is_closed_asks_once_and_then_goes(closing_time: Facilitator) -> None:
    desk = closing_time
    presses(desk, "Ask everyone")
    presses(desk, "First person")
    answers(desk, "I listened")
    desk.window.close()
    assert desk.window.isVisible()
    assert "There are answers in the box" in desk.sees
    desk.window.close()
    assert not desk.window.isVisible()


def test_with_five_in_the_box_leaving_offers_to_keep_the_counts(closing_time: Facilitator) -> None:
    desk = closing_time
    presses(desk, "Ask everyone")
    presses(desk, "First person")
    for n in range(5):
        answers(desk, "I listened")
        if n < 4:
            presses(desk, "Next person")
    desk.press("Escape")
    assert "The counts are kept" in desk.click("Close the box, and keep")


def test_after_a_round_it_is_asked_from_beside_the_circle_and_only_between_rounds(
    desk: Facilitator,
) -> None:
    desk.begins().press("Space", after_s=5)
    assert "Ask everyone" not in desk.press("O")
    sees = desk.press("Escape", "Shift+R", "O")
    assert "My own listening · Round 1" in sees
    presses(desk, "Ask everyone")
    presses(desk, "First person")
    for n in range(5):
        answers(desk, "I listened")
        if n < 4:
            presses(desk, "Next person")
    presses(desk, "Close the box")
    sees = presses(desk, "Back")
    assert "Everyone was asked already" in sees
    assert desk.page is desk.window.page
    assert [one.round for one in desk.live.state.gathered] == [0]
    desk.press("Escape", "Space", "Space")
    assert desk.live.state.hand.holder, "the piece goes on as ever"


def test_what_cannot_be_written_stays_in_the_box_and_can_be_tried_again(
    closing_time: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = closing_time
    presses(desk, "Ask everyone")
    presses(desk, "First person")
    for n in range(5):
        answers(desk, "I listened")
        if n < 4:
            presses(desk, "Next person")

    def full(*_what: object, **_more: object) -> None:
        raise KitFull("The disk is full.")

    with monkeypatch.context() as disk:
        disk.setattr(desk.circlekeeper.desk.store, "append", full)
        assert "The disk is full." in presses(desk, "Close the box")
    assert "The counts are kept" in desk.click("Try again")


# What the kit holds


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kit with an evening that is over."""
    folder = tmp_path_factory.mktemp("kit") / "kit"
    with closing(Store.open(folder)) as store:
        clock = FakeClock()
        loop = Loop(store, clock, SESSION, Log(), now_ms=0)
        people = tuple(Participant(f"p{n}", name, says_yes=True) for n, name in enumerate(NAMES, 1))
        plan = (RoundPlan("go_round", "What did you hear?"),)
        opened = SessionOpened("An evening", people, plan, level=Level.NAMES)
        loop.record(open_session(loop.state, opened), at_ms=0)
        live = LiveSession(loop, SHELF)
        for _ in range(3):
            clock.advance(10_000)
            live.next()
        live.close()
        live.stop()
    return folder


class Kept:
    """Everything that there is after people have answered: the kit, and whatever can be made of it."""

    def __init__(self, kit: Path) -> None:
        self.files = {path.name: path.read_bytes() for path in sorted(kit.iterdir())}
        with closing(dbapi2.connect(kit / "circlekeeper.kit")) as kept:
            tables = kept.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            self.rows = {
                name: kept.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in tables
            }
        with closing(Store.open(kit)) as store:
            self.log = store.read(SESSION)
        self.exports = {
            (level, reader, format.id): format.render(make_notes(SESSION, self.log, level, reader))
            for level in Level
            for reader in Seen
            for format in QUICK
        }


def held(template: Path, folder: Path, look: Look, answers: Sequence[Answer] | None) -> Kept:
    """On a copy of the kit, through the page, at the same time of day; None: nobody was asked."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    with closing(Store.open(folder)) as store:
        live = LiveSession(Loop.look_back(store, FakeClock(), SESSION), SHELF)
        if answers is not None:
            ask(look, live, answers)
        live.stop()
    return Kept(folder)


def ask(look: Look, live: LiveSession, answers: Sequence[Answer]) -> None:
    page = EachForThemselves(look, live)
    show(page, width=1024, height=640)
    for n, (stances, heard) in enumerate(answers):
        button(page, "Next person" if n else "First person").click()
        settle()
        for stance in stances:
            button(page, stance_words(stance)).click()
        if heard is not None:
            button(page, heard_words(heard)).click()
        button(page, "Into the box").click()
        settle()
    if answers:
        button(page, "Close the box").click()
        if page.bar.isVisible():
            button(page.bar, "Close it all the same").click()
    page.close()
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@settings(
    max_examples=4,
    deadline=None,
    phases=(
        Phase.explicit,
        Phase.reuse,
        Phase.generate,
    ),  # each example opens two kits: no shrinking
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(answers=ANSWERS, random=st.randoms(use_true_random=False))
def test_neither_the_kit_nor_any_export_says_who_answered_what_or_when(
    template: Path, look: Look, tmp_path: Path, answers: list[Answer], random: Random
) -> None:
    mixed = [*answers]
    random.shuffle(mixed)
    one, other = (held(template, tmp_path / "kit", look, these) for these in (answers, mixed))
    if sum(1 for stances, heard in answers if stances or heard) < 5:
        other = held(template, tmp_path / "kit", look, None)
    else:
        assert len(one.log.state.gathered) == 1
    assert one.rows == other.rows
    assert one.files == other.files
    assert one.exports == other.exports


def test_the_same_counts_of_other_people_together_leave_the_same_kit(
    template: Path, look: Look, tmp_path: Path
) -> None:
    """Which stances one person named together is not remembered."""
    both = [(frozenset({Stance.FIX, Stance.DRIFTED}), None), (frozenset[Stance](), Heard.HARDLY)]
    apart = [(frozenset({Stance.FIX}), Heard.HARDLY), (frozenset({Stance.DRIFTED}), None)]
    rest: list[Answer] = [(frozenset({Stance.AGREE}), Heard.WHOLLY)] * 4
    kits = [held(template, tmp_path / "kit", look, [*these, *rest]) for these in (both, apart)]
    assert kits[0].files == kits[1].files
    assert kits[0].exports == kits[1].exports


def test_a_second_gathering_is_refused_also_after_undo_and_reopening(
    template: Path, look: Look, tmp_path: Path
) -> None:
    folder = tmp_path / "kit"
    five: list[Answer] = [(frozenset({Stance.FIX}), None)] * 5
    before = held(template, folder, look, five)
    for act in ("nothing", "undo", "reopen"):
        with closing(Store.open(folder)) as store:
            live = LiveSession(Loop.look_back(store, FakeClock(), SESSION), SHELF)
            if act == "undo":
                live.reopen()
                while live.log.can_undo:
                    live.undo()
            elif act == "reopen":
                live.reopen()
                live.close()
            refused: list[str] = []
            live.refused.connect(refused.append)
            assert not live.written.gather_listening(Gathered(6, (), ()))
            assert refused == ["That was asked already, and is asked only once."]
            live.stop()
            assert live.state.gathered == before.log.state.gathered, act


# How it looks


@pytest.mark.parametrize(("size", "scale"), [((1366, 768), 1.0), ((1024, 640), 2.0)])
def test_every_screen_fits_its_place(
    template: Path, look: Look, tmp_path: Path, size: tuple[int, int], scale: float
) -> None:
    shutil.copytree(template, tmp_path / "kit")
    with closing(Store.open(tmp_path / "kit")) as store:
        live = LiveSession(Loop.look_back(store, FakeClock(), SESSION), SHELF)
        look.use_scale(scale)
        page = EachForThemselves(look, live)
        show(page, width=size[0], height=size[1])
        for go_on in ("First person", "Into the box", "Close the box", "Close it all"):
            assert (page.width(), page.height()) == size
            assert scrolls_sideways(page) == []
            assert all(one.accessibleName() for one in tabbed_to(page))
            place = page.bar if page.bar.isVisible() else page
            press(place, go_on)
            settle()
        assert "Nothing was kept" in words_on(page)
        page.close()
        page.deleteLater()
        live.stop()
