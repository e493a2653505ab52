"""Claims held against each other: pairing, rules, severity, clusters, ids."""

from agents.contradictions.comparison import Comparison, compare

__all__ = ["Comparison", "compare"]
