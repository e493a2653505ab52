"""Patent records in XML: grants and applications of the weekly bulk files, and recorded assignments."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from agents.evidence import dates
from agents.evidence.canonical import one_line
from agents.evidence.patent_json import ON_THE_PATENT
from agents.evidence.patents import Assignment, Parent, PatentFields
from agents.evidence.xml_documents import local

_ROOTS = ("us-patent-grant", "us-patent-application", "PATDOC", "patent-application-publication")


def records(root: etree._Element) -> Iterator[PatentFields]:
    """Yield the patents of a document; nothing where its shape is unknown."""
    for element in root.iter():
        if local(element) in _ROOTS:
            yield _sgml(element) if local(element) == "PATDOC" else _bulk(element)
        elif local(element) == "doc" and element.find("./*[@name='patAssigneeName']") is not None:
            yield _recorded(element)


def _bulk(root: etree._Element) -> PatentFields:
    """Read a grant or application of the bulk files since 2001."""
    granted = local(root) == "us-patent-grant"
    reference = _either(_one(root, "publication-reference", "document-id"), _one(root, "document-id"))
    application = _either(_one(root, "application-reference", "document-id"), _one(root, "domestic-filing-data"))
    reference_to = _one(root, "application-reference")
    owners = _parties(root, ("assignees", "assignee"), "assignee")
    return PatentFields(
        number=_words(reference, "doc-number").lstrip("0") if granted else "",
        application_number=_words(application, "doc-number"),
        title=_words(root, "invention-title", "title-of-invention"),
        status="granted" if granted else "published application",
        granted=_date(_words(reference, "date")) if granted else "",
        filed=_date(_words(application, "date", "filing-date")),
        kind=(reference_to.get("appl-type") or "") if reference_to is not None else "",
        term_adjustment_days=_words(root, "us-term-extension"),
        applicants=_parties(root, ("us-applicants", "applicants", "parties"), "us-applicant", "applicant"),
        inventors=_parties(root, ("inventors",), "inventor", "first-named-inventor"),
        assignments=tuple(Assignment("", ON_THE_PATENT, "", owner) for owner in owners),
        parents=tuple(_parents(root)),
    )  # fmt: skip


def _sgml(root: etree._Element) -> PatentFields:
    """Read a grant of 2001 to 2004, whose elements are the numbers of the international standard ST.32."""
    owners = [_words(owner, "PDAT") for owner in root.iter("B731")]
    return PatentFields(
        number=_words(_one(root, "B110"), "PDAT").lstrip("0"), application_number=_words(_one(root, "B210"), "PDAT"),
        title=_all_words(_one(root, "B540")), status="granted", granted=_date(_words(_one(root, "B140"), "PDAT")),
        filed=_date(_words(_one(root, "B220"), "PDAT")),
        inventors=tuple(filter(None, (_sgml_person(i) for i in root.iter("B721")))),
        assignments=tuple(Assignment("", ON_THE_PATENT, "", owner) for owner in owners if owner),
    )  # fmt: skip


def _recorded(doc: etree._Element) -> PatentFields:
    """Read one recorded conveyance of the assignment search."""
    executed = _list(doc, "patAssignorExDate")
    return PatentFields(
        number=next(iter(_list(doc, "patNum")), "").lstrip("0"),
        application_number=next(iter(_list(doc, "applNum")), ""),
        title=next(iter(_list(doc, "inventionTitle")), ""), filed=_date(next(iter(_list(doc, "filingDate")), "")),
        granted=_date(next(iter(_list(doc, "issueDate")), "")),
        assignments=(Assignment(
            _date(executed[0]) if executed else "", next(iter(_list(doc, "conveyanceText")), ""),
            "; ".join(_list(doc, "patAssignorName")), "; ".join(_list(doc, "patAssigneeName")),
        ),),
    )  # fmt: skip


def _one(root: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first element found by following the names downwards."""
    here = root
    for name in path:
        here = next((e for e in here.iter() if local(e) == name and e is not here), None) if here is not None else None
    return here


def _either(first: etree._Element | None, second: etree._Element | None) -> etree._Element | None:
    return first if first is not None else second


def _words(root: etree._Element | None, *names: str) -> str:
    found = next((e for name in names if (e := _one(root, name)) is not None), None)
    return _all_words(found)


def _all_words(element: etree._Element | None) -> str:
    return one_line(" ".join(str(part) for part in element.itertext())) if element is not None else ""


def _parties(root: etree._Element, groups: tuple[str, ...], *names: str) -> tuple[str, ...]:
    group = next((found for name in groups if (found := _one(root, name)) is not None), root)
    return tuple(dict.fromkeys(filter(None, (_party(e) for e in group.iter() if local(e) in names))))


def _party(element: etree._Element) -> str:
    organisation = _words(element, "orgname", "organization-name")
    return (
        organisation
        or f"{_words(element, 'first-name', 'given-name')} {_words(element, 'last-name', 'family-name')}".strip()
    )


def _sgml_person(element: etree._Element) -> str:
    return f"{_words(_one(element, 'FNM'), 'PDAT')} {_words(_one(element, 'SNM'), 'PDAT')}".strip()


def _parents(root: etree._Element) -> Iterator[Parent]:
    """Yield the earlier applications; the element around a relation names its kind."""
    related = _one(root, "us-related-documents")
    for relation in related if related is not None else ():
        parent = _either(_one(relation, "parent-doc", "document-id"), _one(relation, "document-id"))
        if parent is not None and _words(parent, "doc-number"):
            yield Parent(
                local(relation).replace("us-", ""), _words(parent, "doc-number"), _date(_words(parent, "date"))
            )


def _list(doc: etree._Element, name: str) -> list[str]:
    found = doc.find(f"./*[@name='{name}']")
    values = [] if found is None else [one_line(e.text or "") for e in (found if len(found) else [found])]
    return [value for value in values if value and value.upper() != "NULL" and not value.startswith("0001-")]


def _date(written: str) -> str:
    found = dates.compact(written)
    return found.isoformat() if found else ""
