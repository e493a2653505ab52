"""Text in a document that addresses whoever reads it as a machine: orders, requests and questions out of place.

General rules of grammar and address, not a list of known attacks: who is addressed (a model, "your response"), what is
asked for (to forget instructions, to change an answer, to write something), and whether it has to do with the document.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Literal, NamedTuple

from agents.branch import address
from agents.branch.sentences import Sentence, sentences_of
from agents.evidence.types import ReadDocument
from agents.records import DocumentKind
from agents.sought import folded

Sort = Literal["order", "request", "question"]
"""An order speaks to a model or of its answer; a request asks for a text; a question is foreign to the document."""

SPOKEN = frozenset({"earnings_call"})
"""Documents in which people ask each other: a request or a question is at home there."""
QUOTED = 4_000
"""Characters before a place in which its opening quotation mark is looked for."""
SMALL = 60_000
"""Characters of a document up to which a question is looked at: in longer ones almost every word occurs anyway."""

_FIRST = re.compile(r"(?:[^.?!]|[.?!](?![\s\"'”’)]|\Z))*[.?!]?")
"""The first sentence of a passage."""
_CAPITAL = re.compile(r"[^a-z]*[A-Z]")
"""A sentence of its own begins with a capital; items of a list often read like requests and do not."""
_WORD = re.compile(r"[A-Za-z]{3,}")
_EVERYDAY = frozenset(
    """
    the and are for from that this with what who whom whose when where why which how does did can could would should
    will was were has have had not you your our their its his her they them there here than then into about between
    over under after before main primary key some any all most many much more less few simple terms term using use
    used work works working make makes made mean means say says said tell show give write wrote written provide
    explain describe please like get got one two three first second last new old good best big long time year years
    day days way ways thing things people world example different following important called kind type types
""".split()
)
_STEM = 7
"""Letters by which two words count as the same: "function" and "functional"."""


class Instruction(NamedTuple):
    """A passage that addresses its reader as a machine: `document.text[start:end] == text`, or hidden text."""

    start: int
    end: int
    text: str
    sort: Sort
    hidden: bool = False
    """Text a person would not see: it has no place in the canonical text, and both offsets are 0."""


def instructions(document: ReadDocument) -> tuple[Instruction, ...]:
    """Return the passages of a document that address its reader as a machine, in their order; hidden ones last."""
    found = _shown(document.text, document.document.kind)
    hidden = [Instruction(0, 0, text, "order", True) for text in document.hidden if is_order(text)]
    return (*found, *hidden)


@lru_cache(maxsize=64)
def _shown(text: str, kind: DocumentKind) -> tuple[Instruction, ...]:
    """Return the passages that a person sees; kept, as several branches read one document."""
    words = _Words(text) if _alone(text, kind) else None
    passages = tuple(_passages(text, kind))
    told = _told([_folded(passage.text) for passage in passages])
    return tuple(i for p, t in zip(passages, told, strict=True) if (i := _in(p, text, words, t)) is not None)


def _alone(text: str, kind: DocumentKind) -> bool:
    """Return whether a request or a question would stand out in a document."""
    return kind not in SPOKEN and len(text) <= SMALL


def _in(passage: Sentence, text: str, words: _Words | None, told: _Told) -> Instruction | None:
    if told.signed and _speaks(passage.text):
        return Instruction(passage.start, passage.end, passage.text, "order")
    for start in _starts(passage.text):
        at = passage.start + start
        sort = _sort(_folded(passage.text[start:]), words, told.answers)
        if sort is not None and (sort == "order" or not _quoted(text, at)):
            return Instruction(at, passage.end, passage.text[start:], sort)
    return None


def is_order(text: str) -> bool:
    """Return whether a text, whatever document it is from, orders its reader about."""
    (told,) = _told([_folded(text)])
    return (told.signed and _speaks(text)) or any(
        _orders(_folded(text[start:]), told.answers) for start in _starts(text)
    )


def _sort(text: str, words: _Words | None, answers: bool) -> Sort | None:
    """Return what sort of instruction begins here; requests and questions are judged by the words of their document."""
    if _orders(text, answers):
        return "order"
    first = _first(text) if words is not None else ""
    if words is None or not _CAPITAL.match(first):
        return None
    if any(p.match(first) for p in (address.REQUEST, address.LETTERING, address.ASKED)):
        return "request" if words.foreign(first) else None
    return "question" if address.QUESTION.match(first) and words.foreign(first) else None


def _folded(text: str) -> str:
    """Return a passage on one line, wide and ligature characters as plain ones: a page breaks lines anywhere."""
    return " ".join((text if text.isascii() else unicodedata.normalize("NFKC", text)).split())


def _first(text: str) -> str:
    found = _FIRST.match(text)
    return found.group() if found else text


def _speaks(passage: str) -> bool:
    """Return whether a passage with a sign of it speaks to a model, wherever in it."""
    text = _folded(passage)
    return address.MARKUP.search(passage) is not None or any(
        p.search(text) for p in (*address.OVERRIDE, *address.ADDRESSED)
    )


def _told(texts: Sequence[str]) -> list[_Told]:
    """Return of which folded texts something may be true; the signs are looked for in all of them at once."""
    lowered = [_lowered(text) for text in texts]
    whole = "\n".join(lowered)
    begins = [0, *accumulate(len(text) + 1 for text in lowered)]
    signed = _holding(whole, begins, address.SIGNS)
    signed.update(bisect_right(begins, match.start()) - 1 for match in address.ABBREVIATED.finditer(whole))
    answers = _holding(whole, begins, address.ANSWERS)
    return [_Told(n in signed, n in answers) for n in range(len(texts))]


def _holding(whole: str, begins: Sequence[int], signs: Iterable[str]) -> set[int]:
    """Return the numbers of the texts that hold one of some signs."""
    found: set[int] = set()
    for sign in signs:
        at = whole.find(sign)
        while at >= 0:
            number = bisect_right(begins, at) - 1
            found.add(number)
            at = whole.find(sign, begins[number + 1])
    return found


def _lowered(text: str) -> str:
    """Return a text in lower case; `I` with or without its dot is one letter."""
    return text.lower() if text.isascii() else text.lower().replace("i\u0307", "i").replace("ı", "i")


def _orders(text: str, answers: bool) -> bool:
    return address.ORDER.match(text) is not None or (
        answers and address.OF_ANSWER.search(text) is not None and address.IMPERATIVE.match(text) is not None
    )


def _quoted(text: str, at: int) -> bool:
    """Return whether a place stands in the words of somebody who is quoted."""
    before = text[max(text.rfind("\n", 0, at), at - QUOTED) + 1 : at + 1]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _starts(passage: str) -> Iterator[int]:
    """Yield where an instruction may begin: at the start, and where a capital begins anew without a full stop."""
    yield 0
    low = folded(passage)
    for place in address.PLACES.finditer(passage, 1):
        at = place.end()
        led = low[at : at + 3] in address.LEADS or low[at : at + 2] in address.LEADS  # most capitals begin names
        if led and address.BEGINS.match(passage, at):
            yield at


def _passages(text: str, kind: DocumentKind) -> Iterator[Sentence]:
    """Yield the sentences; one that goes on in lower case after a quoted full stop is one with what follows."""
    held: Sentence | None = None
    for sentence in sentences_of(text, kind):
        if held is not None and sentence.text[0].islower() and held.text[-1] in "\"”’'":
            held = Sentence(held.start, sentence.end, text[held.start : sentence.end])
            continue
        if held is not None:
            yield held
        held = sentence
    if held is not None:
        yield held


class _Told(NamedTuple):
    """What a passage may hold, by the letters without which it cannot."""

    signed: bool
    """A sign of speaking to a model."""
    answers: bool
    """A word for the answer of the one who is spoken to."""


class _Words:
    """How often the words of a document occur in it, by their first letters."""

    def __init__(self, text: str) -> None:
        self._counts: dict[str, int] = {}
        for word in _stems(text):
            self._counts[word] = self._counts.get(word, 0) + 1

    def foreign(self, passage: str) -> bool:
        """Return whether no more than half of the passage's own words occur elsewhere in the document."""
        own = _stems(passage)
        if not own:
            return False
        elsewhere = sum(self._counts.get(word, 0) > own.count(word) for word in set(own))
        return elsewhere * 2 <= len(set(own))


def _stems(text: str) -> list[str]:
    return [
        w.removesuffix("s")[:_STEM] for w in (m.group().lower() for m in _WORD.finditer(text)) if w not in _EVERYDAY
    ]
