"""The Live page: the circle, whose turn it is, what comes next, and beside it a question, notes and voices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.events import RoundPlan
from circle.harvest import NoteKind
from circle.i18n import gettext as _
from circle.moves import FRESH_MS
from circle.next_act import Act, next_act
from circle.prompting import PromptRules
from circle.prompts import Deck
from circle.reflection import SaidBack
from circle.session import Phase, held_ms
from circle.spoken_time import about
from circle.timeline import Floor
from ui.accessible import announce
from ui.actions import bind
from ui.ahead import CLOSE, import_ahead
from ui.live_session import LiveSession
from ui.pages.hidable_side import HidableSide
from ui.pages.live_actions import live_actions
from ui.pages.live_foot import TWO_ROWS_BELOW, LiveFoot
from ui.pages.live_head import LiveHead
from ui.pages.live_shown import circle_shown, clock_shown, live_shown, passes_shown
from ui.pages.live_side import LiveSide
from ui.pages.note_signs import noted
from ui.pages.parts_shown import (
    gathering,
    is_time_to_change,
    moves_in_first,
    time_to_change_words,
)
from ui.pages.prompt_offers import PromptOffers
from ui.pages.seat_acts import SeatAct, seat_acts
from ui.theme import Look
from ui.widgets.circle_view import CircleView
from ui.widgets.find_person import FindPerson
from ui.widgets.message_bar import MessageBar
from ui.widgets.page_frame import PageFrame

if TYPE_CHECKING:
    from circle.preferences import Keys
    from ui.awake import Wakeful
    from ui.last_time import LastTime
    from ui.pages.live_switch import LiveSwitch
    from ui.widgets.notes_hidden import NotesHidden

UNDO_SHOWN_MS = 8_000
SURE_MS = 2_000
"""So long after it was asked whether to end, Page Down answers that; sooner it may be a bounce, or haste."""


class LivePage(QWidget):
    ended = Signal()
    ended_hidden = Signal()
    """Ended while its notes are hidden, which the next page would show."""
    note_kept = Signal()
    each_asked = Signal(int)
    """Everyone is to be asked about their own listening in a round, from 0."""
    keys_asked = Signal()
    digits_chosen = Signal(bool)
    """Whether the clock has digits, for the rest of the session."""
    nothing_to_leave = Signal()
    """Esc was pressed where there was nothing to leave."""
    rules_chosen = Signal(object)
    """When prompts are to be suggested: a PromptRules, to be remembered."""
    nothing_to_begin = Signal()
    """The key that begins was pressed all the same."""

    def __init__(
        self,
        look: Look,
        live: LiveSession,
        decks: Sequence[Deck],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._live = look, live
        self._hidden_digits = False
        self._asked_to_end: int | None = None
        """When."""
        self._refused = self._to_mention = ""
        self._fresh = True
        self._switch: LiveSwitch | None = None
        self._cue = False
        self._cues_said: set[tuple[int, int, int]] = set()
        """The round, the part and its suggested time, of each soft cue that was said."""
        self._question: tuple[str, tuple[str, Callable[[], object]]] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("An open circle"))
        self.actions_by_id = live_actions(live, self)
        self._build(decks)
        self.actions_here = tuple(self.actions_by_id.values())
        bind(self, self.actions_here)
        self._undo_shown = QTimer(self)
        self._undo_shown.setSingleShot(True)
        self._undo_shown.setInterval(UNDO_SHOWN_MS)
        self._undo_shown.timeout.connect(self._foot.hide_undo)
        live.changed.connect(self.show_state)
        live.ticked.connect(self._show_tick)
        live.acted.connect(self._show_undo)
        live.refused.connect(self._refuse)
        live.told.connect(self._say)
        live.kept_for_others.connect(self._offer_to_anyone)
        live.announced.connect(self._announce)
        live.slept.connect(self._ask_about_sleep)
        self.show_state()

    def _build(self, decks: Sequence[Deck]) -> None:
        look, live = self._look, self._live
        self._head = LiveHead(look, self.actions_by_id)
        self._circle = CircleView(look)
        self._circle.setAccessibleName(_("The circle"))
        self._foot = LiveFoot(look, self.actions_by_id)
        self._bar = MessageBar(look)
        self._find = FindPerson(look)
        frame = self._frame = PageFrame(look, two_feet_below=TWO_ROWS_BELOW)
        self._head.put_into(frame)
        frame.body.addWidget(self._circle, 1)
        self._beside = HidableSide(look, live, decks, self.actions_by_id, frame.body, parent=self)
        frame.above_foot.addWidget(self._bar)
        frame.above_foot.addWidget(self._find)
        self._foot.put_into(frame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        self._circle.seat_chosen.connect(self._seat_chosen)
        self._circle.seat_menu_asked.connect(self._show_seat_menu)
        self._find.left.connect(self.setFocus)
        self._bar.closed.connect(self._leave_bar)
        self._bar.changed.connect(self._mention_soon)
        self._offers = PromptOffers(live, self._bar, self._say)
        self._head.keys.clicked.connect(self.keys_asked)
        self._live.drafts.kept.connect(self._show_saved)
        self._head.round_is_cut.connect(self._beside.show_whether_cut)
        self._beside.written.connect(self._keep_note)
        self._beside.rules_chosen.connect(self.rules_chosen)
        self._beside.panel_left.connect(self.setFocus)
        self._beside.each_asked.connect(self.each_asked)

    def use_switch(self, keys: Keys) -> None:
        """One key does all that matters here."""
        from ui.pages.live_switch import LiveSwitch

        look, live = self._look, self._live
        self._switch = LiveSwitch(look, live, self._bar, keys, goes_on=self.next_or_end)
        self._frame.above_foot.addLayout(self._switch.place)
        live.changed.connect(self._say_switch)
        self._say_switch()

    def _say_switch(self) -> None:
        if self._switch is not None:
            self._switch.show_words()

    def press_switch(self) -> None:
        if self._switch is not None:
            self._switch.press()
            self._keep_focus()

    def hold_switch(self) -> None:
        if self._switch is not None:
            self._switch.hold()
            self._keep_focus()

    def is_for_switch(self, focused: QWidget, *, needed: bool) -> bool:
        return self._switch is not None and self._switch.is_for_it(focused, needed=needed)

    def _keep_focus(self) -> None:
        """An answer that was given takes the focus along."""
        if self.isVisible() and self.window().focusWidget() is None:
            self.setFocus()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's names
        self._beside.order_tabs()
        return super().focusNextPrevChild(next)

    @property
    def cover(self) -> NotesHidden | None:
        """What stands there while notes are hidden."""
        return self._beside.cover

    def hide_notes(self, *, asks: bool) -> NotesHidden:
        """`asks`: for a passphrase before they are shown again."""
        from ui.pages.over_page import OverPage

        if self.cover is not None:
            return self.cover
        self.keep_plan()
        self._live.drafts.keep_now()
        for over in self.findChildren(OverPage):
            over.put_away()
        self._find.hide()
        self._bar.forget()
        self._put_bar_away()
        cover = self._beside.hide(asks=asks)
        self.setFocus()
        return cover

    def show_notes(self) -> None:
        """As they are by now."""
        self._beside.show_again()
        self.show_state()
        self.setFocus()

    def show_bell(self) -> None:
        self._circle.show_bell()

    def _at_side(self, act: Callable[[LiveSide], object]) -> None:
        """Does it where notes are shown, and says that they are hidden where they are not."""
        if (side := self._beside.notes_shown) is not None:
            act(side)
        else:
            self._say(_("Notes are hidden. Time goes on, and so does the circle."))

    @property
    def bar(self) -> MessageBar:
        return self._bar

    def tell(self, text: str, *actions: tuple[str, Callable[[], object]]) -> None:
        """Something that is no answer to an act."""
        self._say(text, *actions)

    def mention(self, text: str) -> None:
        """Something that came by itself: what is asked in the bar stays there, and this is said after it."""
        if self._bar.asks:
            self._to_mention = text
        else:
            self._say(text)

    def _mention_soon(self) -> None:
        if self._to_mention:  # the answer that was given comes first
            QTimer.singleShot(0, self, self._mention_now)

    def _mention_now(self) -> None:
        if self._to_mention and self._bar.isHidden():
            text, self._to_mention = self._to_mention, ""
            self._say(text)

    def take_back(self, text: str) -> None:
        """What was told is not so any more."""
        if self._to_mention == text:
            self._to_mention = ""
        if not self._bar.isHidden() and self._bar.text == text:
            self._put_bar_away()

    def show_wakeful(self, wakeful: Wakeful) -> None:
        self._head.show_wakeful(wakeful)

    def show_room(self, words: str) -> None:
        """How it is with the room display; nothing while it is off."""
        self._head.show_room(words)

    def show_last_time(self, last: LastTime) -> None:
        """The commitments that the session came with."""
        self._beside.show_last_time(last)

    def show_state(self) -> None:
        """Everything that an act may have changed."""
        now_ms = self._live.now_ms()
        shown = live_shown(self._live.state, now_ms, hidden_digits=self._hidden_digits)
        self._head.show_live(shown, self._live.state, now_ms)
        self._circle.show_circle(shown.circle)
        self._beside.show_live(shown, self._live.state)
        self._foot.show_live(shown)
        self._offers.follow()
        self._fresh = self._is_fresh(now_ms)
        self._show_clock(now_ms)
        self._cue = self._is_time_to_change(now_ms)

    def _show_tick(self, now_ms: int) -> None:
        self._show_clock(now_ms)
        self._head.show_times(self._live.state, now_ms)
        if self._is_fresh(now_ms) is not self._fresh:
            self._fresh = not self._fresh
            self._foot.show_passes(passes_shown(self._live.state, now_ms))
        if is_time_to_change(self._live.state, now_ms) is not self._cue:
            self.show_state()

    def _is_fresh(self, now_ms: int) -> bool:
        """Whose pass it would be changes when the turn is not fresh any more, and then alone."""
        return held_ms(self._live.state, now_ms) < FRESH_MS

    def _is_time_to_change(self, now_ms: int) -> bool:
        """A soft cue while groups talk. It comes by itself, changes the words in the middle, and is said once."""
        state = self._live.state
        cue, round = is_time_to_change(state, now_ms), state.round
        if cue and round:
            this = round.index, round.part, round.suggested_ms
            if this not in self._cues_said:
                self._cues_said.add(this)
                self._announce(time_to_change_words(round))
        return cue

    def _show_clock(self, now_ms: int) -> None:
        clock = clock_shown(self._live.state, now_ms)
        self._circle.show_clock(clock.face, clock.arc)

    def _show_undo(self, words: str) -> None:
        self._foot.show_undo(words)
        self._undo_shown.start()
        refused = self._refused and self._bar.text == self._refused
        if refused or self._asked_to_end is not None:
            self._put_bar_away()
        self._refused = ""

    def _announce(self, words: str) -> None:
        announce(self._circle, words)

    # What the keys and buttons mean here

    def next(self) -> None:
        self._beside.keep_plan()
        self._live.press(self._ask_whether_to_end if self._would_end else self._live.next)

    @property
    def _would_end(self) -> bool:
        return next_act(self._live.state).act is Act.CLOSE

    def next_or_end(self) -> None:
        """A remote and a switch have no other key to answer the question whether to end."""
        asked = self._asked_to_end
        if not self._would_end or asked is None or not self._bar.isVisible():
            self.next()
        elif self._live.now_ms() - asked >= self._live.ms_of_wall(SURE_MS):
            self._live.press(self._end)

    def begin(self) -> None:
        """Only ever begins: presenter remotes send this key in turn with Esc."""
        state = self._live.state
        if state.phase is Phase.CENTRE and next_act(state).act in (Act.BEGIN_ROUND, Act.GIVE):
            self.next()
        else:
            self.nothing_to_begin.emit()

    def give_to_seat(self, number: int) -> None:
        seats = self._live.state.seats
        self._choose(seats[number - 1] if number <= len(seats) else "")

    def _choose(self, person: str) -> None:
        """The piece is theirs; where the inner circle is still being put together they sit inside first."""
        if moves_in_first(self._live.state, person):
            self._live.press(lambda: self._live.move_in(person))
        else:
            self._pass_piece(person)

    def _pass_piece(self, person: str) -> None:
        self._live.press(lambda: self._live.pass_piece(person))

    def find_person(self) -> None:
        self._find.ask(circle_shown(self._live.state).seats, self._pass_piece)

    def move_in_or_out(self) -> None:
        """Whose seat has the focus; where none has it, somebody is looked for by name."""
        if person := self._circle.focused_person:
            self._move_in_or_out(person)
        elif (round := self._live.state.round) and round.has_inner:
            seats = circle_shown(self._live.state).seats
            asked = _("Who moves in or out? A name or a seat number")
            self._find.ask(seats, self._move_in_or_out, asked)
        else:
            self._live.move_in("")

    def _move_in_or_out(self, person: str) -> None:
        round = self._live.state.round
        inside = round is not None and person in round.inner
        (self._live.move_out if inside else self._live.move_in)(person)

    def begin_note(self) -> None:
        self._at_side(lambda side: side.focus_note())

    def show_people(self) -> None:
        self._at_side(lambda side: side.show_panel("people"))

    def show_turns(self) -> None:
        self._at_side(lambda side: side.show_panel("turns"))

    def show_plan(self) -> None:
        self._at_side(lambda side: side.show_panel("plan"))

    def show_listening(self) -> None:
        if self._live.state.rounds:
            self._at_side(lambda side: side.show_panel("listening"))
        else:
            self._say(_("There has been no round yet. Your own listening has its place after one."))

    def offer_prompt(self) -> None:
        self._at_side(
            lambda side: self._live.press(lambda: self._offers.offer(side.to_offer), "prompt")
        )

    def use_rules(self, rules: PromptRules) -> None:
        """When prompts are suggested."""
        self._beside.use_rules(rules)

    def say_heard(self, answer: SaidBack) -> None:
        self._at_side(lambda side: self._live.press(lambda: side.say_heard(answer), answer))

    def toggle_digits(self) -> None:
        self.show_digits(on=self._hidden_digits)
        self.digits_chosen.emit(not self._hidden_digits)

    def show_digits(self, *, on: bool) -> None:
        self._hidden_digits = not on
        self.show_state()

    def read_back(self) -> None:
        """The key points and commitments, large, for the circle to agree what may leave."""
        from ui.pages.read_back import read_back

        if self.cover is not None:
            self._at_side(lambda _side: None)
        elif not read_back(self._look, self, self._live):
            self._say(
                _(
                    "There are no key points or commitments yet. They are read back once some are kept."
                )
            )

    def end_or_begin_round(self) -> None:
        """Ends a part of a round while another follows, then the round."""
        round = self._live.state.round
        if round is None and self._live.state.rounds:
            self._live.begin_again()
        elif round is not None and not round.is_last_part:
            self._live.next_part()
        else:
            self._live.end_round()

    def choose_form(self) -> None:
        """One more round, of a form that is chosen from a menu over its button."""
        from ui.widgets.menus import open_menu

        rounds = [
            (form.title, partial(self._live.begin_round, form, RoundPlan(form.name)))
            for form in self._live.forms
        ]
        open_menu(self, rounds, self._foot.end_round.mapToGlobal(QPoint(0, 0)))

    def leave_field(self) -> None:
        """Leaves whatever is in the way; it ends nothing and throws nothing away."""
        is_free = self.hasFocus() and not (self._bar.isVisible() or self._find.isVisible())
        self._find.hide()
        self._put_bar_away()
        self._beside.leave()
        self.setFocus()
        if is_free:
            self.nothing_to_leave.emit()

    def ask_to_end(self) -> None:
        if self._asked_to_end is not None and self._bar.isVisible():
            self._end()
        else:
            self._ask_whether_to_end()

    def _ask_whether_to_end(self) -> None:
        self._say(self._end_words(), (_("End the session"), self._end))
        self._asked_to_end = self._live.now_ms()
        import_ahead(self, CLOSE)

    def _end_words(self) -> str:
        """With the keys that answer yes."""
        acts = [
            self.actions_by_id[one] for one in (("forward", "end") if self._would_end else ("end",))
        ]
        match [words for one in acts if (words := self._look.key(one.key))]:
            case [one, other]:
                asked = _("End the session now? {key} again ends it, too, and so does {other}.")
                return asked.format(key=one, other=other)
            case [one]:
                return _("End the session now? {key} again ends it, too.").format(key=one)
            case _:
                return _("End the session now?")

    def _end(self) -> None:
        """What is still being written is kept first; what was left with Esc goes along as it is."""
        self.keep_plan()
        side = self._beside.notes_shown
        field = side.notes.field if side is not None else None
        if field is not None and field.unkept:
            if not self._write(field.unkept):
                return
            field.clear()
        if self._live.close():
            (self.ended if self.cover is None else self.ended_hidden).emit()

    def keep_plan(self) -> None:
        """What is being written in the plan and about commitments counts, and what is noticed of one's own listening."""
        self._beside.keep_all()

    def _keep_note(self, text: str) -> None:
        if self._write(text) and (side := self._beside.notes_shown) is not None:
            side.notes.clear_field()
            self.setFocus()
            self.note_kept.emit()

    def _write(self, text: str) -> bool:
        """A note; in a harvest a key point, and while somebody reports, one of their group."""
        if (now := gathering(self._live.state)) is None:
            meant = noted(text)
            return self._live.written.write_note(meant.text, meant.kind)
        return self._live.written.write_note(text, kind=NoteKind.KEY_POINT, group=now.group)

    def _seat_chosen(self, person: str, shift: bool) -> None:
        if shift:
            self._live.reassign_running(person)
        else:
            self._choose(person)

    def _show_seat_menu(self, person: str, where: QPoint) -> None:
        from ui.widgets.menus import open_menu

        acts = seat_acts(self._live.state, person, self._live.now_ms())
        open_menu(self, [(words, partial(self._do, act, person)) for act, words in acts], where)

    def _do(self, act: SeatAct, person: str) -> None:
        live = self._live
        match act:
            case SeatAct.GIVE:
                self._pass_piece(person)
            case SeatAct.THEIRS:
                live.reassign_running(person)
            case SeatAct.PASSES:
                live.passes(who=person)
            case SeatAct.PASSES_FOR_NOW:
                live.passes(who=person, for_now=True)
            case SeatAct.CENTRE:
                live.centre_piece()
            case SeatAct.STEPS_OUT:
                live.step_out(person)
            case SeatAct.LEAVES:
                live.leave(person)
            case SeatAct.BACK:
                live.come_back(person)
            case SeatAct.MOVES_IN | SeatAct.MOVES_OUT:
                self._move_in_or_out(person)
            case _:
                assert_never(act)

    # What is said in the bar

    def _show_saved(self, is_saved: bool) -> None:
        """A slot of the page's own, which goes with it."""
        self._head.show_saved(is_saved)

    def _refuse(self, why: str) -> None:
        """It stands until something else is done. While nothing can be saved it is not said anew at every press."""
        if self._live.in_trouble and self._bar.isVisible() and self._bar.text == why:
            return
        self._say(why)
        self._refused = why

    def _say(self, text: str, *actions: tuple[str, object]) -> None:
        self._asked_to_end = None
        self._bar.show_message(text, [(words, act) for words, act in actions if callable(act)])

    def _put_bar_away(self) -> None:
        """A question about time stays until it is answered: whatever covers it, it comes back."""
        self._asked_to_end = None
        self._bar.put_away()
        if self._question is not None:
            self._say(*self._question)

    def _leave_bar(self) -> None:
        """The bar's own "Not now" is an answer, too."""
        if self._question is not None and self._bar.text == self._question[0]:
            self._question = None
        self._put_bar_away()

    def _ask(self, text: str, words: str, act: Callable[[], object]) -> None:
        def answer() -> None:
            self._question = None
            act()

        self._question = (text, (words, answer))
        self._say(*self._question)

    def _offer_to_anyone(self, why: str) -> None:
        self._say(why, (_("Anyone may take it now"), self._live.lift_once_until_all))

    def _ask_about_sleep(self, start_ms: int, end_ms: int) -> None:
        text = _("The laptop slept for {time}, and that time is counted.")
        self._ask_about_time(text, start_ms, end_ms, counted=True)

    def tell_of_absence(self, start_ms: int, end_ms: int) -> None:
        """After a power cut: for how long nothing ran, and whose time that was."""
        text = _("Circlekeeper was not running for {time}. That time is kept as a pause.")
        self._ask_about_time(text, start_ms, end_ms, counted=False)

    def _ask_about_time(self, text: str, start_ms: int, end_ms: int, *, counted: bool) -> None:
        said = text.format(time=about(end_ms - start_ms))
        live = self._live
        if live.state.hand.floor is not Floor.HELD:
            self._say(said)
        elif counted:
            leave_out = lambda: live.set_time_aside(start_ms, end_ms)  # noqa: E731
            self._ask(said, _("Leave it out"), leave_out)
        else:
            name = live.state.participant(live.state.hand.holder or "").alias
            count = lambda: live.count_time(start_ms, end_ms)  # noqa: E731
            self._ask(said, _("It was {name}’s turn").format(name=name), count)
