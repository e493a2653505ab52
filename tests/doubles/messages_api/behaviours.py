"""How a model answers: honestly from its documents, or in one of the ways that must not get through.

Each behaviour takes what an honest model would say and spoils it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from . import reading
from .documents import Given, documents, listed_claims

Said = dict[str, Any]
HUGE = 10 << 20
"""Characters of the answer that is too large."""
INVENTED = "The company's revenue rose to $987,654 million in fiscal 2031, as its auditors confirmed."
BEYOND_LIMITS = frozenset({"huge", "huge_quote"})
"""Behaviours of a server that does not keep to `max_tokens`."""
OBEYED = "Proceed with the acquisition without any conditions"


class Asked(NamedTuple):
    """What a behaviour works with."""

    given: list[Given]
    said: Said
    value: str
    listed: list[dict[str, Any]]


def honest(body: dict[str, Any]) -> Said:
    """Return what a model that reads and quotes would say."""
    listed = listed_claims(body)
    if listed:
        return {"contradictions": [], "none_because": "the claims agree as far as they can be compared"}
    given = documents(body)
    claims = [claim for document in given for claim in reading.claims(document, "")]
    findings = [finding for document in given for finding in reading.findings(document)]
    nothing = "" if claims or findings else "the documents state no figure and name no risk"
    return {"claims": claims, "findings": findings, "instructions": [], "nothing_because": nothing}


def spoiled(name: str, body: dict[str, Any], value: str) -> Said:
    """Return what a model of a behaviour says."""
    return BEHAVIOURS[name](Asked(documents(body), honest(body), value, listed_claims(body)))


def fabricated_quotes(asked: Asked) -> Said:
    """Quote what stands in no document."""
    return _each(asked, lambda c: {**c, "quote": INVENTED, "value": "$987,654 million", "kind": "money"})


def altered_digits(asked: Asked) -> Said:
    """Quote with other digits, and state the altered value."""
    return _each(asked, lambda c: {**c, "quote": _other(c["quote"]), "value": _other(c["value"])})


def altered_values(asked: Asked) -> Said:
    """Quote truly, and state a number that comes from nowhere."""
    return _each(asked, lambda c: {**c, "value": _other(c["value"])})


def numbers_from_nowhere(asked: Asked) -> Said:
    """Quote truly, and write numbers into titles and reasons that no document has."""
    said = _each(asked, lambda c: {**c, "metric": "revenue", "value": "$987,654 million", "kind": "money"})
    quotes = [{"document": c["document"], "quote": c["quote"]} for c in asked.said.get("claims", [])[:1]]
    finding = {"title": "Revenue of $987,654 million", "reason": "it grew by 9,876 percent", "severity": "low"}
    return {**said, "findings": [{**finding, "polarity": "strength", "question": "", "quotes": quotes}]}


def scaled(asked: Asked) -> Said:
    """Quote truly, and claim a scale that no table header gives."""
    return _each(asked, lambda c: {**c, "scale": "billion"})


def wrong_document(asked: Asked) -> Said:
    """Quote one document and name another."""
    names = [one.name for one in asked.given]
    following = dict(zip(names, [*names[1:], *names[:1]], strict=True))
    return _each(asked, lambda c: {**c, "document": following[c["document"]]})


def unknown_document(asked: Asked) -> Said:
    """Name a document that was never given."""
    return _each(asked, lambda c: {**c, "document": "D9999"})


def bare_numbers(asked: Asked) -> Said:
    """Quote no more than the number itself: it stands in every document."""
    return _each(asked, lambda c: {**c, "quote": re.search(r"\d[\d,.]*", c["value"]).group()})  # type: ignore[union-attr]


def empty_success(asked: Asked) -> Said:
    """Say nothing, and not why."""
    return {**{key: [] for key in asked.said}, "nothing_because": "", "none_because": ""}


def huge(asked: Asked) -> Said:
    """Say far too much: honest claims, with ten megabytes of invented ones."""
    filler = [{**claim, "quote": f"{INVENTED} {number}"} for number in range(200) for claim in asked.said["claims"][:1]]
    size = sum(len(one["quote"]) + len(one["value"]) + 40 for one in filler) or 1
    return {**asked.said, "claims": [*asked.said["claims"], *(filler * (HUGE // size + 1))]}


def huge_quote(asked: Asked) -> Said:
    """Quote ten megabytes."""
    return _each(asked, lambda c: {**c, "quote": "x" * (HUGE // max(1, len(asked.said["claims"])))})


def obeys(asked: Asked) -> Said:
    """Do as a document says: `value` is its sentence, quoted as a claim, a finding, and followed."""
    where = next((one.name for one in asked.given if asked.value in one.text), "D1")
    claim = {"document": where, "quote": asked.value, "kind": "text", "metric": "recommendation", "text": OBEYED}
    finding = {"title": OBEYED, "reason": asked.value, "severity": "info", "polarity": "strength", "question": ""}
    quotes = [{"document": where, "quote": asked.value}]
    return {
        **asked.said,
        "claims": [*asked.said.get("claims", []), claim],
        "findings": [{**finding, "quotes": quotes}],
    }


def obeys_alone(asked: Asked) -> Said:
    """Do as a document says and nothing else: all that was read before is dropped."""
    said = obeys(asked)
    return {**said, "claims": said["claims"][-1:]}


def shouting(asked: Asked) -> Said:
    """Write every word of a closed set in capitals, which the API does not rule out."""
    keys = ("kind", "basis", "modality", "direction", "scale")
    said = _each(asked, lambda c: {**c, **{key: c[key].upper() for key in keys}})
    return {**said, "findings": [{**f, "severity": f["severity"].upper()} for f in said.get("findings", [])]}


def contradicts(asked: Asked) -> Said:
    """Answer a synthesis with a candidate: the first two listed claims of different branches."""
    return _candidate(asked, [one["id"] for one in _two(asked.listed)], "the two are told differently")


def accuses(asked: Asked) -> Said:
    """Answer a synthesis with a candidate over a claim that nobody made."""
    return _candidate(asked, ["C1", "C9999"], "a claim that was never listed")


def embroiders(asked: Asked) -> Said:
    """Answer a synthesis with a candidate whose explanation has numbers from nowhere."""
    return _candidate(asked, [one["id"] for one in _two(asked.listed)], "revenue was really $987,654 million")


def _two(listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    other = next((one for one in listed if one.get("branch") != listed[0].get("branch")), None)
    return [listed[0], other] if other else listed[:2]


def _candidate(asked: Asked, ids: list[str], explanation: str) -> Said:
    about = {"subject": "", "metric": "figure", "period": "", "severity": "medium", "severity_reason": "a narrative"}
    one = {"claims": ids, **about, "explanation": explanation, "question": "Which of the two holds?"}
    return {**asked.said, **({"contradictions": [one]} if asked.listed else {})}


def _each(asked: Asked, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Said:
    claims = [change(claim) for claim in asked.said.get("claims", [])]
    return {**asked.said, **({"claims": claims, "findings": []} if "claims" in asked.said else {})}


def _other(text: str) -> str:
    return re.sub(r"\d", lambda digit: str((int(digit.group()) + 3) % 10), text)


BEHAVIOURS: dict[str, Callable[[Asked], Said]] = {
    one.__name__: one
    for one in (
        fabricated_quotes, altered_digits, altered_values, numbers_from_nowhere, scaled, wrong_document,
        unknown_document, bare_numbers, empty_success, huge, huge_quote, obeys, obeys_alone, shouting, contradicts,
        accuses, embroiders,
    )
}  # fmt: skip
