"""What somebody types after `circlekeeper`, and what comes of it."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

from ui.command_line import main

ROOT = Path(__file__).parents[2]
COMMAND = (
    sys.executable,
    *("-c", "import sys; from ui.command_line import main; sys.exit(main())"),
)


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def why(self) -> str:
        """The one line that says why it was refused."""
        assert "Traceback" not in self.err
        (line,) = self.err.splitlines()
        assert (self.code, self.out) == (1, "")
        return line


Typed = Callable[..., Answer]


def typed_here(capsys: pytest.CaptureFixture[str], home: Path) -> Typed:
    """Types into this process, with a kit of its own."""

    def typed(*words: object) -> Answer:
        code = main([str(word) for word in (*words, "--home", home)])
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return typed


def typed_apart(
    *words: object, to: IO[bytes] | None = None, environment: Mapping[str, str] | None = None
) -> Answer:
    """Types into a process of its own. `to`: what takes its output, instead of the answer."""
    run = subprocess.run(
        [*COMMAND, *map(str, words)],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdout=to or subprocess.PIPE,
        stderr=subprocess.PIPE,
        check=False,
    )
    return Answer(run.returncode, (run.stdout or b"").decode(), run.stderr.decode())
