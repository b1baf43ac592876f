"""The shapes that notes take: which sections, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from circle.session_notes import SessionNotes
from circle.templates import Shape
from exports import charts, course, harvested, listening
from exports.blocks import Section

Shown = Callable[[SessionNotes, Shape], Iterator[Section]]
"""Gives no section where there is nothing to show."""

_LISTENING = (
    listening.stances,
    listening.felt_heard,
    listening.said_back,
    listening.own_listening,
)
_COURSE = (
    course.prompts,
    course.rounds,
    course.outside,
    course.times,
    charts.section,
    course.people,
)
_FOLLOWS = (harvested.commitments, harvested.became)

SECTIONS: Mapping[Shape, tuple[Shown, ...]] = {
    Shape.PLAIN: (
        course.shared,
        harvested.key_points,
        *_FOLLOWS,
        course.agreements,
        *_LISTENING,
        *_COURSE,
    ),
    Shape.TOPIC: (
        course.topic,
        harvested.key_points,
        *_FOLLOWS,
        course.shared,
        course.agreements,
        *_LISTENING,
        *_COURSE,
    ),
    Shape.STORY: (
        harvested.heard_helped_harmed,
        harvested.in_tellers_words,
        harvested.habits,
        harvested.key_points,
        *_FOLLOWS,
        course.shared,
        course.agreements,
        *_LISTENING,
        *_COURSE,
    ),
    Shape.POWER: (
        harvested.moved,
        harvested.commitments,
        harvested.result,
        harvested.became,
        harvested.key_points,
        course.shared,
        course.agreements,
        *_LISTENING,
        *_COURSE,
    ),
    Shape.PRACTICE: (
        *_LISTENING,
        harvested.key_points,
        *_FOLLOWS,
        course.shared,
        course.agreements,
        *_COURSE,
    ),
    Shape.POINTS: (
        course.questions,
        harvested.key_points,
        course.closing_line,
        *_FOLLOWS,
        course.shared,
        course.agreements,
        *_LISTENING,
        *_COURSE,
    ),
}
"""Every shape has every general section: what has no place of its own stands there."""


def sections(notes: SessionNotes, shape: Shape) -> tuple[Section, ...]:
    return tuple(section for show in SECTIONS[shape] for section in show(notes, shape))
