"""Which prompt for which moment, and when to suggest one. Pure; nothing here offers anything by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from circle.forms import NextUp, Rest, Speaks
from circle.i18n import gettext as _
from circle.next_act import next_planned
from circle.offering import not_offered
from circle.prompts import Deck, Prompt, When, Whom, draw
from circle.session import OPEN, Phase, Round, State
from circle.timeline import Floor, Span

_AT_REST = frozenset({Phase.CENTRE, Phase.SILENCE})
"""When nobody holds the piece, and nobody talks."""


def moment_of(state: State) -> When | None:
    """The moment at which the session is; None while none is open."""
    if state.phase not in OPEN:
        return None
    if (round := state.round) is not None:
        return _moment_in(state, round)
    if next_planned(state) is None and (state.plan or state.rounds):
        return When.AT_CLOSE
    return When.BETWEEN_ROUNDS if state.rounds else When.BEFORE_ROUND


def _moment_in(state: State, round: Round) -> When:
    if _closes(state, round):
        return When.AT_CLOSE
    if round.form.rest is Rest.BREAK:
        return When.BETWEEN_ROUNDS
    waits = round.form.next is not NextUp.NOBODY and not any(round.turns.values())
    return When.BEFORE_ROUND if waits and state.whose_turn is None else When.AFTER_TURN


def _closes(state: State, round: Round) -> bool:
    """Whether a round is the last planned one, and there to end with: after others, or to gather."""
    is_last = round.planned is not None and round.planned == len(state.plan) - 1
    return is_last and (len(state.plan) > 1 or round.form.name == "harvest")


def choose(
    state: State,
    decks: Sequence[Deck],
    *,
    whom: Collection[Whom],
    after: str = "",
    when: When | None = None,
) -> Prompt | None:
    """The prompt for the moment at which the session is, or for another one, that follows the one with the
    text `after`, and round again; first those on the theme of the round. Nothing that has been offered, or
    that a round asks.

    Where fewer than two are left for the moment, those for other moments of the session follow them.
    Prompts for before the session are given when they are asked for, and it has not been opened.
    """
    moment = when or moment_of(state)
    before = moment is When.BEFORE_SESSION
    if moment is None or (before and state.opened is not None):
        return None
    offered = {*state.offered_prompts, *(plan.prompt for plan in state.plan)}
    found = [one for one in _in_order(state, decks) if one.whom in whom]
    ring = _once_each(one for one in found if _is_for(one, moment))
    if not before and sum(one.text not in offered for one in ring) < 2:
        others = (one for one in found if any(_is_for(one, other) for other in _IN_SESSION))
        ring = _once_each((*ring, *others))
    return draw(ring, offered=offered, after=after)


def deck_of(state: State, decks: Sequence[Deck], prompt: Prompt) -> str:
    """The name of the deck that a prompt is drawn from; empty when it is in none."""
    return next((one.name for one in _decks_of(state, decks) if prompt in one.prompts), "")


_IN_SESSION = (When.BEFORE_ROUND, When.AFTER_TURN, When.BETWEEN_ROUNDS, When.AT_CLOSE)


def _is_for(prompt: Prompt, moment: When) -> bool:
    return moment in prompt.when or (not prompt.when and moment is not When.BEFORE_SESSION)


def _once_each(prompts: Iterable[Prompt]) -> list[Prompt]:
    """No text twice: decks of one's own may repeat what others ask."""
    first: dict[str, Prompt] = {}
    for one in prompts:
        first.setdefault(one.text, one)
    return [*first.values()]


def _in_order(state: State, decks: Sequence[Deck]) -> Iterator[Prompt]:
    """Of the session's decks in their order: first what is on the theme of the round, and last what other rounds
    are about.
    """
    chosen, theme = _decks_of(state, decks), _theme_of(state)
    elsewhere = {plan.theme.casefold() for plan in state.plan} - {theme, ""}
    all_of_them = [(deck.theme_of(one).casefold(), one) for deck in chosen for one in deck.prompts]
    yield from (one for its, one in all_of_them if its == theme)
    yield from (one for its, one in all_of_them if its not in {theme, *elsewhere})
    yield from (one for its, one in all_of_them if its in elsewhere)


def _decks_of(state: State, decks: Sequence[Deck]) -> Sequence[Deck]:
    """Those that the session names, as far as they are there; else all."""
    by_name: Mapping[str, Deck] = {one.name: one for one in decks}
    named = state.opened.decks if state.opened else ()
    return [by_name[name] for name in named if name in by_name] or decks


def _theme_of(state: State) -> str | None:
    """Of the round that runs; else of the one to come, or of the last. None: it has none."""
    if state.round is not None:
        plan = state.round.plan
    elif (row := next_planned(state)) is not None:
        plan = state.plan[row]
    elif state.rounds:
        plan = state.rounds[-1].plan
    else:
        return None
    return plan.theme.casefold() or None


@dataclass(frozen=True, slots=True)
class PromptRules:
    """When a prompt is suggested. All are off until a facilitator switches them on."""

    every_turns: int = 0
    """After every so many turns; 0: never."""
    round_ends: bool = False
    long_silence_s: int = 0
    """After a silence of so long, to the facilitator only; 0: never."""
    not_offered: bool = False
    """When some have not been offered the piece, to the facilitator only."""


NO_RULES = PromptRules()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """That now may be a moment for a prompt."""

    reason: str
    whom: Whom
    key: str
    """The same for as long as it is the same suggestion."""


def suggestion(
    state: State, rules: PromptRules, now_ms: int, *, made: Collection[str] = ()
) -> Suggestion | None:
    """What the rules suggest now, besides the suggestions with the keys in `made`. Never while somebody
    holds the piece, and not in a pause, on a break or while groups talk.
    """
    if state.phase not in _AT_REST:
        return None
    return next((one for one in _suggested(state, rules, now_ms) if one.key not in made), None)


def _suggested(state: State, rules: PromptRules, now_ms: int) -> Iterator[Suggestion]:
    last = state.rounds[-1] if state.rounds else None
    if rules.round_ends and last and state.round is None and last.form.rest is not Rest.BREAK:
        yield Suggestion(_("A round has ended."), Whom.ROOM, f"round {last.index}")
    if rules.not_offered and state.round and _leaves_some_out(state, state.round):
        why = _("Not everyone has been offered the piece in this round.")
        yield Suggestion(why, Whom.FACILITATOR, f"not offered {state.round.index}")
    began = _silence_began(state)
    if began and long_silence_left_ms(state, rules, now_ms) == 0:
        why = _("The silence has lasted a while. It may be just what is needed.")
        yield Suggestion(why, Whom.FACILITATOR, f"silence {began.round} {state.turns}")
    if rules.every_turns > 0 and (times := state.turns // rules.every_turns):
        why = _("Some turns have been had.") if rules.every_turns > 1 else _("A turn has been had.")
        yield Suggestion(why, Whom.ROOM, f"turns {times * rules.every_turns}")


def _leaves_some_out(state: State, round: Round) -> bool:
    """As many turns were had as people are here, and somebody has not been offered the piece."""
    passes_to_all = round.form.next is not NextUp.NOBODY and round.speaks is Speaks.ALL
    here = sum(1 for who in state.seats if state.here(who))
    return passes_to_all and sum(round.turns.values()) >= here and bool(not_offered(state, round))


def long_silence_left_ms(state: State, rules: PromptRules, now_ms: int) -> int | None:
    """How long it is until the silence that runs is a long one, 0 when it is; None when no rule asks, when
    there is none, and in a round that is one silence.
    """
    round = state.round
    is_round = round is not None and round.form.next is NextUp.NOBODY
    began = _silence_began(state)
    if rules.long_silence_s <= 0 or began is None or is_round:
        return None
    return max(0, began.start_ms + rules.long_silence_s * 1000 - now_ms)


def _silence_began(state: State) -> Span | None:
    """With what the silence that runs began: it may go on over the beginning or the end of a round."""
    if state.phase is not Phase.SILENCE or state.head is None:
        return None
    *_later, began = takewhile(lambda span: span.hand.floor is Floor.SILENCE, state.head.back())
    return began
