"""What can go wrong with a document.

EvidenceError
├── RoomMissing   the room is not there, is not a folder, or holds nothing
├── Unreadable    this file cannot be read; the reason goes into the record, the branch goes on
└── Changed       this file is not the one that was frozen
"""

from __future__ import annotations


class EvidenceError(Exception):
    """A document or a room that cannot be used."""


class RoomMissing(EvidenceError):
    """The room does not exist, is not a folder, or holds no document."""


class Unreadable(EvidenceError):
    """The file cannot be read, for one stated reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __reduce__(self) -> tuple[type[Unreadable], tuple[str]]:
        return type(self), (self.reason,)


class Changed(EvidenceError):
    """The file changed, or went away, after the room was frozen."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: changed after the room was frozen; assess the room again")
        self.path = path

    def __reduce__(self) -> tuple[type[Changed], tuple[str]]:
        return type(self), (self.path,)
