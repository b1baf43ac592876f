"""The Live page: every act through every door, and the screen says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from circle.session import Phase
from tests.ui.facilitator import NAMES, Facilitator, an_evening, at_the_window

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
"""The offscreen platform says so of every menu."""

Do = Callable[[Facilitator], object]


@pytest.fixture
def desk(qapp, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator


@pytest.fixture
def held(desk: Facilitator) -> Facilitator:
    """Amara, the first, has held the piece for 20 seconds."""
    desk.begins().press("Space")
    return desk.waits(20)


class ByKey:
    def __init__(self, *keys: str) -> None:
        self.keys = keys

    def __call__(self, desk: Facilitator) -> None:
        desk.press(*self.keys)


def by_button(words: str) -> Do:
    return lambda desk: desk.click(words)


def after(key: str, then: Do) -> Do:
    def do(desk: Facilitator) -> None:
        desk.press(key)
        then(desk)

    return do


def by_seat(alias: str, *, shift: bool = False) -> Do:
    return lambda desk: desk.click_seat(alias, shift=shift)


def by_enter_on_seat(alias: str, key: str = "Return") -> Do:
    def do(desk: Facilitator) -> None:
        desk.goes_to_seat(alias)
        desk.press(key)

    return do


def by_menu(alias: str, words: str) -> Do:
    return lambda desk: desk.choose(alias, words)


def by_finding(name: str) -> Do:
    def do(desk: Facilitator) -> None:
        desk.press("G")
        desk.writes(name)
        desk.press("Return")

    return do


def another_form(desk: Facilitator) -> None:
    desk.press("Shift+R", "Shift+F")
    desk.choose_in_menu("Open round")


BOB_HOLDS = "Bob holds the talking piece"
CENTRE = "The piece is in the centre"
DOORS: dict[str, tuple[Do, str]] = {
    "pass on: Space": (ByKey("Space"), BOB_HOLDS),
    "pass on: Page Down": (ByKey("PgDown"), BOB_HOLDS),
    "pass on: →": (ByKey("Right"), BOB_HOLDS),
    "pass on: the button": (by_button("Pass the piece to Bob"), BOB_HOLDS),
    "give: a digit": (ByKey("5"), "Esther holds the talking piece"),
    "give: a seat": (by_seat("Esther"), "Esther holds the talking piece"),
    "give: Enter on a seat": (by_enter_on_seat("Esther"), "Esther holds the talking piece"),
    "give: a menu": (by_menu("Dev", "Give the piece to Dev"), "Dev holds the talking piece"),
    "give: a name": (by_finding("esth"), "Esther holds the talking piece"),
    "give: a number": (by_finding("6"), "Zoë holds the talking piece"),
    "give: a name without its accent": (by_finding("zoe"), "Zoë holds the talking piece"),
    "theirs: Shift and a click": (by_seat("Dev", shift=True), "Dev holds the talking piece"),
    "theirs: Shift and Enter": (
        by_enter_on_seat("Dev", "Shift+Return"),
        "Dev holds the talking piece",
    ),
    "theirs: a menu": (by_menu("Dev", "This turn is Dev’s"), "Dev holds the talking piece"),
    "centre: C": (ByKey("C"), CENTRE),
    "centre: a menu": (by_menu("Amara", "Piece to the centre"), CENTRE),
    "silence: S": (ByKey("S"), "End the silence"),
    "silence: the button": (by_button("Silence"), "End the silence"),
    "silence ended: S": (ByKey("S", "S"), CENTRE),
    "passes: P": (ByKey("P"), "Pass the piece to Ceri"),
    "passes: the button": (by_button("Bob passes"), "Pass the piece to Ceri"),
    "passes: a menu": (by_menu("Bob", "Bob passes"), "Pass the piece to Ceri"),
    "passes for now: Shift+P": (ByKey("Shift+P"), "Undo “Bob passed for now”"),
    "passes for now: a menu": (
        by_menu("Bob", "Bob passes for now"),
        "Undo “Bob passed for now”",
    ),
    "pause: Ctrl+P": (ByKey("Ctrl+P"), "Paused"),
    "pause: Pause": (ByKey("Pause"), "Paused"),
    "pause: the button": (by_button("Pause"), "Paused"),
    "resume: Ctrl+P": (ByKey("Ctrl+P", "Ctrl+P"), "Undo “resume”"),
    "resume: Space": (ByKey("Ctrl+P", "Space"), "Undo “resume”"),
    "break: Shift+B": (ByKey("Shift+B"), "End the break"),
    "break: the button": (by_button("Break"), "End the break"),
    "break ended: Space": (ByKey("Shift+B", "Space"), CENTRE),
    "bell: B": (ByKey("B"), "Undo “bell”"),
    "bell: the button": (by_button("Bell"), "Undo “bell”"),
    "prompt: R": (ByKey("C", "R"), "Undo “prompt offered”"),
    "prompt: the button": (after("C", by_button("Offer to the room")), "Undo “prompt offered”"),
    "longer: +": (ByKey("+"), "about 3 min 30 each"),
    "longer: =": (ByKey("="), "about 3 min 30 each"),
    "shorter: −": (ByKey("-"), "about 2 min 30 each"),
    "undo: Ctrl+Z": (ByKey("Ctrl+Z"), CENTRE),
    "undo: Page Up": (ByKey("PgUp"), CENTRE),
    "undo: the chip": (by_button("Undo “Amara began”"), CENTRE),
    "redo: Ctrl+Shift+Z": (ByKey("Space", "Ctrl+Z", "Ctrl+Shift+Z"), BOB_HOLDS),
    "redo: Ctrl+Y": (ByKey("Space", "Ctrl+Z", "Ctrl+Y"), BOB_HOLDS),
    "round ended: Shift+R": (ByKey("Shift+R"), "Between rounds"),
    "round ended: the button": (by_button("End round"), "Between rounds"),
    "one more round: Shift+R": (ByKey("Shift+R", "Shift+R"), "Round 2 of 2 · Question 1?"),
    "a round of another form: Shift+F": (another_form, "Round 2 of 2 · Open round"),
    "steps out: a menu": (by_menu("Bob", "Bob steps out"), "Bob, seat 2, has stepped out"),
    "leaves: a menu": (by_menu("Bob", "Bob leaves"), "Ceri, seat 2, facilitator"),
    "end: Ctrl+E": (ByKey("Ctrl+E"), "End the session now?"),
    "note: N": (ByKey("N"), "Write a note…"),
    "people: J": (ByKey("J"), "Who joins? Name or initials"),
    "people: the button": (by_button("People"), "Who joins? Name or initials"),
    "turns: T": (ByKey("T"), "Put a turn right"),
    "turns: the button": (by_button("Turns"), "Put a turn right"),
    "plan: L": (ByKey("L"), "The plan, and how it goes"),
    "plan: the button": (by_button("Plan"), "The plan, and how it goes"),
    "listening: O": (ByKey("O"), "My own listening · Round 1"),
    "keys: ?": (ByKey("?"), "Esc, or a click, goes back."),
    "keys: the button": (by_button("Keys"), "Esc, or a click, goes back."),
}


@pytest.mark.parametrize("door", DOORS)
def test_every_act_through_every_door_is_done_and_seen(held: Facilitator, door: str) -> None:
    do, then = DOORS[door]
    if door != "note: N":
        assert then not in held.sees.splitlines()
    do(held)
    assert then in held.sees


def test_every_key_of_the_action_table_is_tried_here(held: Facilitator) -> None:
    table = {key for action in held.page.actions_here for key in action.keys}
    tried = {key for do, _then in DOORS.values() if isinstance(do, ByKey) for key in do.keys}
    have_tests_of_their_own = {
        "F5",
        "G",
        "H",
        "I",
        "Escape",
        "Shift+-",
        "Shift+F",
        *("Y", "A", "X"),
        "Shift+H",
        *map(str, range(1, 10)),
    }
    assert table - tried == have_tests_of_their_own - {"5"}


def test_the_digits_1_to_9_are_the_first_nine_seats(desk: Facilitator) -> None:
    names = [f"Person {letter}" for letter in "ABCDEFGHIJ"]
    desk.begins(an_evening(names))
    for number, name in enumerate(names[:9], 1):
        assert f"{name} holds the talking piece" in desk.press(str(number))


def test_a_seat_that_is_not_there_is_told_of(held: Facilitator) -> None:
    assert "Nobody sits there. Choose one of the seats." in held.press("9")
    assert "Amara holds the talking piece" in held.sees


def test_f5_begins_the_round_and_its_first_turn_and_never_passes_the_piece(
    desk: Facilitator,
) -> None:
    desk.opens(an_evening())
    assert "Round 1 of 2" in desk.press("F5")
    assert "Amara holds the talking piece" in desk.press("F5")
    assert "Amara holds the talking piece" in desk.press("F5", "Escape", "F5", "Escape")


def test_the_turn_began_15_s_earlier(held: Facilitator) -> None:
    held.press("Space")
    held.waits(12)
    assert "0:27" in held.press("Shift+-", after_s=0)
    assert "Undo “when it began”" in held.sees


def test_a_turn_cannot_begin_before_its_round(desk: Facilitator) -> None:
    desk.begins().press("Space")
    desk.press("Shift+-")
    assert "This turn cannot have begun earlier than the one before it" in desk.press("Shift+-")


def test_the_suggested_time_goes_down_to_untimed_and_no_further(desk: Facilitator) -> None:
    desk.begins(an_evening(suggested_s=60)).press("Space")
    assert "about 30 s each" in desk.press("-")
    assert "each" not in desk.press("-", "-")


def test_h_hides_the_digits_and_shows_them_again(held: Facilitator) -> None:
    assert "0:20" in held.sees
    held.press("H", after_s=0)
    assert held.circle.shown.hidden_digits
    held.press("H", after_s=0)
    assert not held.circle.shown.hidden_digits


def test_p_is_the_pass_of_whoever_was_just_given_the_piece_and_later_of_the_next(
    desk: Facilitator,
) -> None:
    desk.begins().press("Space")
    assert "Amara passes" in desk.sees
    desk.ticks(9)
    assert "Amara passes" in desk.sees
    assert "Bob passes" in desk.ticks(1)
    desk.press("Space")
    desk.ticks(5)
    assert "Ceri holds the talking piece" in desk.press("P"), "Bob passed; it goes on"
    assert "Bob, seat 2, has been offered the piece" in desk.sees


def test_who_passed_for_now_is_offered_it_again_at_the_end(desk: Facilitator) -> None:
    desk.begins(an_evening(NAMES[:3])).press("Space")
    desk.waits(20)
    desk.press("Shift+P")
    assert "Ceri holds the talking piece" in desk.press("Space")
    assert "Pass the piece to Bob" in desk.sees
    assert "Bob holds the talking piece" in desk.press("Space")
    assert "End the round" in desk.sees


def test_somebody_who_comes_late_does_not_touch_the_running_turn(held: Facilitator) -> None:
    held.press("J")
    held.writes("Lena")
    words = held.press("Return", after_s=10)
    assert "Lena, seat 7, here" in words
    assert "Amara holds the talking piece" in words
    assert "0:31" in held.waits(0).sees
    assert held.live.state.hand.turn == 1


def test_somebody_who_leaves_does_not_touch_the_running_turn(held: Facilitator) -> None:
    held.choose("Dev", "Dev leaves", after_s=10)
    held.waits(0)
    assert "Amara holds the talking piece" in held.sees
    assert "0:30" in held.sees


def test_the_holder_is_not_sent_away_by_the_menu(held: Facilitator) -> None:
    menu = held.menu_of("Amara")
    words = [action.text() for action in menu.actions()]
    menu.close()
    assert words == ["Piece to the centre"]


def test_names_in_a_menu_are_plain_and_short(desk: Facilitator) -> None:
    names = ("R&D", "Maximiliana Konstantinopolous-Featherstonehaugh of Lower Marsh and " * 2)
    desk.begins(an_evening(names))
    menu = desk.menu_of("R&D")
    assert menu.actions()[0].text() == "Give the piece to R&&D"
    menu.close()
    menu = desk.menu_of(desk.circle.shown.seats[1].alias)
    assert menu.sizeHint().width() < 700
    menu.close()


def test_nothing_on_the_page_compares_people(held: Facilitator) -> None:
    for seconds in (40, 90, 5, 300):
        held.waits(seconds)
        held.press("Space")
    held.waits(7)
    for panel in ("Escape", "J", "Escape", "T"):
        words = held.press(panel)
        if panel != "T":  # the turns of the session, in the order in which they happened
            for total in ("1:0", "0:40", "0:41", "1:30", "1:31", "5:0", "%"):
                assert total not in words
        seats = [seat.alias for seat in held.circle.shown.seats]
        assert seats == list(NAMES), "seat order, whoever spoke for how long"


def test_every_state_of_the_floor_is_called_by_its_name(held: Facilitator) -> None:
    for key, phase, words in (
        ("S", Phase.SILENCE, "Silence"),
        ("C", Phase.SILENCE, "Silence"),
        ("S", Phase.CENTRE, CENTRE),
        ("Shift+B", Phase.BREAK, "Break"),
        ("Space", Phase.CENTRE, CENTRE),
        ("Ctrl+P", Phase.PAUSED, "Paused"),
    ):
        held.press(key)
        assert held.live.state.phase is phase
        assert held.circle.shown.upper == words
