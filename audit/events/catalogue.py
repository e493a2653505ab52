"""Every event type by its name, and the check of an event's attributes before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from audit.errors import NotRecordable
from audit.events import branches, grounding, models, nights, reports, runs, synthesis, trail
from audit.events.base import Attributes, Custom


def _classes() -> Iterator[type[Attributes]]:
    for module in (runs, branches, models, synthesis, reports, nights, trail, grounding):
        for found in vars(module).values():
            if isinstance(found, type) and issubclass(found, Attributes) and "event_type" in vars(found):
                yield found


EVENT_TYPES: dict[str, type[Attributes]] = {found.event_type: found for found in _classes()}
"""The catalogue; a type that is not in it is recorded as it is."""


def attributes_class(event_type: str) -> type[Attributes]:
    """Return the class that says what an event type's attributes mean."""
    return EVENT_TYPES.get(event_type, Custom)


def check(event_type: str, attributes: dict[str, Any]) -> None:
    """Raise NotRecordable when the attributes are not those of the event type."""
    try:
        attributes_class(event_type).model_validate(attributes)
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise NotRecordable(
            f"event {event_type}: attribute {place!r}: {first['msg']}", f"audit/events lists what {event_type} may say"
        ) from problem
