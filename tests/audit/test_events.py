"""The catalogue of events is complete and says what every attribute means."""

from __future__ import annotations

import ast
import inspect

import pytest

from audit import events
from audit.events import EVENT_TYPES, Attributes, Custom, attributes_class


@pytest.mark.parametrize("found", [events.Event, *EVENT_TYPES.values()], ids=lambda found: found.__name__)
def test_every_attribute_has_a_docstring(found: type[Attributes]) -> None:
    """Auditors read what an attribute means where it is defined."""
    body = ast.parse(inspect.getsource(found)).body[0].body  # type: ignore[attr-defined]
    fields = [n for n in body if isinstance(n, ast.AnnAssign) and "ClassVar" not in ast.unparse(n.annotation)]
    following = [body[body.index(node) + 1 :][:1] for node in fields]
    assert all(after and isinstance(after[0], ast.Expr) for after in following)


def test_every_class_is_exported() -> None:
    """The package names every event class in its public list."""
    assert {found.__name__ for found in EVENT_TYPES.values()} <= set(events.__all__)


def test_an_unknown_event_type_is_custom() -> None:
    """A custom analyst's own events are recorded, and named as such."""
    assert attributes_class("satellite.image_seen") is Custom
