"""What every branch is: the documents it wants, its rules, and how an attempt at it is worked."""

from agents.branch.case import Case, Examined, Examiner, cite, found
from agents.branch.check import MalformedResult
from agents.branch.version import code_version
from agents.branch.work import wanted, work_branch

__all__ = [
    "Case", "Examined", "Examiner", "MalformedResult", "cite", "code_version", "found", "wanted", "work_branch",
]  # fmt: skip
