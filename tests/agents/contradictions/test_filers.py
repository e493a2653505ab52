"""The name of a target that only its folder names."""

from __future__ import annotations

from agents.contradictions.entities import TARGET, Entities
from agents.contradictions.filers import known_as
from agents.records import Document, Target


def filed(path: str, title: str) -> Document:
    """Return a listed document."""
    return Document(path=path, sha256="0" * 64, size=1, media_type="text/plain", title=title)


def test_a_folder_s_name_is_joined_by_that_of_its_filer():
    """A room "D014" of Acme's filings is about Acme, under its whole and its short name."""
    target = known_as(Target(name="D014"), [filed("a", "Acmeline Motors, Inc., Form 10-K"), filed("b", "D014 notes")])
    names = Entities(target)
    assert names.key("Acmeline Motors") == names.key("Acmeline") == names.key("D014") == TARGET


def test_a_described_target_keeps_its_names():
    """Filings of an acquirer in a described target's room give the target no name."""
    described = Target(name="Veltrix", aliases=("Veltrix Imaging",))
    assert known_as(described, [filed("a", "Acme Corp, Form 8-K")]) == described


def test_filings_of_several_companies_give_no_name():
    """Where no company files most of the room, nobody knows whose room it is."""
    documents = [filed("a", "Acme Corp, Form 10-K"), filed("b", "Globex Inc, Form 10-K")]
    assert known_as(Target(name="room"), documents) == Target(name="room")
