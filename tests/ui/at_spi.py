"""The program as a screen reader has it: a private bus on a private display, and nothing but what it says there."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, MatchRule, Message, MessageType, Properties, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.ui.typed import COMMAND
from ui.live_session import PRESSES_APART_MS

ROOT = Path(__file__).parents[2]
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
launcher = next((path for path in LAUNCHERS if Path(path).exists()), "at-spi-bus-launcher")
missing = [one for one in ("Xvfb", "dbus-daemon", launcher) if shutil.which(one) is None]

_A11Y = "org.a11y.atspi."
_REGISTRY = DBusAddress("/org/a11y/atspi/registry", _A11Y + "Registry", _A11Y + "Registry")
_ANNOUNCED = MatchRule(
    type="signal", interface=_A11Y + "Event.Object", member="Announcement"
)  # fmt: skip
_PATIENCE_S = 8.0
_LOOKS = 400
_BETWEEN_S = _PATIENCE_S / _LOOKS
_PRESSED = ("button", "push button", "list item")
STATES = {"checked": 4, "enabled": 8, "focused": 12, "selected": 23, "showing": 25}


@dataclass(frozen=True)
class Spoken:
    """One object on the bus."""

    reader: ScreenReader
    bus_name: str
    path: str

    def _address(self, interface: str) -> DBusAddress:
        return DBusAddress(self.path, self.bus_name, _A11Y + interface)

    def asks(self, interface: str, method: str, signature: str = "", *body: object) -> Any:
        call = new_method_call(self._address(interface), method, signature or None, body)
        return self.reader.answer(call)[0]

    def _property(self, name: str) -> str:
        return self.reader.answer(Properties(self._address("Accessible")).get(name))[0][1]

    @property
    def name(self) -> str:
        return self._property("Name")

    @property
    def description(self) -> str:
        return self._property("Description")

    @property
    def role(self) -> str:
        return self.asks("Accessible", "GetRoleName")

    @property
    def states(self) -> set[str]:
        low, high = self.asks("Accessible", "GetState")
        bits = low | high << 32
        return {name for name, bit in STATES.items() if bits >> bit & 1}

    @property
    def children(self) -> list[Spoken]:
        there = self.asks("Accessible", "GetChildren")
        return [Spoken(self.reader, *one) for one in there]

    @property
    def acts(self) -> list[str]:
        """The names of what can be done with it, as the program itself calls them."""
        count = self.reader.answer(Properties(self._address("Action")).get("NActions"))[0][1]
        return [self.asks("Action", "GetName", "i", n) for n in range(count)]

    def does(self, act: str) -> None:
        self.asks("Action", "DoAction", "i", self.acts.index(act))

    def is_filled_with(self, text: str) -> None:
        assert self.asks("EditableText", "SetTextContents", "s", text)

    @property
    def text(self) -> str:
        return self.asks("Text", "GetText", "ii", 0, -1)

    def all_within(self) -> Iterator[Spoken]:
        """Itself and all that is shown in it."""
        yield self
        for one in self.children:
            if "showing" in one.states:
                yield from one.all_within()


class Gone(Exception):
    """It was there a moment ago."""


class ScreenReader:
    """Looks at the one program on the bus, and hears what it announces."""

    def __init__(
        self, bus: DBusConnection, program: subprocess.Popen[str], heard: deque[Message]
    ) -> None:
        self._bus, self.program, self._heard = bus, program, heard

    @property
    def heard(self) -> list[str]:
        """Everything that was announced so far."""
        self._hear_out(0)
        return [one.body[3][1] for one in self._heard]

    def answer(self, message: Any) -> tuple[Any, ...]:
        reply = self._bus.send_and_get_reply(message, timeout=_PATIENCE_S)
        if reply.header.message_type is MessageType.error:
            assert "No such object" in str(reply.body), reply.body
            raise Gone
        return reply.body

    def listen(self) -> None:
        self.answer(message_bus.AddMatch(_ANNOUNCED))
        asked = new_method_call(_REGISTRY, "RegisterEvent", "sass", ("object:announcement", [], ""))
        self.answer(asked)

    def hears(self, words: str) -> None:
        """Waits until that is announced."""
        self.until(lambda: words in self.heard, f"{words} in {self.heard}")

    @property
    def window(self) -> Spoken:
        desktop = Spoken(self, _A11Y + "Registry", "/org/a11y/atspi/accessible/root")
        windows = [window for program in desktop.children for window in program.children]
        return windows[0] if windows else desktop

    def _hear_out(self, quiet_s: float) -> None:
        """Until nothing has come for so long."""
        with suppress(TimeoutError):
            while True:
                self._bus.recv_messages(timeout=quiet_s)

    def until(self, is_so: Callable[[], bool], words: str) -> None:
        for _look in range(_LOOKS):
            if is_so():
                return
            assert self.program.poll() is None, "the program has ended"
            self._hear_out(_BETWEEN_S)
        raise AssertionError(f"never: {words}, but\n" + "\n".join(self.lines()))

    def lines(self) -> list[str]:
        return [f"{one.role}: {one.name}" for one in self.window.all_within()]

    def finds(self, name: str, *roles: str, within: str = "") -> Spoken:
        """The one that is shown whose name begins so, once it is there. `within`: what it is a part of."""
        found: list[Spoken] = []

        def is_there() -> bool:
            try:
                whole = self.window
                part = whole if not within else self.finds(within)
                named = [one for one in part.all_within() if one.name.startswith(name)]
                found[:] = [one for one in named if not roles or one.role in roles]
            except Gone:
                return False
            return bool(found)

        self.until(is_there, name)
        return found[0]

    def presses(self, name: str, *, within: str = "", hears: str = "") -> None:
        """A button, or a seat."""
        self.finds(name, *_PRESSED, within=within).does("Press")
        if hears:
            self.hears(hears)

    def rests(self) -> None:
        """What is done again right after the same would be taken for an echo."""
        self._hear_out(PRESSES_APART_MS / 1000)

    def writes(self, name: str, text: str) -> None:
        self.finds(name, "text", "entry").is_filled_with(text)


@contextmanager
def at_the_program(kit: Path, home: Path) -> Iterator[ScreenReader]:
    """The program on a kit, as it is started from a menu, with a screen reader that is there already."""
    with ExitStack() as undo:
        env = {key: value for key, value in os.environ.items() if "WAYLAND" not in key}
        env |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "LANG": "C.UTF-8"}
        env["DISPLAY"] = f":{_first_line(undo, ['Xvfb', '-screen', '0', '1400x900x24', '-nolisten', 'tcp', '-displayfd'], env)}"  # fmt: skip
        env["DBUS_SESSION_BUS_ADDRESS"] = _first_line(
            undo, ["dbus-daemon", "--session", "--nofork", "--print-address"], env
        )
        _started(undo, [launcher, "--launch-immediately"], env)
        bus = undo.enter_context(open_dbus_connection(_address_of_bus(env)))
        window = {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        heard = undo.enter_context(bus.filter(_ANNOUNCED, queue=deque[Message]()))
        program = _started(undo, [*COMMAND, "--home", str(kit)], env | window)
        reader = ScreenReader(bus, program, heard)
        reader.listen()
        yield reader


def _address_of_bus(env: dict[str, str]) -> str:
    """Where assistive programs meet; the launcher has it when it is ready."""
    where = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
    with open_dbus_connection(env["DBUS_SESSION_BUS_ADDRESS"]) as session:
        for _try in range(_LOOKS):
            reply = session.send_and_get_reply(new_method_call(where, "GetAddress"), timeout=5)
            if reply.header.message_type is MessageType.method_return:
                return reply.body[0]
            with suppress(TimeoutError):
                session.recv_messages(timeout=_BETWEEN_S)
    raise AssertionError("there is no bus for assistive programs")


def _first_line(undo: ExitStack, command: Sequence[str], env: dict[str, str]) -> str:
    """Starts what writes where it is to be found, to a pipe whose number is its last argument."""
    read, write = os.pipe()
    last = str(write)
    words = [*command, last] if command[-1] == "-displayfd" else [*command[:-1], f"{command[-1]}={last}"]  # fmt: skip
    _started(undo, words, env, pass_fds=(write,))
    os.close(write)
    with os.fdopen(read) as lines:
        return lines.readline().strip()


def _started(
    undo: ExitStack, command: Sequence[str], env: dict[str, str], pass_fds: tuple[int, ...] = ()
) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        command, env=env, pass_fds=pass_fds, cwd=ROOT, text=True, stderr=subprocess.DEVNULL
    )
    undo.callback(process.wait)
    undo.callback(process.terminate)
    return process
