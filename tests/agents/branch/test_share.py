"""A statement is claimed by one branch as a whole, and by others only for their own subject."""

from __future__ import annotations

import pytest

from agents.branch.share import share
from agents.records import Branch, Claim, ClaimKind, Document, Source


def a_claim(kind: ClaimKind, branch: Branch = "regulatory") -> Claim:
    """Return a claim of a kind."""
    source = Source(branch=branch, path="p", sha256="0", start=0, end=1, quote="q")
    return Claim(claim_id=kind, kind=kind, subject="Acme", metric="m", source=source)


def annual_report(path: str) -> Document:
    """Return a 10-K at a path."""
    return Document(path=path, sha256="0", size=1, media_type="text/html", kind="10-K")


CLAIMS = (a_claim("money"), a_claim("person"), a_claim("status"))


def test_the_folder_s_branch_takes_everything() -> None:
    """A 10-K in the regulatory folder is the regulatory branch's, whatever it says."""
    assert share("regulatory", annual_report("regulatory/10k.htm"), CLAIMS) == CLAIMS


@pytest.mark.parametrize(
    ("branch", "kinds"), [("financial", ["money"]), ("leadership", ["person"]), ("regulatory", ["status"])]
)
def test_a_branch_that_reads_along_takes_its_subject(branch: Branch, kinds: list[ClaimKind]) -> None:
    """A 10-K in the press folder gives each other branch the claims of its own subject."""
    taken = share(branch, annual_report("press/10k.htm"), CLAIMS)
    assert [claim.kind for claim in taken] == kinds


def test_without_a_folder_the_first_branch_of_the_kind_takes_everything() -> None:
    """A 10-K at the top of the room is the financial branch's."""
    assert share("financial", annual_report("10k.htm"), CLAIMS) == CLAIMS
    assert [claim.kind for claim in share("leadership", annual_report("10k.htm"), CLAIMS)] == ["person"]
