"""The canonical text: written once, never changed afterwards, so that every offset into it holds."""

from __future__ import annotations

import re
from typing import NamedTuple

from agents.evidence import limits

_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f"),
    " ",
)
_DROPPED = [
    *range(0x00, 0x09), *range(0x0E, 0x20), 0x7F, 0xAD, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
    *range(0x2060, 0x2070), 0xFEFF, *range(0xFE00, 0xFE10), *range(0xE0000, 0xE0080), 0xFFFE, 0xFFFF,
]  # fmt: skip
_VISIBLE: dict[int, str | None] = {
    **_SPACES,
    **dict.fromkeys(_DROPPED),
    0x0D: "\n",
    0x85: "\n",
    0x2028: "\n",
    0x2029: "\n",
    **dict.fromkeys(range(0xD800, 0xE000), "?"),  # half a pair is no character: it can be neither kept nor hashed
}
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
_TAGS = re.compile("[\U000e0020-\U000e007e]{4,}")
_GAPS = re.compile(r"[ \n]+")


class Span(NamedTuple):
    """A stretch of the canonical text."""

    start: int
    end: int


def visible(text: str) -> str:
    """Return the text without characters nobody sees (zero width, direction marks, controls), odd spaces as spaces."""
    return text.replace("\r\n", "\n").translate(_VISIBLE) if not text.isascii() or not text.isprintable() else text


def one_line(text: str) -> str:
    """Return the visible text with every run of white space as one space."""
    return _GAPS.sub(" ", visible(text)).strip()


def invisible(text: str) -> tuple[str, ...]:
    """Return what characters nobody sees say: text written in tag characters, and the others by count."""
    found = [] if text.isascii() else _INVISIBLE.findall(text)
    if not found:
        return ()
    written = ["".join(chr(ord(c) - 0xE0000) for c in run) for run in _TAGS.findall(text)]
    others = sum(1 for c in found if ord(c) < 0xE0000 and c != "\ufeff")
    return (*written, *((f"[{others} zero-width or direction-changing characters]",) if others else ()))


class Canvas:
    """Text under construction; whatever is added is added for good."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0
        self._last = "\n"

    def add(self, text: str) -> Span:
        """Append visible text and return where it stands."""
        start = self.length
        if text:
            self._parts.append(text)
            self.length += len(text)
            self._last = text[-1]
            if self.length > limits.TEXT_CHARACTERS:
                limits.characters(self.length)
        return Span(start, self.length)

    def line(self, text: str) -> Span:
        """Append one line of its own and return where its words stand."""
        self.fresh_line()
        span = self.add(text)
        self.add("\n")
        return span

    def fresh_line(self) -> None:
        """Begin a new line unless the text is at the start of one."""
        if self._last != "\n":
            self.add("\n")

    @property
    def at_line_start(self) -> bool:
        """Whether the next character begins a line."""
        return self._last == "\n"

    @property
    def after_space(self) -> bool:
        """Whether the text ends in white space."""
        return self._last in " \n"

    def text(self) -> str:
        """Return the text written so far."""
        whole = "".join(self._parts)
        self._parts = [whole]
        return whole
