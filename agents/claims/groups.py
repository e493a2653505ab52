"""Groups: how many of a known number something holds for, "growth in eight of our 10 businesses"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from agents.claims.defaults import Frame
from agents.claims.drafts import Draft
from agents.claims.heads import Head
from agents.claims.linked import Link
from agents.claims.mentions import Mention
from agents.claims.numbers import WORDS, Quantity
from agents.claims.placing import placed
from agents.claims.sentences import Sentence
from agents.claims.speech import speech
from agents.records import Interval

_NUMBER = rf"\d{{1,3}}|{'|'.join(WORDS)}"
_OF = r"(?:(?:our|the|its|their|all|company['’]s|co['’]s|top|largest|major|last|past|reported|operating)\s+){0,4}"
_NOUN = r"(?P<noun>(?:[a-z][\w-]*\s+){0,2}?[a-z]{3,}(?<!s)s)\b"
_SOME = re.compile(
    rf"(?<![\w$.,/-])(?P<part>one|{_NUMBER})\s+(?:out\s+)?of\s+{_OF}(?P<whole>{_NUMBER})\s+{_OF}{_NOUN}", re.IGNORECASE
)
_ALL = re.compile(
    rf"\b(?:all|each)\s+(?:of\s+)?(?:our\s+|the\s+|its\s+)?(?P<whole>{_NUMBER})\s+(?:of\s+)?{_OF}{_NOUN}", re.IGNORECASE
)
_TOLD = re.compile(
    r"\b(?P<double>double)|\b(?P<single>single)|\b(?P<share>share)\b|\b(?P<record>record)\b|\b(?P<margin>margins?)\b|"
    r"\b(?P<profit>profit|earnings|income)|\b(?P<down>declin|decreas|fell|loss|lower)|\b(?P<up>growth|grew|increas|gain|higher|rose)",
    re.IGNORECASE,
)
"""What may be told of some of a group: another number holds for another matter."""
_UNITS = frozenset({"units", "businesses", "segments", "divisions", "lines"})
_NEAR = 50


def read_groups(text: str, sentence: Sentence, dates: list[Mention], frame: Frame) -> Iterator[Draft]:
    """Yield a count for each "N of M" of a sentence, named by what is counted and how many there are of it."""
    for match in (*_SOME.finditer(text, *sentence), *_ALL.finditer(text, *sentence)):
        whole = _number(match["whole"])
        part = _number(match["part"]) if "part" in match.groupdict() else whole
        if 1 <= part <= whole > 1:
            yield _draft(text, sentence, match, Decimal(part), whole, dates, frame)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else WORDS.get(word.lower(), 1)


def _draft(
    text: str, sentence: Sentence, match: re.Match[str], part: Decimal, whole: int, dates: list[Mention], frame: Frame
) -> Draft:
    start, end = match.span()
    noun = match["noun"].lower().split()[-1]
    name = f"{'units' if noun in _UNITS else noun}_of_{whole}"
    value = Interval(low=part, high=part, point=part)
    meant = speech(text[sentence.start : start], text[end : sentence.end])
    item = Link(Quantity(start, end, "count", "count", value), None, Head(name, (), start, end), "level")
    place = placed(text, item, dates, frame, sentence, sentence.end, sentence.start, forward=meant.forward)
    around = text[max(sentence.start, start - _NEAR) : min(sentence.end, end + _NEAR)]
    return Draft(
        kind="count", metric=name, start=sentence.start, end=sentence.end, value_start=start, value_end=end,
        rule="prose.group", value=value, unit=name, period=place.period, modality=meant.modality,
        qualifiers=tuple(sorted({m.lastgroup or "" for m in _TOLD.finditer(around)})),
        attributed_to=meant.attributed_to, confidence=Decimal("0.65"),
    )  # fmt: skip
