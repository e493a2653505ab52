"""What the tests of reading share: a document made of a text, and the claims read from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import sha256

import pytest

from agents.claims import extract
from agents.evidence.types import Fact, PatentRecord, ReadDocument, Table
from agents.records import Claim, Document, DocumentKind, Target

Read = Callable[..., list[Claim]]


def made(
    text: str,
    kind: DocumentKind = "other",
    *,
    path: str = "room/statement.txt",
    published: date | None = None,
    period_end: date | None = None,
    tables: tuple[Table, ...] = (),
    facts: tuple[Fact, ...] = (),
    patents: tuple[PatentRecord, ...] = (),
) -> ReadDocument:
    """Return a document with a text, as the evidence room would hand it over."""
    digest = sha256(text.encode()).hexdigest()
    document = Document(
        path=path,
        sha256=digest,
        size=len(text),
        media_type="text/plain",
        kind=kind,
        published=published,
        period_end=period_end,
    )
    return ReadDocument(document=document, text=text, text_sha256=digest, tables=tables, facts=facts, patents=patents)


@pytest.fixture
def read() -> Read:
    """Return a function that reads a text and returns its claims."""

    def claims_of(text: str, kind: DocumentKind = "other", *, target: str = "Acme", **more: object) -> list[Claim]:
        return list(extract(made(text, kind, **more), Target(name=target), "press").claims)  # type: ignore[arg-type]

    return claims_of


@pytest.fixture
def make() -> Callable[..., ReadDocument]:
    """Return the function that makes a document of a text."""
    return made
