"""Labels, cards, bars and fields: what is read, pressed and heard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget
from pytestqt.qtbot import QtBot

from circle.paths import assets
from tests.ui.parts import active_page, colours, put
from ui.icons import Icons
from ui.theme import THEMES, Look, Role, contrast
from ui.widgets.card import Card, Tint
from ui.widgets.checks import Check
from ui.widgets.fields import LineField, TextField
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Body, Heading, Soft, Words
from ui.widgets.message_bar import MessageBar
from ui.widgets.one_line import OneLine
from ui.widgets.pill_shown import Pill
from ui.widgets.pills import Pills


@pytest.fixture
def page(look: Look, qtbot: QtBot) -> QWidget:
    return active_page(qtbot)


# Labels and cards


@pytest.mark.parametrize("made", [Body, Soft, Heading])
def test_peoples_words_are_never_markup(look: Look, qtbot, made):
    label = made(look, "<h1>Bob</h1> & <img src=x>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<h1>Bob</h1> & <img src=x>"


def test_words_wrap_and_a_long_word_is_broken(look: Look, qtbot):
    label = Body(look, "Pneumonoultramicroscopicsilicovolcanoconiosis " * 2)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 100
    one, many = label.heightForWidth(2000), label.heightForWidth(150)
    assert many >= 5 * one
    label.resize(150, many)
    edge = label.grab().toImage().copy(148, 0, 2, many)
    assert edge.pixelColor(1, 0).name() == THEMES["light"].paper.name()


def test_no_line_ends_between_a_figure_and_its_unit(look: Look, qtbot):
    label = Body(look, "You held 2 % of it, 5 min in all.")
    qtbot.addWidget(label)
    assert label.text() == "You held 2 % of it, 5 min in all.", "and it is found as it was written"
    for width in range(30, 260):
        lines = label._laid_out(width)
        ends = [lines.lineAt(n).textStart() for n in range(1, lines.lineCount())]
        starts = [label.text()[end:].lstrip() for end in ends]
        assert not [one for one in starts if one.startswith("%")]
        assert not [one for one in starts if one.startswith("min ")]


def test_a_label_is_as_wide_as_its_words(look: Look, qtbot):
    label = Heading(look, "Trauma network")
    qtbot.addWidget(label)
    words = look.metrics(Role.HEADING).horizontalAdvance("Trauma network")
    assert abs(label.sizeHint().width() - words) <= 3


def test_soft_words_follow_the_palette(look: Look, qtbot):
    label = Soft(look, "about 3 min each")
    qtbot.addWidget(label)
    look.use("dark")
    assert label.palette().color(QPalette.ColorRole.WindowText) == THEMES["dark"].soft


def test_words_grow_with_the_scale(look: Look, qtbot):
    label = Words(look, "Gwen is next", Role.PROMPT)
    qtbot.addWidget(label)
    small = label.sizeHint()
    look.use_scale(2.0)
    assert label.sizeHint().width() > small.width() * 1.9
    assert label.sizeHint().height() > small.height() * 1.8


@pytest.mark.parametrize("made", [Words, Check], ids=["words", "a box to check"])
def test_words_are_measured_anew_when_they_or_the_letters_change(look: Look, qtbot, made):
    part = made(look, "Few words")
    qtbot.addWidget(part)
    wide, high = part.sizeHint().width(), part.heightForWidth(300)
    assert part.heightForWidth(part.sizeHint().width()) == high
    change = part.show_words if isinstance(part, Check) else part.setText
    change("More words than go on one line of three hundred pixels, at any size of letters")
    assert part.sizeHint().width() > wide
    longer = part.heightForWidth(300)
    assert longer > high
    look.use_scale(2.0)
    assert part.heightForWidth(300) > longer
    change("Few words")
    assert part.sizeHint().width() > wide


@pytest.mark.parametrize("tint", list(Tint))
def test_a_card_is_painted_in_its_tint(look: Look, qtbot, tint):
    card = Card(look, "Listen to understand", tint=tint)
    qtbot.addWidget(card)
    card.resize(300, 120)
    theme = look.theme
    fills = {Tint.PLAIN: theme.card, Tint.MOSS: theme.moss_tint, Tint.CLAY: theme.clay_tint}
    assert card.grab().toImage().pixelColor(150, 100) == fills[tint]
    look.use("dark")
    assert card.grab().toImage().pixelColor(150, 100) != fills[tint]


def test_a_card_without_a_heading_leaves_no_room_for_it(look: Look, qtbot):
    card = Card(look)
    qtbot.addWidget(card)
    without = card.sizeHint().height()
    card.show_heading("Recent circles")
    assert card.heading.text() == "Recent circles"
    assert card.sizeHint().height() > without


# Pills


def test_pills_say_how_far_it_is(look: Look, qtbot):
    pills = Pills(look)
    qtbot.addWidget(pills)
    pills.show_pills([Pill.DONE] * 5 + [Pill.NOW] + [Pill.WAITING] * 5, "6 of 11 voices heard")
    assert pills.accessibleName() == "6 of 11 voices heard"


def test_done_now_and_waiting_differ_in_shape(look: Look, qtbot):
    """Without any colour: the one that is now is taller, the waiting one is hollow."""
    pills = Pills(look)
    qtbot.addWidget(pills)
    pills.resize(200, 40)
    pills.show_pills([Pill.DONE, Pill.NOW, Pill.WAITING], "")
    image = pills.grab().toImage()
    theme = look.theme

    def height(x: int) -> int:
        return sum(
            contrast(image.pixelColor(x, y), theme.paper) > 1.05 for y in range(image.height())
        )

    done, now = height(20), height(60)
    assert now > done
    assert contrast(image.pixelColor(100, 7), theme.paper) < 1.2
    assert contrast(image.pixelColor(20, 7), theme.paper) > 4


def test_forty_pills_stay_wide_enough_to_count(look: Look, qtbot):
    pills = Pills(look)
    qtbot.addWidget(pills)
    pills.show_pills([Pill.WAITING] * 40, "0 of 40")
    assert pills.heightForWidth(270) > pills.heightForWidth(1400)


# Messages


def test_a_message_offers_what_to_do_and_goes_away(page: QWidget, look: Look, qtbot):
    bar = MessageBar(look)
    put(page, bar)
    done: list[str] = []
    bar.show_message(
        "The laptop slept for 12 minutes. Nothing is lost.",
        [
            ("Count them", lambda: done.append("count")),
            ("Leave them out", lambda: done.append("out")),
        ],
    )
    assert bar.isVisible()
    assert bar.text == "The laptop slept for 12 minutes. Nothing is lost."
    assert [button.words for button in buttons(bar)] == ["Count them", "Leave them out", "Not now"]
    qtbot.mouseClick(buttons(bar)[1], Qt.MouseButton.LeftButton)
    assert done == ["out"]
    assert not bar.isVisible()


def test_not_now_puts_a_message_away_and_says_so(page: QWidget, look: Look, qtbot):
    bar = MessageBar(look)
    put(page, bar)
    bar.show_message("A copy is kept every 30 minutes.", [("Open the folder", lambda: None)])
    with qtbot.waitSignal(bar.closed):
        qtbot.mouseClick(buttons(bar)[-1], Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_a_message_that_asks_nothing_is_closed(page: QWidget, look: Look, qtbot):
    bar = MessageBar(look)
    put(page, bar)
    bar.show_message("Saved to Notes.pdf.", [])
    assert [button.words for button in buttons(bar)] == ["Close"]


def test_what_was_done_is_said_calmly_and_closed(page: QWidget, look: Look, qtbot):
    trouble, done = MessageBar(look), MessageBar(look)
    put(page, trouble, done)
    undo = [("Undo", lambda: None)]
    trouble.show_message("The disk is full.", undo)
    done.show_message("Put right: when it began.", undo, done=True)
    qtbot.waitExposed(page)
    assert [button.words for button in buttons(trouble)] == ["Undo", "Not now"]
    assert [button.words for button in buttons(done)] == ["Undo", "Close"]
    assert _ground(trouble) == look.theme.clay_tint.name()
    assert _ground(done) == look.theme.card.name()


def _ground(bar: MessageBar) -> str:
    return bar.grab().toImage().pixelColor(bar.width() // 2, 3).name()


def test_a_message_never_takes_the_focus(page: QWidget, look: Look, qtbot):
    field, bar = QLineEdit(), MessageBar(look)
    put(page, field, bar)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    bar.show_message("The disk is full.", [("Try again", lambda: None)])
    qtbot.keyClicks(field, "still writing")
    assert field.hasFocus()
    assert field.text() == "still writing"


def test_an_answer_may_bring_the_next_message(page: QWidget, look: Look, qtbot):
    bar = MessageBar(look)
    put(page, bar)
    bar.show_message(
        "End the session?", [("End it", lambda: bar.show_message("It has ended.", []))]
    )
    qtbot.mouseClick(buttons(bar)[0], Qt.MouseButton.LeftButton)
    assert bar.isVisible()
    assert bar.text == "It has ended."


def test_after_an_answer_by_key_no_other_button_has_the_focus(page: QWidget, look: Look, qtbot):
    bar, button = MessageBar(look), KeyButton(look, "End round")
    put(page, bar, button)
    bar.show_message("The laptop slept.", [("Count it", lambda: None)])
    buttons(bar)[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(buttons(bar)[0].hasFocus)
    qtbot.keyClick(buttons(bar)[0], Qt.Key.Key_Space)
    assert not bar.isVisible()
    assert not button.hasFocus()


def test_the_buttons_of_a_message_go_below_its_words_where_it_is_narrow(page: QWidget, look, qtbot):
    bar = MessageBar(look)
    put(page, bar)
    page.resize(1200, 300)
    bar.show_message("The laptop slept for 12 minutes.", [("Count them", lambda: None)])
    wide = bar.sizeHint().height()
    look.use_scale(2.0)
    page.resize(420, 300)
    qtbot.waitUntil(lambda: bar.height() > wide * 2)
    assert all(bar.rect().contains(button.geometry()) for button in buttons(bar))


def buttons(bar: MessageBar) -> list[KeyButton]:
    return [button for button in bar.findChildren(KeyButton) if not button.isHidden()]


# Fields


def test_writing_into_a_field(page: QWidget, look: Look, qtbot):
    field = LineField(look, "Write a note…", "N")
    put(page, field)
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(field, "Being kind counted")
    assert field.text() == "Being kind counted"
    assert field.accessibleName() == "Write a note…"


@pytest.mark.parametrize("made", [LineField, TextField])
def test_the_focus_of_a_field_is_seen(page: QWidget, look: Look, qtbot, made):
    field, other = made(look, "Add a key point…"), LineField(look)
    put(page, field, other)
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    moss = look.theme.moss.name()
    assert moss not in colours(field.grab().toImage())
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    assert moss in colours(field.grab().toImage())


@pytest.mark.parametrize("made", [LineField, TextField])
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_placeholder_can_be_read(look: Look, qtbot, made, theme):
    look.use(theme.name)
    field = made(look, "Add a key point…")
    qtbot.addWidget(field)
    field.resize(300, 60)
    image = field.grab().toImage()
    inside = image.copy(6, 6, 288, 48)
    words = field.palette().color(QPalette.ColorRole.PlaceholderText)
    assert words == theme.soft
    assert contrast(words, theme.card) >= 4.5
    assert max(contrast(QColor(name), theme.card) for name in colours(inside)) >= 4


def test_fields_grow_with_the_letters(look: Look, qtbot):
    line, text = LineField(look), TextField(look, rows=3)
    qtbot.addWidget(line)
    qtbot.addWidget(text)
    assert line.sizeHint().height() >= 44
    small = text.sizeHint().height()
    look.use_scale(2.0)
    assert line.sizeHint().height() >= 56
    assert text.sizeHint().height() > small * 1.5


def test_tab_leaves_a_field_of_several_lines(page: QWidget, look: Look, qtbot):
    field, other = TextField(look), LineField(look)
    put(page, field, other)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert other.hasFocus()
    assert field.toPlainText() == ""


# Icons


def test_an_icon_takes_the_colour_and_the_sharpness_of_the_screen(qapp):
    icons = Icons(assets() / "icons")
    clay = QColor("#B9552F")
    plain, sharp = icons.pixmap("bell", clay, 20), icons.pixmap("bell", clay, 20, 2.0)
    assert (plain.width(), sharp.width(), sharp.devicePixelRatio()) == (20, 40, 2.0)
    strongest = max(
        (sharp.toImage().pixelColor(x, y) for x in range(40) for y in range(40)),
        key=lambda colour: colour.alpha(),
    )
    assert strongest.name() == clay.name()
    assert icons.pixmap("bell", clay, 20) is plain


def test_an_icon_that_is_not_there_is_said_at_once(qapp):
    with pytest.raises(KeyError, match="trumpet"):
        Icons(assets() / "icons").pixmap("trumpet", QColor("black"), 20)


def test_every_icon_that_ships_can_be_drawn(qapp):
    icons = Icons(assets() / "icons")
    names = [file.stem for file in (assets() / "icons").glob("*.svg")]
    assert len(names) > 15
    for name in names:
        image = icons.pixmap(name, QColor("black"), 24).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), name


def test_what_is_in_one_line_of_a_flow_has_one_middle(look: Look, page: QWidget):
    row, flow = QWidget(page), Flow()
    row.setLayout(flow)
    main, other = (
        KeyButton(look, "First person", kind=Kind.MAIN),
        KeyButton(look, "Back", small=True),
    )
    below = KeyButton(look, "In the next line", small=True)
    for button in (main, other, below):
        flow.addWidget(button)
    wide = main.sizeHint().width() + other.sizeHint().width() + 8
    row.resize(wide, flow.heightForWidth(wide))
    row.show()
    assert main.height() > other.height()
    assert abs(main.geometry().center().y() - other.geometry().center().y()) <= 1
    assert below.y() > main.geometry().bottom()
    assert below.geometry().bottom() < row.height()


def test_a_line_that_is_cut_keeps_as_many_letters_as_it_was_told(look: Look, page: QWidget):
    row = QWidget(page)
    parts = QHBoxLayout(row)
    title, words = OneLine(look, Role.HEADING, least=16), OneLine(look)
    title.show_text("Kitchen table · Session 22")
    words.show_text("Round 1 of 2 · Fishbowl · the inner circle speaks · Question 1?")
    for part in (title, words):
        part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        parts.addWidget(part)
    row.resize(300, 40)
    row.show()
    assert title.width() >= title.fontMetrics().horizontalAdvance("Kitchen table")
    assert words.width() > 0
