"""What can go wrong between a run's journals and its report.

ReportError
├── NoRun           the run is not in this home
├── RunUnreadable   its journals lack what a report must stand on
├── ReportExists    the file to be written is already there; reports are never overwritten
├── PangoMissing    the text layout library is not installed
├── DiskFull        no room for the file
└── NotWritable     the folder cannot be written to
"""

from __future__ import annotations


class ReportError(Exception):
    """What happened, to what, and what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[ReportError], tuple[str, str]]:
        """Let the error cross from the process that renders to the one that waits for it."""
        return type(self), (self.message, self.remedy)


class NoRun(ReportError):
    """The run is not in this home."""


class RunUnreadable(ReportError):
    """The run's journals lack what a report must stand on."""


class ReportExists(ReportError):
    """The file to be written is already there."""


class PangoMissing(ReportError):
    """The text layout library is not installed."""


class DiskFull(ReportError):
    """There is no room for the file."""


class NotWritable(ReportError):
    """The folder cannot be written to."""
