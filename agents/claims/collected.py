"""Collected headlines: the name under which they were put together, which all of them have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile

_WORD = r"(?<![\w&'’-])(?:\d{1,9}(?=-?[A-Z])|[A-Z])[\w&'’-]*"
_RUN = re.compile(rf"{_WORD}(?:\s(?:{_WORD}|&(?=\s[A-Z])))*")
_NAME = rf"{_WORD}(?:\s(?:{_WORD}|&(?=\s[A-Z]))){{0,6}}"
_LONGEST = 4
"""Words of a name at most."""
_MOST = 0.75
"""Share of the headlines with a name in which a longer one is the whole of it: "Kraft" is Kraft Heinz."""
_DAY = re.compile(r"^\W*\d{4}-\d\d-\d\d\W*")
_NO_NAMES = frozenset(
    "ceo cfo coo exclusive factbox update breaking the a an in on at new us u s uk eu china q1 q2 q3 q4 reuters".split()
)
"""Capitalised words that stand in many headlines and name no company."""


def listed_under(lines: Iterable[str]) -> str:
    """Return the name that most headlines of a list have in common, the longest of those; "" without any."""
    told = [(line, set(_names(line))) for line in lines if line]
    counts = Counter(name for _, names in told for name in names)
    leads = Counter(name for line, names in told for name in names if line.startswith(name))
    best = max(counts, key=lambda n: (counts[n], leads[n], len(n), n), default="")
    longer = [name for name in counts if name.startswith(f"{best} ") and counts[name] >= _MOST * counts[best]]
    return max(longer, key=lambda n: (counts[n], len(n), n), default=best)


_AT = r"(?:joined|joining|employed\s+by|employment\s+with|positions?\s+(?:at|with)|roles\s+(?:at|with|in)|of|at|with)"
_OFFICES = r"(?:Chief|President|Board|Vice|Senior|Executive|General|Chair)"
_WHERE = re.compile(
    rf"\b{_AT}\s+(?:the\s+)?(?P<at>{_NAME})|,\s+(?P<behind>{_NAME})\s*$|"
    rf"(?P<owner>{_NAME})(?<=[’']s)\s+{_OFFICES}",
    re.MULTILINE,
)
"""Whom officers joined, and whose they are."""
_ENTRIES = re.compile(r"\n\s*\n|\n(?=[A-Z][^\n]{2,60}?(?:,|\s\()\s*(?:age\s+)?\d\d\b)")
"""Where the entry of the next officer begins: after an empty line, or with a name and an age."""
_LEAST, _TIMES = 3, 1.5
_ITSELF = re.compile(r"\b(?:joined|of|with)\s+the\s+Company\b")
"""How a list that does not name its company speaks of it: then the name in it is a former employer's."""


_OPENING = 2_000
"""Characters in which a list says whose officers it lists."""
_OFFICERS_OF = re.compile(
    r"\b(?:following|below|listed|names)\b(?:(?!\b(?:also|certain|none|not|former)\b)[^.]){0,120}?"
    rf"\b[Ee]xecutive\s+[Oo]fficers\s+of\s+(?:the\s+)?(?!(?:Company|Registrant|Corporation|Board|Bank|Trust|Fund)\b)(?P<company>{_NAME})"
    r"(?:,\s+(?:Inc|Corp)\.?|,\s+LLC|,\s+Ltd\.?)?,?\s*(?:\(|(?:as\s+of|are|is|and\s+their|at|on|who|with|together)\b|:)"
    r"(?![^.\n]{0,80}subsidiary)"
)
"""Whose officers a list is headed to list: "the following are the executive officers of Acme as of May 1"."""


def employer_of(text: str) -> str:
    """Return the company whose officers a list describes: told in its heading, or named in most entries."""
    headed = _OFFICERS_OF.search(text, 0, _OPENING)
    if headed:
        return headed["company"]
    entries = parts if len(parts := _ENTRIES.split(text)) >= _LEAST else text.split("\n")
    named = ({_first(m[m.lastgroup or 0]) for m in _WHERE.finditer(entry)} for entry in entries)
    told = Counter(name for names in named for name in names if len(name) >= _LEAST).most_common(2)
    clear = bool(told) and (len(told) == 1 or told[0][1] >= _TIMES * told[1][1])
    return told[0][0] if clear and told[0][1] >= max(_LEAST, len(_ITSELF.findall(text))) else ""


_NO_EMPLOYERS = re.compile(
    r"(?:the|our|company|corporation|board|directors?|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|chief|president|vice|senior|executive|general|chair(?:man|woman)?|officer|finance|global|north|south|united|"
    r"europe|asia|human|corporate|mr|ms|mrs|dr|university|bachelor|america|american|international|operations|marketing|sales|strategy)",
    re.IGNORECASE,
)


def _first(name: str) -> str:
    """Return a name up to the first word that is no company's: a month, a title, a place."""
    words = re.sub(r"['’]s?\Z", "", name).split()
    kept = list(takewhile(lambda word: not _NO_EMPLOYERS.fullmatch(word.strip(".,")), words))
    return " ".join(kept[:2])


def _names(line: str) -> Iterator[str]:
    """Yield every name of a headline, in all its lengths: "Wells" and "Wells Fargo"."""
    for match in _RUN.finditer(_DAY.sub("", line)):
        words = match[0].split()
        for first in range(len(words)):
            for last in range(first + 1, min(len(words), first + _LONGEST) + 1):
                run = re.sub(r"['’]s?\Z", "", " ".join(words[first:last])).strip(" &-")
                if run and not _NO_NAMES.intersection(run.lower().split()):
                    yield run
