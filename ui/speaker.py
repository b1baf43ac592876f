"""Lets a sound be heard, beside the window, and says why where nothing is heard."""

from __future__ import annotations

import wave
from array import array
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any, cast

from circle.errors import Refused
from circle.i18n import gettext as _

_AT_ONCE = 3
"""Sounds that may be heard over one another."""
_LARGEST = 4 << 20
_LAG_S = 0.4
"""What a device has taken and not played yet."""


class NotHeard(Refused):
    """Nothing was heard, and nothing else is different."""


Play = Callable[[bytes, int, Event], None]
"""Plays samples of 16 bits, in one channel, at so many a second; comes back when they were heard, or at once when the
event is set. Raises NotHeard.
"""


class Speaker:
    """It never lets the window wait: devices may take long to answer. After one has failed it is asked again only
    where somebody tries it.
    """

    def __init__(self, folder: Path, play: Play | None) -> None:
        """`folder`: of the sounds. `play`: None, and nothing is ever played."""
        self._folder, self._play = folder, play
        self._beside = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="sound")
        self._ends = Event()
        self.trouble = ""
        """Why nothing is heard, as far as that is known."""

    def sound(self, name: str, volume: int, *, anew: bool = False) -> Future[str]:
        """Plays `<name>.wav`, at a volume of 0 to 100. Gives why it was not heard; empty, where it was. `anew`: though
        it was not heard before.
        """
        if self._play is None or volume <= 0 or (self.trouble and not anew):
            silent: Future[str] = Future()
            silent.set_result(self.trouble if volume else "")
            return silent
        return self._beside.submit(self._heard, self._play, name, volume)

    def stop(self) -> None:
        """At once, so that the program ends when it is closed."""
        self._ends.set()
        self._beside.shutdown(wait=False, cancel_futures=True)

    def _heard(self, play: Play, name: str, volume: int) -> str:
        try:
            samples, rate = _read(self._folder / f"{name}.wav", volume)
            play(samples, rate, self._ends)
            self.trouble = ""
        except NotHeard as why:
            self.trouble = str(why)
        return self.trouble


def _read(file: Path, volume: int) -> tuple[bytes, int]:
    """Softer by the square of the volume, as ears have it."""
    try:
        if file.stat().st_size > _LARGEST:
            raise ValueError
        with wave.open(BytesIO(file.read_bytes())) as sound:
            if (sound.getnchannels(), sound.getsampwidth()) != (1, 2):
                raise ValueError
            samples, rate = array("h", sound.readframes(sound.getnframes())), sound.getframerate()
    except (OSError, EOFError, ValueError, wave.Error):
        why = _(
            "The sound {file} cannot be read, so nothing was heard. The circle shows each bell all the same. "
            "Install Circlekeeper again to have it back."
        )
        raise NotHeard(why.format(file=file.name)) from None
    part = (volume / 100) ** 2
    return array("h", (round(one * part) for one in samples)).tobytes(), rate


def play_on_device(samples: bytes, rate: int, ends: Event) -> None:
    try:
        import miniaudio
    except (ImportError, OSError):
        raise NotHeard(_no_device()) from None
    backends = [one for one in miniaudio.Backend if one is not miniaudio.Backend.NULL]
    try:
        with miniaudio.PlaybackDevice(
            nchannels=1, sample_rate=rate, backends=backends, app_name="Circlekeeper"
        ) as device:
            feeding = _pieces(samples)
            next(feeding)
            device.start(cast("Any", feeding))
            ends.wait(len(samples) / 2 / rate + _LAG_S)
    except miniaudio.MiniaudioError:
        raise NotHeard(_no_device()) from None


def _pieces(samples: bytes) -> Generator[bytes, int]:
    """What a device asks for, so many samples at a time."""
    wanted = yield b""
    at = 0
    while at < len(samples):
        piece = samples[at : at + 2 * wanted]
        at += 2 * wanted
        wanted = yield piece


def _no_device() -> str:
    return _(
        "This computer has nothing to be heard with just now, so the bell is only shown. "
        "Time and notes go on. Plug in a loudspeaker, and try the bell in Settings."
    )
