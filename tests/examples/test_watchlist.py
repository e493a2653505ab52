"""The example watchlist and the targets it names are valid, and between them show every field a target has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from agents.records import BRANCHES, Deal, Identifiers, Target


def _load(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path)


@pytest.fixture
def listed(examples: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The rooms of the watchlist with their overrides."""
    found = []
    for item in _load(examples / "watchlist.yaml")["targets"]:
        overrides = dict(item) if isinstance(item, Mapping) else {"room": item}
        found.append((examples / overrides.pop("room"), overrides))
    return found


def _fields(values: Mapping[str, Any], above: str = "") -> Iterator[str]:
    for name, value in values.items():
        yield above + name
        if isinstance(value, Mapping):
            yield from _fields(value, f"{above}{name}.")


def test_the_watchlist_names_every_room(examples: Path, listed: list[tuple[Path, dict[str, Any]]]) -> None:
    """Each room is on the watchlist once."""
    assert sorted(room for room, _ in listed) == sorted((examples / "rooms").iterdir())


def test_every_target_is_valid(listed: list[tuple[Path, dict[str, Any]]]) -> None:
    """target.yaml and the overrides of the watchlist are fields a target has."""
    for room, overrides in listed:
        Target.model_validate(_load(room / "target.yaml"))
        Target.model_validate({"name": room.name, **overrides})


def test_every_field_of_a_target_is_used_somewhere(listed: list[tuple[Path, dict[str, Any]]]) -> None:
    """Whoever looks for how a field is written finds it in an example."""
    used = {
        field for room, overrides in listed for field in (*_fields(_load(room / "target.yaml")), *_fields(overrides))
    }
    wanted = {*Target.model_fields, *(f"deal.{f}" for f in Deal.model_fields), *(f"deal.owners.{b}" for b in BRANCHES)}

    assert wanted | {f"identifiers.{f}" for f in Identifiers.model_fields} <= used


def test_identifiers_are_invented(listed: list[tuple[Path, dict[str, Any]]]) -> None:
    """No identifier of an example can be mistaken for that of a real company."""
    for room, _ in listed:
        identifiers = _load(room / "target.yaml")["identifiers"]

        assert identifiers["domain"].endswith(".example")
        assert identifiers.get("cik", "0009999").startswith("0009999")
        assert identifiers.get("lei", "EXAMPLE").startswith("EXAMPLE")
