"""A process of its own that gives files to their readers one by one, and says of each what was said and what it cost.

python -m tests.reliability.read_hostile < lines of: reader, TAB, file
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.reliability.readers import READERS
from tests.reliability.take_in import memory, most_memory, seconds


def main() -> None:
    for reader in READERS.values():
        reader.takes(reader.good()[0])  # what is imported then is no cost of a file
    for line in sys.stdin:
        reader, _tab, file = line.rstrip("\n").partition("\t")
        data = Path(file).read_bytes()
        began, had = seconds(), memory()
        said = READERS[reader].takes(data)
        report = {"said": said, "seconds": seconds() - began, "grown_kb": most_memory() - had}
        sys.stdout.write(json.dumps(report) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
