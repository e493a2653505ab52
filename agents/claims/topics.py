"""Topics: in a call, "net income was $248 million" after "In display, sales ..." is that part's, not the company's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from agents.claims.drafts import Draft
from agents.claims.sentences import Sentence

REACH = 10
"""Sentences after which a topic that nobody renewed is over."""
BRIEF = 7
"""The same for a topic that was only mentioned, not announced."""
_OWN_METRIC = re.compile(
    r"\bour\s+(?:(?:q[1-4]|\w+[\s-]quarter|full[\s-]year|fiscal|quarterly)\s+)?(?:(?:organic|total|net|core|adjusted|comparable|reported)\s+)*"
    r"(?:revenues?|sales|earnings|eps|operating|gross)\b",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"^\W*(?:(?:and\s+|now,?\s+|next,?\s+|finally,?\s+|first,?\s+|so,?\s+|"
    r"ok(?:ay)?,?\s+)*)(?:(?:let\s+me|let[’']s|i[’']?(?:ll|\s+will|\s+would\s+like\s+to|"
    r"[’']d\s+like\s+to))\s+(?:now\s+)?)?"
    r"(?:turn(?:ing)?|mov(?:e|ing)|look(?:ing)?|shift(?:ing)?|switch(?:ing)?|start(?:ing)?|"
    r"begin(?:ning)?|go(?:ing)?)\b[^.]{0,30}?\b(?:to|with|at|on|into)\s+(?:our\s+|the\s+)?"
    r"(?P<topic>[A-Za-z][\w&’' -]{2,48}?)(?=[.,;:]|\s+(?:which|where|segment|business|division|"
    r"results?|performance|we|sales|net|revenue)\b|$)",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"\b(?:balance|cash|outlook|guidance|income\s+statement|year|quarter|results?|slide|consolidated|"
    r"financials?|highlights|questions?|expectations|margins?|p&l|page|review|"
    r"summary|capital|call|numbers|details?|company|overall|performance|today|topic|points?|remarks|"
    r"that|which|who|what|how|why|where|this|these|those|it|you|we|my|caveat|context|reminder|notes?|comments?|thoughts?|updates?|few|"
    r"couple|backdrop|environment|macro|economy|everyone|some|something|debt|liquidity|taxes|tax|gaap|eps|agenda|first|second|third|"
    r"fourth|sales|revenues?|earnings|profitability|profits?|expenses|inventory|people|team|story|quick|brief|"
    r"handle|look|future|ahead|forward|growth|priorities|strategy|top\s+line|bottom\s+line|line)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:company[\s-]?wide|companywide|total\s+company|consolidated|overall|balance\s+sheet|for\s+the\s+(?:total\s+)?company|"
    r"as\s+a\s+company)\b",
    re.IGNORECASE,
)
_WHOLE_ONLY = frozenset({
    "eps", "dividends", "dividend_per_share", "effective_tax_rate", "income_tax", "share_repurchases", "cash",
    "net_debt", "debt", "free_cash_flow",
    "operating_cash_flow", "weighted_shares", "shares_outstanding", "interest_expense", "other_income",
    "leverage_ratio", "equity", "total_assets",
})  # fmt: skip
"""Metrics that only the whole company has: who speaks of them has left the segments."""


class Topic:
    """Follows which part of the company a call speaks of."""

    def __init__(self) -> None:
        self._scope: str | None = None
        self._announced = False
        self._age = 0

    def narrow(self, text: str, sentence: Sentence, drafts: Iterable[Draft]) -> list[Draft]:
        """Return the drafts of a sentence, with the topic as the scope of those that name none."""
        found = list(drafts)
        self._age += 1
        turn = _TURN.match(text[sentence.start : sentence.end])
        if turn:
            general = _GENERAL.search(turn["topic"]) is not None
            self._set(None if general else "segment:" + _plain(turn["topic"]), announced=not general)
        if not self._announced and _OWN_METRIC.search(text, sentence.start, sentence.end):
            self._set(None)
        whole = any(_base(d) in _WHOLE_ONLY or (d.scope == "consolidated" and not self._announced) for d in found)
        if whole or _COMPANY.search(text, sentence.start, sentence.end):
            self._set(None)
        narrowed = [self._with_topic(d) for d in found]
        named = next(
            (d.scope for d in found if d.scope.startswith("segment:") and d.rule.startswith("prose.known")), None
        )
        if named and not self._announced:
            self._set(named)
        return narrowed

    def _with_topic(self, draft: Draft) -> Draft:
        """Return a draft narrowed to the topic; under an announced topic "total revenue" is that part's total."""
        if (
            self._scope is None
            or self._age > (REACH if self._announced else BRIEF)
            or not draft.rule.startswith("prose")
        ):
            return draft
        if draft.scope == "unknown" or (draft.scope == "consolidated" and self._announced):
            return draft.but(scope=self._scope, confidence=min(draft.confidence, Decimal("0.7")))
        return draft

    def _set(self, scope: str | None, *, announced: bool = False) -> None:
        self._scope, self._announced, self._age = scope, announced, 0


def _plain(topic: str) -> str:
    flat = re.sub(r"\s+", " ", topic).strip().lower()
    return re.sub(r"\s+(?:segment|business|division|unit|group)$", "", flat)


def _base(draft: Draft) -> str:
    return draft.metric.removesuffix("_growth").removesuffix("_change")
