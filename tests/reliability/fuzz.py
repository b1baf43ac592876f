"""A target for each reader: whatever the bytes, it takes them or refuses them in a sentence.

python -m tests.reliability.fuzz HOW-MANY [READER …]    tries so many changed files with each reader
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from random import Random

from tests.reliability.promises import Outcome, promise
from tests.reliability.readers import READERS, Reader

LONGEST_SENTENCE = 700
_NO_WORDS_FOR_A_PERSON = re.compile(
    r"Traceback|Exception|sys\.| object at 0x|<class|[\x00-\x1f\x7f\ud800-\udfff\u202e]"
)


def take(reader: Reader, data: bytes) -> None:
    """Raises what a reader should not raise, and AssertionError for a refusal that is no sentence."""
    said = reader.takes(data)
    if said:
        assert said.endswith("."), said
        assert len(said) <= LONGEST_SENTENCE, said
        assert not _NO_WORDS_FOR_A_PERSON.search(said), said


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    name: partial(take, reader) for name, reader in READERS.items()
}
"""By the name of the reader. Any fuzzer can be given one."""


@dataclass(frozen=True)
class Fault:
    reader: str
    seed: str
    """`Random(seed)` changes a file into the one that did it."""
    error: BaseException


def faults(readers: Iterable[str], many: int, seed: object) -> Iterator[Fault]:
    for name in readers:
        for n in range(many):
            which = f"{seed}-{name}-{n}"
            data = READERS[name].mutated(Random(which))
            try:
                TARGETS[name](data)
            except (Exception, RecursionError) as error:
                yield Fault(name, which, error)


@promise("files from outside, changed at random", short=900, long=60_000)
def fuzz(cases: int, chance: Random) -> Outcome:
    each = max(1, cases // len(READERS))
    found = [*faults(READERS, each, chance.getrandbits(32))]
    return Outcome(
        "A file from outside is taken, and can then be used, or is refused in a sentence",
        each * len(READERS),
        lost=0,
        damaged=len(found),
        falsely=0,
        note=f"{len(READERS)} readers; " + "; ".join(f"{one.seed}: {one.error!r}" for one in found[:3]),
    )  # fmt: skip


def main(many: int, names: list[str]) -> int:
    found = 0
    for fault in faults(names or [*READERS], many, "by hand"):
        found += 1
        print(f"{fault.seed}: {fault.error!r}")
    print(f"{many} files for each of {len(names or READERS)} readers: {found} faults")
    return min(found, 1)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
