"""What tables and records are, told by their column names and keys."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Any

from agents.evidence import dates, patent_json
from agents.evidence.forms import kind_of
from agents.evidence.identity import Identity, name_title
from agents.records import DocumentKind

_COLUMNS: tuple[tuple[DocumentKind, tuple[str, ...]], ...] = (
    ("headlines", (r"headlines?|titles?", r"date|published|time(?:stamp)?")),
    (
        "officer_list",
        (r"(?:full )?name|officer|director|person", r"(?:current |present )?(?:title|position|role|office)s?"),
    ),
    ("patent_list", (r"(?:us )?(?:patent|application|publication)(?: (?:no|number|#|id))?\.?",)),
)


def of_columns(names: Sequence[str], path: str) -> Identity:
    """Return what a table is by the names of its columns."""
    clean = [re.sub(r"[_\s]+", " ", name).strip().lower() for name in names]
    for kind, wanted in _COLUMNS:
        if all(any(re.fullmatch(pattern, name) for name in clean) for pattern in wanted):
            return Identity(kind, name_title(path))
    return Identity("table", name_title(path))


def of_json(data: Any, path: str) -> Identity:
    """Return what a JSON record is by its keys."""
    if not isinstance(data, dict):
        first = data[0] if isinstance(data, list) and data and isinstance(data[0], dict) else None
        return of_columns(list(first), path) if first else Identity("other", name_title(path))
    if isinstance(data.get("facts"), dict) and ("entityName" in data or "cik" in data):
        return Identity("company_facts", data.get("entityName") and f"{data['entityName']}, company facts")
    if any(re.fullmatch(r"item_\d+[A-Ca-c]?", key) for key in data):
        return _by_item(data, path)
    kind = _patent_kind(data)
    return Identity(kind, name_title(path)) if kind else Identity("other", name_title(path))


def _by_item(data: dict[str, Any], path: str) -> Identity:
    kind = kind_of(str(data.get("filing_type", "10-K"))) or "10-K"
    company = data.get("company")
    title = f"{company}, Form {data.get('filing_type', kind)}" if company else name_title(path)
    return Identity(kind, title, dates.compact(data.get("filing_date")), dates.compact(data.get("period_of_report")))


def _patent_kind(data: dict[str, Any]) -> DocumentKind | None:
    """Return whether the answer holds one patent or several, by reading it as one."""
    found = len(list(itertools.islice(patent_json.records(data), 2)))
    return ("patent_record", "patent_list")[found - 1] if found else None
