"""The evidence: a data room found, identified, routed, frozen and read."""

from agents.evidence.errors import Changed, EvidenceError, RoomMissing, Unreadable
from agents.evidence.freezing import FrozenRoom, freeze
from agents.evidence.reading import VERSION, read

__all__ = ["VERSION", "Changed", "EvidenceError", "FrozenRoom", "RoomMissing", "Unreadable", "freeze", "read"]
