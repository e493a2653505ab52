"""Patent records of every shape the offices write, each value quotable."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from agents.evidence import freeze, read
from agents.evidence.types import PatentRecord, ReadDocument

from .conftest import MakeRoom

ReadOne = Callable[[str, bytes | str], ReadDocument]


def quoted(document: ReadDocument, record: PatentRecord) -> dict[str, str]:
    """Return what the text says at the place of each field; of a repeated field, the last."""
    return {name: document.text[start:end] for name, start, end in record.fields}


PORTAL = {"patentFileWrapperDataBag": [{
    "applicationNumberText": "17248024",
    "applicationMetaData": {"patentNumber": "11646472", "inventionTitle": "Cells", "filingDate": "2021-01-05",
                            "grantDate": "2023-05-09", "applicationStatusDescriptionText": "Patented Case",
                            "applicationTypeLabelName": "Utility"},
    "assignmentBag": [
        {"conveyanceText": "LIEN", "assignorBag": [{"assignorName": "ACME", "executionDate": "2022-02-02"}],
         "assigneeBag": [{"assigneeNameText": "BANK"}]},
        {"conveyanceText": "ASSIGNMENT", "assignorBag": [{"assignorName": "ROE, JANE", "executionDate": "2021-01-01"}],
         "assigneeBag": [{"assigneeNameText": "ACME"}]}],
    "parentContinuityBag": [{"claimParentageTypeCode": "CON", "parentApplicationNumberText": "16695054",
                             "parentApplicationFilingDate": "2019-11-25"}],
}]}  # fmt: skip


def test_a_record_of_the_portal(read_one: ReadOne) -> None:
    """Assignments come oldest first by execution, and every field can be quoted where it stands."""
    found = read_one("patent/a.json", json.dumps(PORTAL))
    (record,) = found.patents
    assert [a[3] for a in record.assignments] == ["ACME", "BANK"]
    assert record.parents == (("CON", "16695054", "2019-11-25"),)
    assert (record.number, record.kind, record.granted) == ("11646472", "utility", date(2023, 5, 9))
    said = quoted(found, record)
    assert said["number"] == "11646472" and said["granted"] == "2023-05-09"
    assert said["assignments"] == "2022-02-02: LIEN from ACME to BANK"


def test_the_real_record_of_the_examination_system(shared_data: Path) -> None:
    """The one real patent record has its owner, its term adjustment and its provisional parent."""
    room = shared_data / "rooms" / "3m"
    document = next(d for d in freeze(room).documents if d.kind == "patent_record")
    (record,) = read(room, document).patents
    assert (record.number, record.filed, record.granted) == ("8457796", date(2010, 3, 11), date(2013, 6, 4))
    assert record.assignments[0][2:] == ("SINGH, DEEPINDER", "75F, INC.")
    assert record.assignments[0][0] == "2019-06-26" and record.term_adjustment_days == 119
    assert record.parents[0][1:] == ("61159088", "2009-03-11")


@pytest.mark.parametrize(
    ("name", "number", "owner"),
    [
        ("uspto_bulk_xml/xml2014__US08926509.xml", "8926509", "Hmicro, Inc."),
        ("uspto_bulk_xml/xml2004__US06970935.xml", "6970935", "International Business Machines Corporation"),
        ("uspto_bulk_xml/sgml__US06337117.xml", "6337117", "Mitsubishi Chemical Corporation"),
        ("uspto_legacy/assignment_test_fetch_assignments_by_assignee_1.xml", "10254732", "US WELL SERVICES, LLC."),
        ("patentsview/patent-all-fields_0.json", "5116621", "Lederle (Japan), Ltd."),
    ],
)
def test_recorded_answers_name_number_and_owner(
    shared_data: Path, make_room: MakeRoom, name: str, number: str, owner: str
) -> None:
    """Grants, assignments and search results of several systems all give number and owner."""
    content = (shared_data / "api" / name).read_bytes()
    room = make_room({f"patent/{name.rsplit('/', 1)[-1]}": content})
    record = read(room, freeze(room).documents[0]).patents[0]
    assert record.number == number and owner in {a[3] for a in record.assignments}
