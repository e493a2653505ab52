"""Who reads what: the folder's branch, and those the kind adds."""

from __future__ import annotations

import pytest

from agents.evidence import freeze
from agents.evidence.routing import route
from agents.records import Branch, DocumentKind

from .conftest import MakeRoom


@pytest.mark.parametrize(
    ("path", "kind", "branches"),
    [
        ("financial/a.pdf", "other", ("financial",)),
        ("Patents/a.pdf", "other", ("patent",)),
        ("deep/news/2020/a.txt", "other", ("press",)),
        ("a.pdf", "10-K", ("financial", "regulatory", "leadership")),
        ("patent/a.txt", "10-K", ("financial", "regulatory", "patent", "leadership")),
        ("a.txt", "8-K", ("regulatory", "leadership")),
        ("regulatory/call.txt", "earnings_call", ("financial", "regulatory")),
        ("misc/a.txt", "other", ()),
        ("financial.txt", "other", ()),
    ],
)
def test_folder_and_kind_name_the_branches(path: str, kind: DocumentKind, branches: tuple[Branch, ...]) -> None:
    """A folder sends its files to its branch, a kind adds its own, and nothing else sends anything anywhere."""
    assert route(path, kind) == branches


def test_a_room_is_listed_in_the_order_of_its_paths(make_room: MakeRoom) -> None:
    """Listing is sorted, leaves out dotfiles and target.yaml, and equal rooms have equal hashes."""
    files = {"press/b.txt": "two", "a.txt": "one", ".hidden": "x", "press/.DS_Store": "x", "target.yaml": "name: Acme"}
    first = freeze(make_room(files))
    assert [d.path for d in first.documents] == ["a.txt", "press/b.txt"]
    assert freeze(make_room(files)) == first
    assert freeze(make_room(files | {"a.txt": "changed"})).sha256 != first.sha256
