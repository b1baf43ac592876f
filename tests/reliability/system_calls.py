"""System calls of a process that change files, as strace recorded them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.reliability.promises import CannotRun

ROOT = Path(__file__).parents[2]

WATCHED = (
    *("open", "openat", "openat2", "creat", "close", "dup", "dup2", "dup3", "lseek", "mmap"),
    *("write", "pwrite64", "writev", "pwritev", "pwritev2", "copy_file_range", "sendfile"),
    *("ftruncate", "truncate", "fallocate", "fsync", "fdatasync", "sync_file_range"),
    *(
        "unlink",
        "unlinkat",
        "rename",
        "renameat",
        "renameat2",
        "link",
        "linkat",
        "symlink",
        "symlinkat",
    ),
    *("mkdir", "mkdirat", "rmdir"),
)

_CALL = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+|0x[0-9a-f]+|\?)(.*)", re.DOTALL)
_BEGUN = re.compile(r"(\d+) +(\w+)\((.*) <unfinished \.\.\.>")
_RESUMED = re.compile(r"(\d+) +<\.\.\. (\w+) resumed>(.*)", re.DOTALL)
_PART = re.compile(r'"(?:\\x[0-9a-f]{2})*"|[^,"]+')


@dataclass(frozen=True, slots=True)
class Call:
    """`parts`: bytes for what strace quotes, text for all else. `result`: -1 for an error."""

    process: int
    name: str
    parts: tuple[bytes | str, ...]
    result: int

    def path(self, number: int) -> str:
        part = self.parts[number]
        assert isinstance(part, bytes), self
        return os.fsdecode(part)

    def number(self, number: int) -> int:
        part = self.parts[number]
        assert isinstance(part, str), self
        return int(part)

    def data(self, number: int) -> bytes:
        part = self.parts[number]
        assert isinstance(part, bytes), self
        return part


def need_strace() -> str:
    """Where strace is. Raises CannotRun."""
    if not sys.platform.startswith("linux"):
        raise CannotRun("system calls are recorded and failed with strace, which only Linux has")
    found = shutil.which("strace")
    if found is None:
        raise CannotRun("strace is not installed")
    tried = subprocess.run([found, "-o", "/dev/null", "true"], capture_output=True, check=False)
    if tried.returncode:
        raise CannotRun("this system does not let strace look at a process")
    return found


def recorded(module: str, *arguments: str, into: Path) -> list[Call]:
    """The calls of `python -m module arguments`. Raises CannotRun."""
    strace = need_strace()
    command = [strace, "-f", "--seccomp-bpf", "-xx", "-s", "100000000", "-e", "signal=none"]
    command += ["-e", f"trace={','.join(WATCHED)}", "-o", str(into)]
    done = subprocess.run(
        [*command, sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode()[-2000:]
    with into.open(encoding="ascii") as lines:
        return [*calls(lines)]


def calls(lines: Iterator[str] | Sequence[str]) -> Iterator[Call]:
    """In the order in which they returned."""
    begun: dict[str, str] = {}
    for line in lines:
        whole = line
        if waits := _BEGUN.match(line):
            begun[waits[1]] = f"{waits[1]} {waits[2]}({waits[3]}"
            continue
        if resumed := _RESUMED.match(line):
            whole = begun.pop(resumed[1]) + resumed[3]
        if found := _CALL.match(whole):
            process, name, arguments, result, _rest = found.groups()
            yield Call(int(process), name, _parts(arguments), _result(result))


def _parts(arguments: str) -> tuple[bytes | str, ...]:
    return tuple(_part(one.strip()) for one in _PART.findall(arguments) if one.strip())


def _part(text: str) -> bytes | str:
    if text.startswith('"'):
        return bytes.fromhex(text[1:-1].replace("\\x", ""))
    return text


def _result(text: str) -> int:
    return -1 if text == "?" else int(text, 0)
