"""Builders of read documents and cases for the tests of the branches."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from agents.branch.case import Case
from agents.evidence.types import ReadDocument
from agents.records import Branch, Claim, Document, DocumentKind, Target


@pytest.fixture
def document_of() -> Callable[..., ReadDocument]:
    """Build a read document of a text."""

    def build(
        text: str,
        kind: DocumentKind = "other",
        path: str = "room/a.txt",
        published: date | None = None,
        branches: tuple[Branch, ...] = ("regulatory",),
        **more: Any,
    ) -> ReadDocument:
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        document = Document(path=path, sha256=sha256, size=len(text), media_type="text/plain", kind=kind,
                            published=published, branches=branches)  # fmt: skip
        return ReadDocument(document=document, text=text, text_sha256=sha256, **more)

    return build


@pytest.fixture
def case_of() -> Callable[..., Case]:
    """Build a case of the target Acme Corp."""

    def build(
        branch: Branch, *documents: ReadDocument, claims: Sequence[Claim] = (), target: Target | None = None
    ) -> Case:
        return Case(branch, target or Target(name="Acme Corp."), documents, tuple(claims))

    return build
