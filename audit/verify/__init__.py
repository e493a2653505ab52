"""The proof: nine numbered steps that recompute everything from the files and name what is not as it was written.

1 names, 2 chains, 3 texts, 4 log, 5 checkpoint, 6 anchors, 7 seals, 8 published file, 9 reports.
"""

from audit.outcome import Problem, Step, Verification
from audit.verify.run import verify

__all__ = ["Problem", "Step", "Verification", "verify"]
