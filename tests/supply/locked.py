"""What the program needs to run, as uv.lock has it, and under which licence each part says it is."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]

_PROJECT = "circlekeeper"
_CLASSIFIERS = {
    "License :: Public Domain": "Public domain",
    "License :: OSI Approved :: BSD License": "BSD",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
}
_OTHER_WORDS = {"Apache License, Version 2.0": "Apache-2.0"}
_TEXTS = {"This software is provided 'as-is', without any express or implied warranty.": "Zlib"}
"""What a text of a licence says, where nothing else is said."""


@dataclass(frozen=True, order=True)
class Dependency:
    """`licence` is "" where none is known."""

    name: str
    version: str
    licence: str


def locked() -> list[Dependency]:
    """Those that are needed to run, on any system, by name."""
    packages = {one["name"]: one for one in _lock()["package"]}
    needed = dict.fromkeys(_needed(packages, _PROJECT))
    return sorted(Dependency(name, packages[name]["version"], licence_of(name)) for name in needed)


def _lock() -> Mapping[str, Any]:
    return tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))


def _needed(packages: Mapping[str, Any], name: str) -> Iterator[str]:
    """Each once, those among it too that only another system or Python needs."""
    seen, waiting = {name}, [name]
    while waiting:
        for one in packages[waiting.pop()].get("dependencies", ()):
            if one["name"] not in seen:
                seen.add(one["name"])
                waiting.append(one["name"])
                yield one["name"]


def licence_of(name: str) -> str:
    """As it says itself: an expression, else a short word, else a classifier, else by the text beside it."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    expression, words = (_one(said, name) for name in ("License-Expression", "License"))
    if expression:
        return expression
    if words and "\n" not in words.strip():
        return _OTHER_WORDS.get(words.strip(), words.strip())
    found = [_CLASSIFIERS[one] for one in said.get_all("Classifier") or () if one in _CLASSIFIERS]
    return next(iter(found), _by_its_text(name))


def _one(said: metadata.PackageMetadata, name: str) -> str:
    return next(iter(said.get_all(name) or ()), "")


def _by_its_text(name: str) -> str:
    files = metadata.files(name) or ()
    text = "\n".join(one.read_text("utf-8") for one in files if one.name.startswith("LICENSE"))
    squeezed = " ".join(text.split())
    return next((short for words, short in _TEXTS.items() if words in squeezed), "")
