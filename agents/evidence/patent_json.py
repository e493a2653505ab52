"""Patent records in JSON: Patent Examination Data System, Open Data Portal old and new, PatentsView."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from agents.evidence import dates
from agents.evidence.canonical import one_line
from agents.evidence.patents import Assignment, Parent, PatentFields

Json = dict[str, Any]
ON_THE_PATENT = "assignee named on the patent"
_EMPTY = ("", "null", "none", "-")


def records(data: Any) -> Iterator[PatentFields]:
    """Yield the applications and grants of an answer; nothing where its shape is unknown."""
    if not isinstance(data, dict):
        return
    for key, shape in _SHAPES.items():
        for record in _dicts(data.get(key)):
            if any(name in record for name in _MARKS):
                yield shape(record)
    if "applicationMetaData" in data:
        yield _portal(data)
    elif "ApplicationNumber" in data and "InventionTitle" in data:
        yield _portal(
            {"applicationMetaData": {key[:1].lower() + key[1:]: value for key, value in data.items()}} | _renamed(data)
        )
    response = _inner(_inner(_inner(data, "queryResults"), "searchResponse"), "response")
    if response:
        yield from records({"docs": response.get("docs")})


def _renamed(data: Json) -> Json:
    return {"applicationNumberText": data.get("ApplicationNumber")}


def _examination(r: Json) -> PatentFields:
    """Read a record of the Patent Examination Data System (PEDS)."""
    return PatentFields(
        number=_number(r.get("patentNumber")), application_number=_text(r.get("applId")),
        title=_text(r.get("patentTitle")),
        status=_text(r.get("appStatus")), status_date=_day(r.get("appStatusDate")), filed=_day(r.get("appFilingDate")),
        granted=_day(r.get("patentIssueDate")), kind=_text(r.get("appType")),
        term_adjustment_days=_text(r.get("totalPtoDays")) if _text(r.get("totalPtoDays")) not in ("0", "") else "",
        applicants=_all(r.get("applicants"), _person) or _some(r.get("firstNamedApplicant")),
        inventors=_all(r.get("inventors"), _person) or _some(r.get("inventorName")),
        assignments=tuple(
            Assignment(
                _day(_first(a.get("assignors"), "execDate")),
                _text(a.get("converyanceName") or a.get("conveyanceName")),
                _names(a.get("assignors"), "assignorName"),
                _names(a.get("assignee") or a.get("assignees"), "assigneeName"),
            )
            for a in _dicts(r.get("assignments"))
        ),
        parents=tuple(
            Parent(
                _text(p.get("applicationStatusDescription")), _text(p.get("claimApplicationNumberText")),
                _day(p.get("filingDate")),
            )
            for p in _dicts(r.get("parentContinuity"))
        ),
    )  # fmt: skip


def _portal(r: Json) -> PatentFields:
    """Read a record of the Open Data Portal; its first version kept what is now `applicationMetaData` at the top."""
    m = _inner(r, "applicationMetaData") or r
    continuity = r.get("parentContinuityBag") or _inner(r, "continuityBag").get("parentContinuityBag")
    return PatentFields(
        number=_number(m.get("patentNumber")), application_number=_text(r.get("applicationNumberText")),
        title=_text(m.get("inventionTitle")), status=_text(m.get("applicationStatusDescriptionText")),
        status_date=_day(m.get("applicationStatusDate")), filed=_day(m.get("filingDate")),
        granted=_day(m.get("grantDate")),
        kind=_text(m.get("applicationTypeLabelName")),
        term_adjustment_days=_text(_inner(r, "patentTermAdjustmentData").get("adjustmentTotalQuantity")),
        applicants=_all(m.get("applicantBag"), _person) or _some(m.get("firstApplicantName")),
        inventors=_all(m.get("inventorBag"), _person) or _some(m.get("firstInventorName")),
        assignments=tuple(
            Assignment(
                _day(_first(a.get("assignorBag"), "executionDate")), _text(a.get("conveyanceText")),
                _names(a.get("assignorBag"), "assignorName"), _names(a.get("assigneeBag"), "assigneeNameText"),
            )
            for a in _dicts(r.get("assignmentBag"))
        ),
        parents=tuple(
            Parent(
                _text(p.get("claimParentageTypeCodeDescriptionText") or p.get("claimParentageTypeCode")),
                _text(p.get("parentApplicationNumberText")), _day(p.get("parentApplicationFilingDate")),
            )
            for p in _dicts(continuity)
        ),
    )  # fmt: skip


def _view(r: Json) -> PatentFields:
    """Read a record of PatentsView; it names the assignees printed on the patent."""
    application = _first_dict(r.get("application")) or _first_dict(r.get("applications"))
    owners = _all(r.get("assignees"), lambda a: _text(a.get("assignee_organization")) or _person(a, "assignee_"))
    return PatentFields(
        number=_number(r.get("patent_id") or r.get("patent_number")), title=_text(r.get("patent_title")),
        granted=_day(r.get("patent_date")), kind=_text(r.get("patent_type")),
        application_number=_text(application.get("application_id") or application.get("app_number")),
        filed=_day(application.get("filing_date") or application.get("app_date")),
        inventors=_all(r.get("inventors"), lambda i: _person(i, "inventor_")),
        assignments=tuple(Assignment("", ON_THE_PATENT, "", owner) for owner in owners),
    )  # fmt: skip


_SHAPES: dict[str, Callable[[Json], PatentFields]] = {
    "docs": _examination, "patentFileWrapperDataBag": _portal, "patentBag": _portal, "patentdata": _portal,
    "patents": _view,
}  # fmt: skip
_MARKS = (
    "applId", "patentNumber", "applicationNumberText", "applicationMetaData", "patent_id", "patent_number",
    "patent_title",
)  # fmt: skip


def _inner(value: Any, key: str) -> Json:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def _dicts(value: Any) -> list[Json]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _first_dict(value: Any) -> Json:
    return next(iter(_dicts(value)), {})


def _first(value: Any, key: str) -> Any:
    return next((item[key] for item in _dicts(value) if item.get(key)), None)


def _names(value: Any, key: str) -> str:
    return "; ".join(_text(item[key]) for item in _dicts(value) if item.get(key))


def _all(value: Any, read: Callable[[Json], str]) -> tuple[str, ...]:
    return tuple(name for item in _dicts(value) if (name := read(item)))


def _some(value: Any) -> tuple[str, ...]:
    return (_text(value),) if _text(value) else ()


def _person(r: Json, prefix: str = "") -> str:
    """Return a party's name, given name first."""
    whole = r.get("applicantNameText") or r.get("inventorNameText")
    if whole:
        return _text(whole)
    pairs = (("nameLineTwo", "nameLineOne"), ("firstName", "lastName"), (f"{prefix}name_first", f"{prefix}name_last"),
             (f"{prefix}first_name", f"{prefix}last_name"),
             (f"{prefix}individual_name_first", f"{prefix}individual_name_last"))  # fmt: skip
    return next((name for given, last in pairs if (name := f"{_text(r.get(given))} {_text(r.get(last))}".strip())), "")


def _text(value: Any) -> str:
    words = one_line(str(value)) if value is not None and not isinstance(value, dict | list) else ""
    return "" if words.lower() in _EMPTY else words


def _number(value: Any) -> str:
    return _text(value).removeprefix("US").lstrip("0") if value else ""


def _day(value: Any) -> str:
    """Return the date as ISO: records write 2019-06-26, 06-26-2019 and 20190626."""
    words = _text(value)
    if len(words) == 10 and words[2] == words[5] == "-":
        words = f"{words[6:]}-{words[:2]}-{words[3:5]}"
    found = dates.compact(words) or dates.parse(words)
    return found.isoformat() if found else ""
