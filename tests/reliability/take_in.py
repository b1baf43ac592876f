"""A process of its own that takes in files one by one, and says for each how it went and what it cost.

python -m tests.reliability.take_in HOME PASSPHRASE < names of files, one a line
"""

from __future__ import annotations

import hashlib
import json
import resource
import sys
from contextlib import closing
from pathlib import Path

from circle.errors import Refused
from circle.importing import import_file
from circle.store import Store


def memory() -> int:
    """In kB, what this process has now; and from now on `most_memory` counts anew."""
    Path("/proc/self/clear_refs").write_text("5")
    return _status("VmRSS")


def most_memory() -> int:
    return _status("VmHWM")


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def kit(home: Path) -> str:
    return hashlib.sha256(b"".join(one.read_bytes() for one in sorted(home.iterdir()))).hexdigest()


def main(home: Path, passphrase: str) -> None:
    with closing(Store.open(home)) as store:
        for line in sys.stdin:
            path = Path(line.rstrip("\n"))
            before, began, had = kit(home), seconds(), memory()
            try:
                said = f"taken in: {import_file(store, path, passphrase).outcome}"
            except Refused as error:
                said = str(error)
            report = {
                "said": said,
                "seconds": seconds() - began,
                "grown_kb": most_memory() - had,
                "unchanged": kit(home) == before,
            }
            sys.stdout.write(json.dumps(report) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
