"""The command `circlekeeper`. Without a command it opens the window, and imports nothing on the way there."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TextIO

from circle.languages import speak_as_kept
from circle.paths import assets, kit_folder

DONE, REFUSED, FAILED, INTERRUPTED = 0, 1, 70, 130
"""What the program ends with; and 2, click's own, when the command itself was not understood."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command, by default that of this process, and gives the exit code."""
    words = tuple(sys.argv[1:] if arguments is None else arguments)
    return _answered(lambda: _run(words), words)


def open_window() -> int:
    """The entry point of the desktop, which gives the files that were opened by a double click."""
    files = tuple(map(Path, sys.argv[1:]))
    return _answered(lambda: open_in_window(None, files), ())


def _answered(run: Callable[[], int], words: Sequence[str]) -> int:
    """The edge of the program: no error goes further. Under `python -X dev` one that nobody expected does."""
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    try:
        if trouble := speak_as_kept(kit_folder(_home_in(words)), assets() / "locale"):
            _say(trouble, DONE)
        return run()
    except BrokenPipeError:
        _stop_writing()
        return DONE
    except OSError as error:
        _stop_writing()
        return _say(_unanswered(error), REFUSED)
    except KeyboardInterrupt:
        return _say(_stopped(), INTERRUPTED)
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        _write_down(error, words)
        return _say(_went_wrong(), FAILED)


def _write_down(error: Exception, words: Sequence[str]) -> None:
    """Into the log of the kit that the command named."""
    from circle.clock import SystemClock
    from circle.program_log import Event, ProgramLog

    folder = kit_folder(_home_in(words))
    ProgramLog(folder, SystemClock()).error(error, Event.UNEXPECTED)


def _home_in(words: Sequence[str]) -> Path | None:
    """The folder of the kit that a command names somewhere, if it does."""
    for word, after in pairwise((*words, "")):
        if word == "--home" and after:
            return Path(after)
        if word.startswith("--home=") and word != "--home=":
            return Path(word.removeprefix("--home="))
    return None


def _run(words: Sequence[str]) -> int:
    found, home = _window_asked_for(words)
    return open_in_window(home) if found else _command(words)


def _window_asked_for(words: Sequence[str]) -> tuple[bool, Path | None]:
    """Whether there is no command; and the folder of the kit, if one is named."""
    match words:
        case ():
            return True, None
        case ("--home", folder) if folder:
            return True, Path(folder)
        case (word,) if word.startswith("--home=") and word != "--home=":
            return True, Path(word.removeprefix("--home="))
        case _:
            return False, None


def open_in_window(home: Path | None, files: tuple[Path, ...] = ()) -> int:
    """`files`: from somebody, and folders of them, to be looked at."""
    from circle.errors import Refused

    if not _has_place_for_window():
        return _say(_nowhere(), REFUSED)
    gc.disable()  # nothing to collect until the window is there, which is then a fifth sooner
    try:
        from ui.application import open_window

        return open_window(home, files)
    except Refused as error:
        return _say(str(error), REFUSED)
    except ImportError as error:
        return _say(no_window(error), REFUSED)


def _command(words: Sequence[str]) -> int:
    import click

    from circle.errors import Refused
    from ui.commands import commands

    try:
        with commands.make_context("circlekeeper", [*words]) as context:
            commands.invoke(context)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.exceptions.Exit as end:
        return end.exit_code
    except Refused as error:
        return _say(str(error), REFUSED)
    return DONE


def no_window(error: ImportError) -> str:
    """What to do when a library of the window is missing."""
    if error.name is None or not error.name.startswith(("PySide6", "shiboken6")):
        raise error
    from circle.i18n import gettext as _

    why = _(
        "The window needs a library that this computer lacks: {what}. "
        "“script/bootstrap window” says which package brings it; the other commands work without."
    )
    return why.format(what=error)


def _has_place_for_window() -> bool:
    """Qt would end the program where there is none."""
    places = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET")
    return sys.platform in ("win32", "darwin") or any(os.environ.get(place) for place in places)


def _nowhere() -> str:
    from circle.i18n import gettext as _

    return _(
        "There is no display to open a window on. Start it from a desktop; "
        "the other commands work without one: circlekeeper --help."
    )


def _went_wrong() -> str:
    from circle.i18n import gettext as _

    return _(
        "Something inside Circlekeeper went wrong, and the command was not finished. What was saved before is safe. "
        "Try again; the report under “Safe keeping” in the window says where it went wrong."
    )


def _stopped() -> str:
    from circle.i18n import gettext as _

    return _("Stopped. What was saved before is safe.")


def _unanswered(error: OSError) -> str:
    from circle.errors import quoted
    from circle.i18n import gettext as _

    why = _("The computer answered {answer}. What was saved before is safe; try again.")
    return why.format(answer=quoted(error.strerror or error, longest=200))


def _say(sentence: str, code: int) -> int:
    if sys.stderr is not None:  # a window on Windows has none
        sys.stderr.write(" ".join(sentence.split()) + "\n")
    return code


def _speak_utf8(stream: TextIO | None) -> None:
    """Whatever the locale says: what is piped on is UTF-8."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def _stop_writing() -> None:
    """Nobody reads any more. Python would say so when it flushes at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
