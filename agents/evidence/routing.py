"""Which branches read a document: the folder it lies in, and what it is."""

from __future__ import annotations

import re

from agents.records import BRANCHES, Branch, DocumentKind

_FOLDERS: dict[str, Branch] = {
    "financial": "financial", "financials": "financial", "finance": "financial", "accounting": "financial",
    "press": "press", "news": "press", "media": "press",
    "regulatory": "regulatory", "regulation": "regulatory", "filings": "regulatory", "sec": "regulatory",
    "legal": "regulatory",
    "patent": "patent", "patents": "patent", "ip": "patent", "intellectual_property": "patent",
    "leadership": "leadership", "management": "leadership", "people": "leadership", "officers": "leadership",
}  # fmt: skip

_ANNUAL: tuple[Branch, ...] = ("financial", "regulatory", "leadership")
_KINDS: dict[DocumentKind, tuple[Branch, ...]] = {
    "10-K": _ANNUAL, "10-K/A": _ANNUAL, "annual_report": ("financial",),
    "10-Q": ("financial", "regulatory"), "10-Q/A": ("financial", "regulatory"),
    "8-K": ("regulatory", "leadership"), "8-K/A": ("regulatory", "leadership"),
    "NT 10-K": ("regulatory",), "NT 10-Q": ("regulatory",),
    "DEF 14A": ("leadership", "regulatory"), "form_4": ("leadership",),
    "company_facts": ("financial",), "xbrl_instance": ("financial",), "earnings_call": ("financial",),
    "press_article": ("press",), "press_bullets": ("press",), "headlines": ("press",),
    "patent_record": ("patent",), "patent_list": ("patent",), "officer_list": ("leadership",),
}  # fmt: skip


def route(path: str, kind: DocumentKind) -> tuple[Branch, ...]:
    """Return the branches of a document, in the order of the branches; none when neither folder nor kind names one."""
    named = folder_branch(path)
    wanted = {*_KINDS.get(kind, ()), *((named,) if named else ())}
    return tuple(branch for branch in BRANCHES if branch in wanted)


def folder_branch(path: str) -> Branch | None:
    """Return the branch whose folder a document lies in; the outermost folder that names one counts."""
    folders = (_FOLDERS.get(re.sub(r"[^a-z]+", "_", part.lower()).strip("_")) for part in path.split("/")[:-1])
    return next((branch for branch in folders if branch), None)


def home_branch(path: str, kind: DocumentKind) -> Branch | None:
    """Return the branch that takes all of a document's claims: its folder's, else the first that its kind names."""
    return folder_branch(path) or next(iter(_KINDS.get(kind, ())), None)
