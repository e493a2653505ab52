"""The self-written sentence pairs: what is published about them stays true."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BENCHMARKS = Path(__file__).resolve().parents[3] / "benchmarks"
RECALL, PRECISION, FLAGGED = 0.82, 0.97, 2
"""Least share of contradictions found, least share of flags that are true, most controls flagged: just below docs."""


@pytest.fixture(scope="module")
def benchmark() -> Iterator[ModuleType]:
    """The benchmark as a module."""
    sys.path.insert(0, str(BENCHMARKS))
    spec = importlib.util.spec_from_file_location("sentence_pairs", BENCHMARKS / "sentence_pairs.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["sentence_pairs"] = module
    spec.loader.exec_module(module)
    yield module
    sys.path.remove(str(BENCHMARKS))


@pytest.fixture(scope="module")
def scored(benchmark: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """Every pair, worked by the rules analyst."""
    folder = tmp_path_factory.mktemp("pairs")
    return [benchmark.score(pair, folder) for pair in benchmark.pairs()]


def test_half_of_the_pairs_are_controls_of_every_kind(benchmark: ModuleType):
    """At least 150 pairs, at least half of them consistent, every kind with both."""
    pairs = benchmark.pairs()
    controls = [p for p in pairs if not p.contradicts]
    assert len(pairs) >= 150 and len(controls) * 2 >= len(pairs)
    assert {p.kind for p in controls} == {p.kind for p in pairs if p.contradicts}
    assert len({p.name for p in pairs}) == len(pairs)


def test_every_contradiction_marks_both_its_places(benchmark: ModuleType):
    """A pair that marks less than two places could never be found, a control that marks one would be misread."""
    marks = {p.name: sum(len(benchmark.MARKED.findall(words)) for _, words in p.documents) for p in benchmark.pairs()}
    assert all(marks[p.name] >= 2 if p.contradicts else not marks[p.name] for p in benchmark.pairs())


@pytest.mark.timeout(600)
def test_recall_on_the_pairs_is_what_is_published(scored: list[Any]):
    """As many contradictions are found as docs/contradictions.md says, and no fewer."""
    wanted = [one for one in scored if one.pair.contradicts]
    assert sum(one.found for one in wanted) / len(wanted) >= RECALL


@pytest.mark.timeout(600)
def test_few_flags_on_the_pairs_are_false(scored: list[Any]):
    """Controls stay quiet, and pairs that contradict bring no second flag."""
    found = sum(one.found for one in scored)
    alarms = sum(len(one.false_alarms) for one in scored)
    flagged = [one.pair.name for one in scored if not one.pair.contradicts and one.false_alarms]
    assert found / (found + alarms) >= PRECISION
    assert len(flagged) <= FLAGGED, flagged
