"""Nothing that was written in a kit is anywhere else, after an evening, documents, refusals and a kill: not in settings, recent
lists, temporary files, output or names of files; and in documents that name nobody, no name and nothing that is private.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from circle.paths import data_folder
from tests.exports.texts import text_of
from tests.reliability.canaries import PRIVATE, PUBLIC, files_under, found_in, private
from tests.ui.typed import ROOT

KITS = (".kit", ".kit-wal", ".kit-shm", ".kit-journal")
"""The kit and its backups. All else in its folder is looked through: a log of the program's own too."""


@dataclass(frozen=True)
class Lived:
    home: Path
    out: Path
    printed: bytes

    @property
    def kits(self) -> list[Path]:
        folder = data_folder(sys.platform, {}, self.home)
        return [one for one in files_under(folder) if one.suffix in KITS]

    @property
    def elsewhere(self) -> list[Path]:
        """Every file but the kit itself, and the documents."""
        there = {*self.kits, *files_under(self.out)}
        return [one for one in files_under(self.home.parent) if one not in there]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    around = tmp_path_factory.mktemp("life")
    home, out, temporary = (around / name for name in ("home", "out", "tmp"))
    for folder in (home, out, temporary):
        folder.mkdir()
    environment = {
        **{name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ},
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    life = subprocess.run(
        [sys.executable, "-m", "tests.reliability.whole_life", str(out)],
        cwd=temporary,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=100,
    )
    assert life.returncode == -signal.SIGKILL, life.stdout.decode()
    return Lived(home, out, life.stdout)


def test_the_kit_holds_every_word_so_they_can_be_found(lived: Lived) -> None:
    data = b"".join(one.read_bytes() for one in lived.kits)
    for field in ("alias1", "name1", "place", "mine", "draft", "comment", "deck", "typed"):
        assert private(field).encode() in data, field
    assert found_in(data) == [PRIVATE, PUBLIC]


def test_no_other_file_holds_a_word_of_it_and_none_is_called_so(lived: Lived) -> None:
    assert [one for one in lived.elsewhere if found_in(one.read_bytes())] == []
    paths = [str(one.relative_to(lived.home.parent)) for one in lived.home.parent.rglob("*")]
    assert [path for path in paths if found_in(path.encode())] == []


def test_nothing_of_it_is_printed(lived: Lived) -> None:
    assert found_in(lived.printed) == []


def test_documents_that_name_nobody_tell_nothing_private(lived: Lived) -> None:
    made = [*files_under(lived.out)]
    assert len(made) == 24
    plain = [one for one in made if not one.read_bytes().startswith(b"age-encryption")]
    texts = {one.name: text_of(one.read_bytes()).encode() for one in plain}
    assert [name for name, text in texts.items() if found_in(text, [PRIVATE])] == []
    assert [name for name, text in texts.items() if found_in(text, [PUBLIC])] != []
    sealed = [one for one in made if one not in plain]
    assert sealed
    assert [one for one in sealed if found_in(one.read_bytes())] == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_word_is_found_however_it_is_written(encoding: str) -> None:
    assert found_in(b"\0\0" + f"Call {private('x').upper()}".encode(encoding)) == [PRIVATE]
    assert found_in(private("x").encode().hex().encode()) == [PRIVATE]
    assert found_in(b"nothing of the kind") == []
