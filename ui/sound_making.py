"""Makes the sounds of the bell, by arithmetic alone: nobody else's recording, and nothing to license."""

from __future__ import annotations

import sys
import wave
from array import array
from io import BytesIO
from math import exp, pi, sin
from pathlib import Path
from typing import NamedTuple

from circle.paths import assets

RATE = 22_050
"""Samples a second; one channel of 16 bits."""

_LOUDEST = 0.8
_ENDS_S = 0.05


class Tone(NamedTuple):
    """One part of a sound: how high (Hz), how loud beside the others, and in which time it fades to a third (s)."""

    hz: float
    loud: float
    fades_s: float


class Struck(NamedTuple):
    """Something that is struck: its tones, how long it is heard, and how long its stroke takes (s)."""

    tones: tuple[Tone, ...]
    lasts_s: float
    stroke_s: float


SOUNDS = {
    # The tones of a bell: the hum below, the prime, the third, the fifth, and what is above the octave.
    "bell": Struck(
        (
            Tone(264, 0.35, 1.5),
            Tone(528, 1.0, 0.9),
            Tone(633.6, 0.35, 0.6),
            Tone(792, 0.25, 0.5),
            Tone(1062, 0.45, 0.45),
            Tone(1594, 0.15, 0.25),
            Tone(2130, 0.1, 0.15),
        ),
        3.0,
        0.004,
    ),
    # A bowl has each tone twice, a little apart, so that it breathes.
    "bowl": Struck(
        (
            Tone(174, 1.0, 2.6),
            Tone(175.1, 0.8, 2.6),
            Tone(489, 0.45, 1.7),
            Tone(490.6, 0.35, 1.7),
            Tone(918, 0.16, 0.9),
            Tone(920.3, 0.12, 0.9),
        ),
        6.0,
        0.03,
    ),
    "wood": Struck(
        (Tone(620, 1.0, 0.035), Tone(1240, 0.3, 0.02), Tone(1710, 0.35, 0.012)),
        0.35,
        0.001,
    ),
}


def made(sound: Struck) -> bytes:
    """A WAV file of it."""
    samples = [_at(sound, n / RATE) for n in range(round(sound.lasts_s * RATE))]
    loudest = max(map(abs, samples))
    whole = array("h", (round(32_767 * _LOUDEST * one / loudest) for one in samples))
    if sys.byteorder == "big":
        whole.byteswap()
    file = BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(whole.tobytes())
    return file.getvalue()


def _at(sound: Struck, s: float) -> float:
    """It swells while it is struck, fades, and ends in silence."""
    swells = min(1.0, s / sound.stroke_s)
    ends = min(1.0, (sound.lasts_s - s) / _ENDS_S)
    tones = sum(t.loud * exp(-s / t.fades_s) * sin(2 * pi * t.hz * s) for t in sound.tones)
    return swells * ends * tones


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else assets() / "sounds"
    for name, sound in SOUNDS.items():
        (folder / f"{name}.wav").write_bytes(made(sound))


if __name__ == "__main__":
    main()
