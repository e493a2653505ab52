"""What the model answers: only what structured output can hold, and everything required.

No defaults, free keys, numbers, unions or recursion: a grammar made of these models stays within the API's limits, and
a value that is not there is an empty string. Closed sets are read in any case, as the API does not promise their case.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from agents.records import Basis, ClaimKind, Modality, Severity


def _folded(value: Any) -> Any:
    return value.strip().casefold().replace(" ", "_").replace("-", "_") if isinstance(value, str) else value


_AnyCase = BeforeValidator(_folded)
Kind = Annotated[ClaimKind, _AnyCase]
Scale = Annotated[Literal["none", "thousand", "million", "billion"], _AnyCase]


class AnswerModel(BaseModel):
    """A part of an answer; keys nobody asked for are left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Quoted(AnswerModel):
    """Words of a document."""

    document: str
    """The name it was given under: "D1"."""
    quote: str
    """Verbatim."""


class ProposedClaim(AnswerModel):
    """One typed statement; "" stands for what the document does not say."""

    document: str
    quote: str
    """Verbatim, with the value in it."""
    kind: Kind
    subject: str
    """Whom it is about, as the document writes it."""
    metric: str
    """In snake_case: "revenue", "cfo", "cfo_start", "internal_control"."""
    value: str
    """The number or date as written in the quote."""
    scale: Scale
    """Only where a table's header gives it."""
    unit: str
    """"USD", "percent", "employees", ..."""
    text: str
    """A person's name, a status, an owner."""
    day: str
    """For dates: ISO."""
    period: str
    """"FY2024", "Q3 2024", "H1 2024", "9M 2024", "2024-12-31"."""
    basis: Annotated[Basis, _AnyCase]
    scope: str
    """"consolidated", "segment:Consumer", "unknown"."""
    modality: Annotated[Modality, _AnyCase]
    direction: Annotated[Literal["up", "down", "flat", "none"], _AnyCase]
    attributed_to: str
    """Who says so, where the document names somebody."""


class ProposedFinding(AnswerModel):
    """A risk or a strength, with the words it rests on."""

    title: str
    reason: str
    severity: Annotated[Severity, _AnyCase]
    polarity: Annotated[Literal["risk", "strength", "neutral"], _AnyCase]
    question: str
    """What to ask the management."""
    quotes: list[Quoted]


class BranchAnswer(AnswerModel):
    """What the model reads in a branch's documents."""

    claims: list[ProposedClaim]
    findings: list[ProposedFinding]
    instructions: list[Quoted]
    """Text that addresses its reader as a machine."""
    nothing_because: str
    """Why there is neither claim nor finding; "" where there is one."""

    @model_validator(mode="after")
    def _says_something(self) -> BranchAnswer:
        if not self.claims and not self.findings and not self.nothing_because.strip():
            raise ValueError("claims and findings are empty and nothing_because does not say why")
        return self


class Candidate(AnswerModel):
    """Two or more claims that cannot all be so, as the model sees it."""

    claims: list[str]
    """Their names: "C1", "C7"."""
    explanation: str
    severity: Annotated[Severity, _AnyCase]
    severity_reason: str
    question: str


class SynthesisAnswer(AnswerModel):
    """What the model sees in the claims of all branches."""

    contradictions: list[Candidate]
    none_because: str
    """Why there is none; "" where there is one."""


ANSWERS: tuple[type[AnswerModel], ...] = (BranchAnswer, SynthesisAnswer)
"""Every model that is asked for."""
