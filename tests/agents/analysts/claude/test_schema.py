"""Answer models keep to what structured output can hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from anthropic import transform_schema
from pydantic import ValidationError

from agents.analysts.claude.schema import ANSWERS, BranchAnswer

OPTIONAL, UNIONS = 24, 16
"""The API's limits for all strict schemas of a request together."""
ALLOWED = {
    "type", "properties", "required", "additionalProperties", "items", "enum", "const", "title", "description", "$ref",
    "$defs", "anyOf",
}  # fmt: skip
CLAIM = {
    "document": "D1", "quote": "q", "kind": "MONEY", "subject": "", "metric": "revenue", "value": "1", "scale": "None",
    "unit": "", "text": "", "day": "", "period": "", "basis": "Non-GAAP", "scope": "", "modality": "reported",
    "direction": "none", "attributed_to": "",
}  # fmt: skip
models = pytest.mark.parametrize("model", ANSWERS, ids=lambda m: m.__name__)


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "type" in value or "$ref" in value or "anyOf" in value or "enum" in value:
            yield value
        for child in value.values():
            yield from _nodes(child)
    elif isinstance(value, list):
        for child in value:
            yield from _nodes(child)


def _objects(model: Any) -> list[dict[str, Any]]:
    return [n for n in _nodes(transform_schema(model)) if n.get("type") == "object"]


@models
def test_every_field_is_required_and_no_other_is_allowed(model):
    """A field with a default would be optional, a free mapping could only be empty."""
    for node in _objects(model):
        assert set(node["required"]) == set(node["properties"])
        assert node["additionalProperties"] is False
        assert node["properties"]


@models
def test_no_union_number_or_constraint_is_used(model):
    """What only reaches the description is not kept by the grammar."""
    nodes = list(_nodes(transform_schema(model)))
    assert [n for n in nodes if "anyOf" in n or isinstance(n.get("type"), list)] == []
    assert [n["type"] for n in nodes if n.get("type") in {"number", "integer"}] == []
    for node in _objects(model):
        for child in node["properties"].values():
            assert set(child) <= ALLOWED


@models
def test_no_model_holds_itself(model):
    """Recursion passes the SDK and is refused by the API."""
    schema = transform_schema(model)
    definitions = schema.get("$defs", {})

    def reached(node: Any, path: tuple[str, ...]) -> None:
        for found in _nodes(node):
            if "$ref" in found:
                name = found["$ref"].rsplit("/", 1)[-1]
                assert name not in path
                reached(definitions[name], (*path, name))

    reached({k: v for k, v in schema.items() if k != "$defs"}, ())


@models
def test_the_limits_of_a_request_are_kept(model):
    """The API counts optional fields and unions over the whole schema."""
    text = json.dumps(transform_schema(model))
    assert text.count('"anyOf"') <= UNIONS
    assert sum(len(n["properties"]) - len(n["required"]) for n in _objects(model)) <= OPTIONAL


def test_closed_sets_are_read_in_any_case():
    """The API does not promise the case of an enum's values."""
    said = {"claims": [CLAIM], "findings": [], "instructions": [], "nothing_because": ""}
    (claim,) = BranchAnswer.model_validate(said).claims
    assert (claim.kind, claim.scale, claim.basis) == ("money", "none", "non_gaap")


def test_an_empty_answer_must_say_why():
    """Nothing to report is an answer only with its reason."""
    said = {"claims": [], "findings": [], "instructions": [], "nothing_because": " "}
    with pytest.raises(ValidationError, match="nothing_because"):
        BranchAnswer.model_validate(said)
