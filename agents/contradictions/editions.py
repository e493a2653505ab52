"""Two editions of one text, aligned sentence by sentence: a figure, date, name or direction that was changed.

Two documents are editions of one text when they appeared within days of each other and share most of the sentences
that became claims. Only replacements count: a sentence that was added, dropped or reworded says nothing against the
other edition.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz

from agents.contradictions.statements import Statement, order
from agents.contradictions.verdicts import Grade, Judged
from agents.records import Severity

_DAYS = 5
"""Between two editions of a news story at most; filings and letters are editions only on one day."""
_SHARED = 3
"""Sentences two editions have in common at least, edited ones included."""
_SHARE = 0.6
"""Of the smaller edition's sentences."""
_ALIKE = 80
"""Similarity of two sentences, of 100, from which they are one sentence that was edited."""
_ALIGNED = 200
"""Sentences above which only those equal word for word are counted."""
_TOLD = 7
"""Words of an edited sentence at least: a shorter one does not say by itself what it is about."""
_EDITS = 3
"""Replaced stretches of a sentence at most: more is a new sentence."""
_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday".split()
)
_WORD_NUMBERS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand "
    "million billion trillion half third quarter double triple first second fourth".split()
)
_COUNTED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_TITLES = frozenset(
    "chief executive officer ceo cfo coo chairman chairwoman chair president director spokesman spokeswoman analyst mr "
    "ms mrs dr monday tuesday wednesday thursday friday saturday sunday the company inc corp co ltd".split()
)
"""Capitalised words that name no one."""
_OPPOSED = (
    ("rose", "fell"), ("rise", "fall"), ("rising", "falling"), ("up", "down"), ("increase", "decrease"),
    ("increased", "decreased"), ("gain", "loss"), ("gained", "lost"), ("gains", "losses"), ("profit", "loss"),
    ("higher", "lower"), ("above", "below"), ("grew", "shrank"), ("grew", "fell"), ("growth", "decline"),
    ("more", "less"), ("buy", "sell"), ("bought", "sold"), ("beat", "missed"), ("raised", "cut"), ("raise", "cut"),
    ("approved", "rejected"), ("accepted", "rejected"), ("with", "without"), ("before", "after"), ("jumped", "dropped"),
    ("climbed", "slipped"), ("improved", "worsened"), ("win", "lose"), ("won", "lost"), ("is", "isnt"),
)  # fmt: skip
_OPPOSITES = frozenset(pair for a, b in _OPPOSED for pair in ((a, b), (b, a)))
_TITLES = frozenset(
    "chief executive officer ceo cfo coo chairman chairwoman chair president director manager company corp inc".split()
)
"""Words of titles and companies: one edition may write them out, the other not."""
_AMOUNT_WORDS = frozenset({"to", "by", "or", "from"})
"""Before a figure they say whether it is a level, a change or a start."""
_TOKEN = re.compile(r"[$£€]?\d+(?:[.,]\d+)*%?|[A-Za-z][A-Za-z.'’&-]*|\S")
_CORRECTS = re.compile(
    r"\bcorrect(?:s|ed|ing|ion)\b|\bearlier version\b|\bclarif(?:ies|ied)\b|\brefil(?:es|ed)\b", re.I
)


_PRICES = re.compile(r"\b(?:shares?|stocks?|index|futures|yields?)\b", re.I)
_DRIFT = Decimal("0.3")
"""Share of a price by which a day's stories may differ."""


_MOVE = 20
"""Percent: what a share moves in a day is rarely more."""


class Edit(NamedTuple):
    """A replaced stretch of a sentence, and why it changes what is said."""

    before: str
    after: str
    what: str


class _Sentence(NamedTuple):
    tokens: tuple[str, ...]
    statement: Statement

    @property
    def folded(self) -> str:
        return " ".join(self.tokens).casefold()


def editions(statements: Iterable[Statement]) -> list[Judged]:
    """Return the edited sentences of documents that are editions of one text."""
    documents = _documents(statements)
    found: list[Judged] = []
    for first, second in _same_text(documents):
        found += _aligned(documents[first], documents[second])
    return found


def edits(first: Sequence[str], second: Sequence[str]) -> list[Edit]:
    """Return the replacements between two tokenised sentences that change what is said."""
    folded = [_fold(t) for t in first], [_fold(t) for t in second]
    codes = SequenceMatcher(None, *folded, autojunk=False).get_opcodes()
    changed = [code for code in codes if code[0] != "equal"]
    found = []
    for tag, a, b, c, d in changed:
        if tag != "replace":
            continue
        what = _what(first[a:b], second[c:d], first[b : b + 1], second[d : d + 1])
        if what:
            found.append(Edit(" ".join(first[a:b]), " ".join(second[c:d]), what))
    return found if len(changed) <= _EDITS else []


@lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[str, ...]:
    """Return the words, figures and marks of a sentence; spaces and line ends never matter."""
    return tuple(t for t in _TOKEN.findall(text.replace("’", "'")) if t not in ",;:\"'()“”‘’`")


def _documents(statements: Iterable[Statement]) -> dict[str, list[_Sentence]]:
    """Return each document's sentences in order, each once, for documents with a date."""
    by_span: dict[tuple[str, int, int], Statement] = {}
    for statement in sorted(statements, key=order):
        if statement.published is not None:
            by_span.setdefault(statement.span, statement)
    documents: dict[str, list[_Sentence]] = defaultdict(list)
    for span in sorted(by_span):
        words = tokens(by_span[span].claim.source.quote)
        if len(words) >= 5:
            documents[span[0]].append(_Sentence(words, by_span[span]))
    return documents


def _same_text(documents: dict[str, list[_Sentence]]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of documents that share most of their sentences and appeared within days."""
    holders: dict[str, set[str]] = defaultdict(set)
    for path, sentences in documents.items():
        for sentence in sentences:
            holders[sentence.folded].add(path)
    shared: Counter[tuple[str, str]] = Counter()
    for paths in holders.values():
        if 1 < len(paths) <= 8:
            shared.update(combinations(sorted(paths), 2))
    for (first, second), count in sorted(shared.items()):
        a, b = documents[first], documents[second]
        if _days(a[0].statement, b[0].statement) <= _allowed(a[0].statement) and _one_text(a, b, count):
            yield first, second


def _one_text(first: Sequence[_Sentence], second: Sequence[_Sentence], same: int) -> bool:
    """Return whether most of the smaller document's sentences stand in the other, word for word or edited."""
    few, many = sorted((first, second), key=len)
    wanted = max(_SHARED, _SHARE * len(few))
    if same >= wanted or len(few) > _ALIGNED:
        return same >= wanted
    return sum(any(fuzz.ratio(s.folded, o.folded) >= _ALIKE for o in many) for s in few) >= wanted


def _days(first: Statement, second: Statement) -> int:
    assert first.published is not None and second.published is not None
    return abs((first.published - second.published).days)


def _allowed(statement: Statement) -> int:
    return _DAYS if statement.claim.source.kind in ("press_article", "press_bullets", "headlines") else 0


def _aligned(first: Sequence[_Sentence], second: Sequence[_Sentence]) -> Iterator[Judged]:
    """Yield the edited sentences: each unmatched sentence with the unmatched one most like it."""
    corrected = _corrected((*first, *second))
    changed = list(_changed(first, second))
    names = _named([found for _, _, found in changed])
    for (one, other, found), name in zip(changed, names, strict=True):
        yield _judged(one.statement, other.statement, found, name, corrected)


def _named(changes: Sequence[Sequence[Edit]]) -> list[str]:
    """Return what each change is called: changes that share a replaced word are one and have one name."""
    names: list[str] = []
    words = [{_fold(w) for e in found for w in (*e.before.split(), *e.after.split())} for found in changes]
    for index, found in enumerate(changes):
        earlier = next((i for i in range(index) if words[i] & words[index]), None)
        first = found[0]
        names.append(names[earlier] if earlier is not None else " / ".join(sorted((first.before, first.after))))
    return names


def _changed(
    first: Sequence[_Sentence], second: Sequence[_Sentence]
) -> Iterator[tuple[_Sentence, _Sentence, list[Edit]]]:
    same = {s.folded for s in first} & {s.folded for s in second}
    left, right = ([s for s in side if s.folded not in same] for side in (first, second))
    taken: set[int] = set()
    for sentence in left:
        scored = [
            (fuzz.ratio(sentence.folded, other.folded), -i) for i, other in enumerate(right) if i not in taken
        ]  # fmt: skip
        score, place = max(scored, default=(0, 0))
        if score < _ALIKE:
            continue
        taken.add(-place)
        found = edits(sentence.tokens, right[-place].tokens) if len(sentence.tokens) >= _TOLD else []
        if found and not _market(sentence, found):
            yield sentence, right[-place], found


def _judged(first: Statement, second: Statement, found: Sequence[Edit], name: str, corrected: bool) -> Judged:
    changes = "; ".join(f"{edit.what} {edit.before!r} became {edit.after!r}" for edit in found)
    reason = f"two editions of one text differ in one sentence: {changes}"
    reason += "; one edition says that it corrects an earlier one" if corrected else ""
    severity: Severity = "low" if corrected else "medium"
    return Judged(
        first, second, "contradiction", "edition", reason, "edition", Grade(severity, reason), subject=first.entity,
        metric="text", period=name,
    )  # fmt: skip


def _market(sentence: _Sentence, found: Sequence[Edit]) -> bool:
    """Return whether the edits only bring prices up to date, as later stories of a day do."""
    if not _PRICES.search(sentence.statement.claim.source.quote):
        return False
    pairs = [(_amount(e.before), _amount(e.after)) for e in found]
    return all(a is not None and b is not None and _drifted(abs(a), abs(b)) for a, b in pairs)


def _drifted(a: Decimal, b: Decimal) -> bool:
    """Return whether a price, or the few percent that it moved, may have gone from one to the other within a day."""
    low, high = sorted((a, b))
    return high - low <= _DRIFT * high or (high < _MOVE and high < 3 * low)


def _amount(written: str) -> Decimal | None:
    match = re.search(r"\d+(?:[.,]\d+)*", written)
    return Decimal(match[0].replace(",", "")) if match else None


def _corrected(sentences: Iterable[_Sentence]) -> bool:
    return any(_CORRECTS.search(s.statement.claim.source.quote) for s in sentences)


def _what(a: Sequence[str], b: Sequence[str], next_a: Sequence[str], next_b: Sequence[str]) -> str | None:
    """Return what kind of word was replaced, or None where the replacement may be wording."""
    if len(a) > 4 or len(b) > 4:
        return None
    words_a, words_b = [_fold(t) for t in a], [_fold(t) for t in b]
    if _figures(words_a) and _figures(words_b) and _figures(words_a) != _figures(words_b):
        return "the figure"
    if set(words_a) & _MONTHS and set(words_b) & _MONTHS:
        return "the date"
    if any((x, y) in _OPPOSITES for x in words_a for y in words_b):
        return "the direction"
    if (
        len(words_a) == len(words_b) == 1
        and {*words_a, *words_b} <= _AMOUNT_WORDS
        and _number(next_a)
        and _number(next_b)
    ):
        return "the word before the figure"
    other = "".join(words_a) != "".join(words_b) and not _abbreviated(a, b) and not _abbreviated(b, a)
    return "the name" if _names(a) and _names(b) and other else None


def _abbreviated(short: Sequence[str], long: Sequence[str]) -> bool:
    """Return whether one name is the other's initials: "MGM" and "Metro-Goldwyn-Mayer"."""
    initials = "".join(part[0] for word in long for part in re.split(r"[-\s]", word) if part)
    return len(initials) > 1 and "".join(short).casefold() == initials.casefold()


def _figures(words: Iterable[str]) -> list[str]:
    found = [re.sub(r"[$£€,%]", "", w) for w in words if re.search(r"\d", w) or w in _WORD_NUMBERS]
    return [str(_COUNTED.index(w)) if w in _COUNTED else w for w in found]


def _number(following: Sequence[str]) -> bool:
    return bool(following) and bool(re.match(r"[$£€]?\d", following[0]))


def _names(words: Sequence[str]) -> bool:
    """Return whether words are a name, and neither a title nor an abbreviation."""
    plain = all(w[:1].isupper() and len(w) > 2 and not w.isupper() for w in words)
    return plain and len(words) <= 3 and not any(_fold(w) in _TITLES for w in words)


def _fold(token: str) -> str:
    return re.sub(r"'s?$", "", token.casefold().strip(".-")) or token
