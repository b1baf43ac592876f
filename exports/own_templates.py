"""Templates of one's own for documents: found in the kit's folder, tried, and laid out beside the program."""

from __future__ import annotations

from _thread import interrupt_main
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from html.parser import HTMLParser
from pathlib import Path
from signal import SIGINT, default_int_handler, signal
from typing import TYPE_CHECKING

from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from circle.kit_files import OWN_DOCUMENTS
from exports import aside
from exports.layout import TEMPLATES

if TYPE_CHECKING:
    from exports.report import Report

NAMES = ("notes.html.j2", "notes.md.j2")
LARGEST = 256_000
LONGEST_S = 10
_GRACE_S = 5.0
"""So much later the process is ended, where asking it was no use."""
_MORE_MEMORY = 400_000_000
_FIRST_PAGE = 2000
"""Letters on it, beside those of the masthead."""
_FETCHES = frozenset({"src", "srcset", "poster", "background", "data", "formaction", "ping"})
_LEADS = frozenset({"href", "xlink:href"})
_DRAWN_WITH = frozenset({"style", "fill", "stroke", "filter", "mask", "clip-path", "cursor"})
_DOES_MORE = frozenset({"script", "iframe", "object", "embed", "base", "form", "applet", "frame"})


def read_own(kit: Path) -> dict[str, str]:
    """The texts of those that there are, by name. The text is empty where a file cannot be read: its format
    is then refused, and no other.
    """
    return {
        name: _text(kit / OWN_DOCUMENTS / name)
        for name in NAMES
        if (kit / OWN_DOCUMENTS / name).exists()
    }


def why_broken(kit: Path, name: str) -> str:
    """Tries a template on a sample report: a sentence that says what is wrong, or nothing. Takes a moment."""
    from circle.files import read_text
    from exports.sample_report import sample_report

    try:
        text = read_text(kit / OWN_DOCUMENTS / name, largest_bytes=LARGEST)
        own_document(name, text, sample_report())
    except Refused as why:
        return str(why)
    return ""


def give_out(name: str, folder: Path) -> Path:
    """Writes the template that comes with the program to a new file, to begin with. Raises NotWritten."""
    from circle.files import write_new

    return write_new(folder, name, (TEMPLATES / name).read_bytes())


def own_document(name: str, text: str, shown: Report, *, longest_s: float = LONGEST_S) -> bytes:
    """What the template makes of a report, checked. Raises sandbox.Broken."""
    from exports.sandbox import broken

    if not text:
        raise broken(name, None, _("it cannot be read; it has to be UTF-8 text of at most 256 kB."))
    try:
        made = aside.run(_bounded, name, text, shown, longest_s)
    except aside.Stopped:
        why = _("it was not done after {n} seconds, or wanted too much memory.")
        raise broken(name, None, why.format(n=f"{longest_s:g}")) from None
    return made.encode()


def check_document(name: str, made: str, shown: Report) -> None:
    """That who appears, for whom it is and the rule of confidentiality are on the first page, and that nothing
    is fetched or run. Raises sandbox.Broken.
    """
    from exports.sandbox import broken

    try:
        read = _read_html(made) if name.endswith(".html.j2") else _Read(made)
    except AssertionError:  # so Python's reader of HTML says that it gives up
        why = _("the page cannot be read as HTML. Look for {what} in it.")
        raise broken(name, None, why.format(what=quoted("<!["))) from None
    if read.does_more:
        why = _("the page would fetch or run something ({what}); documents only show.")
        raise broken(name, None, why.format(what=quoted(read.does_more)))
    masthead = (shown.title, shown.kind, *(f"{one.name}{one.value}" for one in shown.facts))
    first = _squeezed(read.text.replace("\\", ""))[: _FIRST_PAGE + sum(map(len, masthead))]
    for words in needed(shown):
        if _squeezed(words.replace("\\", "")) not in first:
            why = _("{words} has to stand on the first page.").format(words=quoted(words))
            raise broken(name, None, why)


def needed(shown: Report) -> Sequence[str]:
    """Words that every document has on its first page."""
    rule = _("Confidentiality")
    return (
        shown.level,
        shown.reader,
        *(one.value for one in shown.facts if one.name == rule),
    )


def _text(file: Path) -> str:
    from circle.errors import NotRead
    from circle.files import read_text

    with suppress(NotRead):
        return read_text(file, largest_bytes=LARGEST)
    return ""


def _bounded(name: str, text: str, shown: Report, longest_s: float) -> str:
    """In the process beside the program, as its main thread. Raises Broken where it takes too long or too much."""
    from exports.sandbox import broken, lay_out

    watch = _Watch(longest_s)
    before = signal(SIGINT, default_int_handler)  # a program begun in the background ignores it
    try:
        watch.start()
        with _bounded_memory():
            try:
                made = lay_out(name, text, shown)
                check_document(
                    name, made, shown
                )  # a page may be such that reading it takes for ever
                return made
            finally:
                watch.end()
    except KeyboardInterrupt:
        if not watch.has_interrupted:
            raise
        why = _("it was not done after {n} seconds.")
        raise broken(name, None, why.format(n=f"{longest_s:g}")) from None
    finally:
        watch.end()
        signal(SIGINT, before)


class _Watch:
    """Interrupts the main thread when it takes too long; where that is no use it ends the process, and the program
    goes on. After `end` it does neither.
    """

    def __init__(self, longest_s: float) -> None:
        from threading import Event, Lock, Thread

        self.has_interrupted = False
        self._ended, self._lock = Event(), Lock()
        self._thread = Thread(target=self._wait, args=(longest_s,), daemon=True)

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        """An interruption that was on its way comes in here. Then it has to be called once more."""
        with self._lock:
            self._ended.set()

    def _wait(self, longest_s: float) -> None:
        import os

        if self._ended.wait(longest_s):
            return
        with self._lock:
            if self._ended.is_set():
                return
            self.has_interrupted = True
            interrupt_main()
        if not self._ended.wait(_GRACE_S):
            os._exit(1)


@contextmanager
def _bounded_memory() -> Generator[None]:
    """Some more than there is by now, where the system can be asked for that."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (ImportError, OSError):
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    most = pages * resource.getpagesize() + _MORE_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


class _Read:
    """What somebody reads of a document, and the first thing in it that does more."""

    def __init__(self, text: str = "", does_more: str = "") -> None:
        self.text, self.does_more = text, does_more


def _read_html(made: str) -> _Read:
    page = _Page()
    page.feed(made)
    page.close()
    return _Read("".join(page.texts), page.does_more)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.does_more = ""
        self._unseen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"style", "title", "template"}:
            self._unseen = tag
        if tag in _DOES_MORE or (tag == "link" and "href" in dict(attrs)):
            self._find(tag)
        for name, value in attrs:
            if name.startswith("on") or (
                name in _FETCHES and not (value or "").startswith("data:")
            ):
                self._find(name)
            if name in _LEADS and tag not in {"a", "area"} and not (value or "").startswith("#"):
                self._find(tag)  # drawings fetch what it names
            if name == "http-equiv" and (value or "").strip().lower() == "refresh":
                self._find("refresh")
            if _squeezed(value or "").lower().startswith("javascript:"):
                self._find("javascript")
            if name in _DRAWN_WITH:
                self._find_in_style(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = ""

    def handle_data(self, data: str) -> None:
        if self._unseen == "style":
            self._find_in_style(data)
        elif not self._unseen:
            self.texts.append(data)

    def _find_in_style(self, style: str) -> None:
        import re

        if re.search(r"@import|url\(\s*['\"]?\s*(?!['\"]?\s*(?:#|data:))", style, re.IGNORECASE):
            self._find("url")

    def _find(self, what: str) -> None:
        self.does_more = self.does_more or what


def _squeezed(text: str) -> str:
    return "".join(text.split())
