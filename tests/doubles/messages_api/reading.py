"""A model that reads: the sentences of a document that state a figure, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .documents import Given

Claim = dict[str, Any]
MOST_CLAIMS = 25
"""Claims per document."""
SENTENCE = re.compile(r"[^\n.!?]*(?:[.!?](?=\d)[^\n.!?]*)*[.!?]?")
FIGURE = re.compile(
    r"(?P<money>[$€£]\s?)?(?P<digits>\d[\d,]*(?:\.\d+)?)\s*(?P<word>(?:thousand|million|billion|%|percent)\b|%)?"
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
METRICS = {
    "revenue": ("revenue", "net sales"), "net_income": ("net income", "profit"), "employees": ("employees",),
    "operating_income": ("operating income",), "cash": ("cash",), "debt": ("debt", "borrowings"),
    "patents": ("patents",), "customers": ("customers",),
}  # fmt: skip
RISKS = ("material weakness", "going concern", "lawsuit", "investigation", "resign", "expired", "breach", "subpoena")


def claims(document: Given, subject: str) -> list[Claim]:
    """Return a claim for every sentence that states a figure."""
    found = [claim for sentence in sentences(document.text) for claim in _claim(document, subject, sentence)]
    return found[:MOST_CLAIMS]


def findings(document: Given) -> list[dict[str, Any]]:
    """Return a finding for every sentence that names a risk."""
    return [
        {
            "title": f"The documents speak of: {risk}", "reason": "a matter the committee must know",
            "severity": "medium", "polarity": "risk", "question": "What has come of it?",
            "quotes": [{"document": document.name, "quote": sentence}],
        }
        for sentence in sentences(document.text)
        for risk in RISKS
        if risk in sentence.lower()
    ][:3]  # fmt: skip


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text, long enough to be found again and short enough to be read."""
    for match in SENTENCE.finditer(text):
        sentence = match.group().strip()
        if 20 <= len(sentence) <= 400:
            yield sentence


def _claim(document: Given, subject: str, sentence: str) -> Iterator[Claim]:
    for figure in FIGURE.finditer(sentence):
        if YEAR.fullmatch(figure["digits"]):
            continue
        kind, unit = _kind(figure)
        years = YEAR.findall(sentence)
        yield {
            "document": document.name, "quote": sentence, "kind": kind, "subject": subject,
            "metric": _metric(sentence), "value": figure.group().strip(), "scale": "none", "unit": unit, "text": "",
            "day": "", "period": years[0] if years else "", "basis": "unknown", "scope": "unknown",
            "modality": "reported", "direction": "none", "attributed_to": "",
        }  # fmt: skip
        return


def _kind(figure: re.Match[str]) -> tuple[str, str]:
    if figure["money"]:
        return "money", {"$": "USD", "€": "EUR", "£": "GBP"}[figure["money"].strip()]
    if figure["word"] in {"%", "percent"}:
        return "percent", "percent"
    return "count", ""


def _metric(sentence: str) -> str:
    lower = sentence.lower()
    return next((name for name, words in METRICS.items() if any(word in lower for word in words)), "figure")
