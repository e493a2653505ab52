"""Records of the patent office: PEDS, Open Data Portal and PatentsView, each rendered as lines that can be quoted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from agents.evidence import dates
from agents.evidence.canonical import Canvas, one_line
from agents.evidence.types import PatentRecord

_KINDS = {
    "utl": "utility",
    "utility": "utility",
    "design": "design",
    "dsn": "design",
    "plant": "plant",
    "plt": "plant",
    "reissue": "reissue",
}


def read(data: Any, canvas: Canvas) -> tuple[PatentRecord, ...]:
    """Write every application or grant of the record and return them; empty where the shape is unknown."""
    return tuple(_written(canvas, fields) for fields in _records(data))


def _records(data: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(data, dict):
        return
    response = ((data.get("queryResults") or {}).get("searchResponse") or {}).get("response") or data
    for record in response.get("docs") or ():
        if isinstance(record, dict) and ("applId" in record or "patentNumber" in record):
            yield _peds(record)
    bag = data.get("patentFileWrapperDataBag") or ([data] if "applicationMetaData" in data else ())
    for record in bag:
        if isinstance(record, dict):
            yield _portal(record)
    for record in data.get("patents") or ():
        if isinstance(record, dict):
            yield _view(record)


def _peds(r: dict[str, Any]) -> dict[str, Any]:
    """Return a record of the Patent Examination Data System in common words."""
    return {
        "number": r.get("patentNumber"), "application_number": r.get("applId"), "title": r.get("patentTitle"),
        "status": r.get("appStatus"), "status_date": r.get("appStatusDate"), "filed": r.get("appFilingDate"),
        "granted": r.get("patentIssueDate"), "kind": r.get("appType"), "term_adjustment_days": r.get("totalPtoDays"),
        "applicants": [_party(a) for a in _dicts(r.get("applicants"))] or [r.get("firstNamedApplicant")],
        "inventors": [_person(i) for i in _dicts(r.get("inventors"))] or [r.get("inventorName")],
        "assignments": [
            (_day(_first(a.get("assignors"), "execDate")), a.get("convText") or a.get("conveyanceText"),
             _names(a.get("assignors"), "assignorName"), _names(a.get("assignees"), "assigneeName"))
            for a in _dicts(r.get("assignments"))
        ],
        "parents": [(p.get("aplIdText") or p.get("applicationStatusDescription") or p.get("relationshipDescription"), p.get("claimApplicationNumberText"), _day(p.get("filingDate")))
                    for p in _dicts(r.get("parentContinuity"))],
    }  # fmt: skip


def _portal(r: dict[str, Any]) -> dict[str, Any]:
    """Return a record of the Open Data Portal in common words."""
    m = r.get("applicationMetaData") or {}
    return {
        "number": m.get("patentNumber"), "application_number": r.get("applicationNumberText"), "title": m.get("inventionTitle"),
        "status": m.get("applicationStatusDescriptionText"), "status_date": m.get("applicationStatusDate"), "filed": m.get("filingDate"),
        "granted": m.get("grantDate"), "kind": m.get("applicationTypeLabelName"),
        "term_adjustment_days": (r.get("patentTermAdjustmentData") or {}).get("adjustmentTotalQuantity"),
        "applicants": [_party(a) for a in _dicts(m.get("applicantBag"))] or [m.get("firstApplicantName")],
        "inventors": [i.get("inventorNameText") or _person(i) for i in _dicts(m.get("inventorBag"))] or [m.get("firstInventorName")],
        "assignments": [
            (_day(_first(a.get("assignorBag"), "executionDate")), a.get("conveyanceText"),
             _names(a.get("assignorBag"), "assignorName"), _names(a.get("assigneeBag"), "assigneeNameText"))
            for a in _dicts(r.get("assignmentBag"))
        ],
        "parents": [(p.get("claimParentageTypeCode"), p.get("parentApplicationNumberText"), _day(p.get("parentApplicationFilingDate")))
                    for p in _dicts(r.get("parentContinuityBag"))],
    }  # fmt: skip


def _view(r: dict[str, Any]) -> dict[str, Any]:
    """Return a record of PatentsView in common words; it knows owners as assignees."""
    owners = [a.get("assignee_organization") or _person(a, "assignee_") for a in _dicts(r.get("assignees"))]
    return {
        "number": r.get("patent_number") or r.get("patent_id"), "title": r.get("patent_title"), "granted": r.get("patent_date"),
        "filed": _first(r.get("applications"), "app_date"), "application_number": _first(r.get("applications"), "app_number"),
        "kind": r.get("patent_type"), "applicants": owners, "inventors": [_person(i, "inventor_") for i in _dicts(r.get("inventors"))],
    }  # fmt: skip


def _written(canvas: Canvas, fields: dict[str, Any]) -> PatentRecord:
    """Write one record, a line per field, and return it with the place of each value."""
    canvas.fresh_line()
    start, places = canvas.length, []
    days = _integer(fields.get("term_adjustment_days"))
    number = one_line(str(fields.get("number") or fields.get("application_number") or "unknown"))
    plain = {name: _clean(fields.get(name)) for name in ("application_number", "title", "status", "kind")}
    dated = {
        name: dates.compact(fields.get(name)) or dates.parse(_clean(fields.get(name)))
        for name in ("status_date", "filed", "granted")
    }
    listed = {
        name: tuple(filter(None, (_clean(v) for v in fields.get(name) or ()))) for name in ("applicants", "inventors")
    }
    assignments = sorted({_four(a) for a in fields.get("assignments") or ()})
    parents = tuple(_three(p) for p in fields.get("parents") or ())
    lines = [
        ("number", number if fields.get("number") else ""), *plain.items(), *((n, d.isoformat() if d else "") for n, d in dated.items()),
        *((name, value) for name, values in listed.items() for value in values),
        *(("assignments", f"{d or 'undated'}: {c} from {a} to {b}") for d, c, a, b in assignments),
        *(("parents", f"{k} of {n}, filed {d or 'unknown'}") for k, n, d in parents),
        ("term_adjustment_days", str(days) if days is not None else ""),
    ]  # fmt: skip
    for name, value in lines:
        if value:
            places.append(_field(canvas, name, value))
    canvas.add("\n")
    return PatentRecord(
        number=number, **plain | {"kind": _KINDS.get((plain["kind"] or "").lower().split()[0] if plain["kind"] else "", plain["kind"])},
        **dated, **listed, assignments=tuple(assignments), parents=parents, term_adjustment_days=days, fields=tuple(places),
        start=start, end=canvas.length - 1,
    )  # fmt: skip


_LABELS = {
    "number": "Patent number", "application_number": "Application number", "title": "Title", "status": "Status", "kind": "Type",
    "status_date": "Status date", "filed": "Filed", "granted": "Granted", "applicants": "Applicant or owner", "inventors": "Inventor",
    "assignments": "Assignment", "parents": "Continuity", "term_adjustment_days": "Term adjustment (days)",
}  # fmt: skip


def _field(canvas: Canvas, name: str, value: str) -> tuple[str, int, int]:
    canvas.fresh_line()
    canvas.add(f"{_LABELS[name]}: ")
    start, end = canvas.add(value)
    canvas.add("\n")
    return name, start, end


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _first(value: Any, key: str) -> Any:
    return next((item[key] for item in _dicts(value) if item.get(key)), None)


def _names(value: Any, key: str) -> str:
    return "; ".join(one_line(str(item[key])) for item in _dicts(value) if item.get(key))


def _party(r: dict[str, Any]) -> Any:
    return r.get("applicantNameText") or r.get("nameLineOne") or _person(r)


def _person(r: dict[str, Any], prefix: str = "") -> str:
    keys = ("nameLineOne", "nameLineTwo") if "nameLineOne" in r else (f"{prefix}first_name", f"{prefix}last_name")
    if "firstName" in r:
        keys = ("firstName", "lastName")
    return " ".join(str(r[k]).strip() for k in keys if r.get(k))


def _clean(value: Any) -> str | None:
    return one_line(str(value)) or None if value not in (None, "", []) else None


def _day(value: Any) -> str:
    found: date | None = dates.compact(value) or dates.parse(str(value or ""))
    return found.isoformat() if found else ""


def _integer(value: Any) -> int | None:
    text = str(value).strip() if value is not None else ""
    return int(text) if text.lstrip("-").isdigit() else None


def _four(a: tuple[Any, ...]) -> tuple[str, str, str, str]:
    return a[0], _clean(a[1]) or "", a[2], a[3]


def _three(p: tuple[Any, ...]) -> tuple[str, str, str]:
    return _clean(p[0]) or "", _clean(p[1]) or "", p[2]
