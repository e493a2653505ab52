"""The envelope of every event, and one class per event type that says what its attributes mean."""

from audit.events.base import Attributes, Custom, Event
from audit.events.branches import (
    BranchFailed,
    BranchFinished,
    BranchStarted,
    CalculationRecorded,
    ClaimRecorded,
    DocumentRead,
    DocumentUnread,
    FindingRecorded,
    ReadingRecorded,
)
from audit.events.catalogue import EVENT_TYPES, attributes_class, check
from audit.events.grounding import (
    AnalystFailed,
    AnalystsCompared,
    AnswerReplayed,
    AnswersGrounded,
    ClaimRejected,
)
from audit.events.models import ModelAnswered, ModelFailed, ModelRequested
from audit.events.nights import (
    NightFinished,
    NightStarted,
    TargetFailed,
    TargetFinished,
    TargetSkipped,
    TargetStarted,
)
from audit.events.reports import DecisionRecorded, ReportFailed, ReportRendered, ReportStarted, RunFinished
from audit.events.runs import (
    BranchClosed,
    BranchSettled,
    DocumentListed,
    JudgementMade,
    RoomFrozen,
    RunCancelled,
    RunStarted,
)
from audit.events.synthesis import (
    ContradictionRecorded,
    PairCompared,
    QuestionRecorded,
    ReflectionFailed,
    SynthesisFailed,
    SynthesisFinished,
    SynthesisStarted,
)
from audit.events.trail import (
    AttemptCrashed,
    HoldPlaced,
    HoldReleased,
    RetentionSet,
    RunErased,
    StoreReplaced,
    TextErased,
)

__all__ = [
    "EVENT_TYPES", "AnalystFailed", "AnalystsCompared", "AnswerReplayed", "AnswersGrounded", "AttemptCrashed",
    "Attributes", "BranchClosed", "BranchFailed", "BranchFinished", "BranchSettled", "BranchStarted",
    "CalculationRecorded", "ClaimRecorded", "ClaimRejected", "ContradictionRecorded", "Custom", "DecisionRecorded",
    "DocumentListed", "DocumentRead", "DocumentUnread", "Event", "FindingRecorded", "HoldPlaced", "HoldReleased",
    "JudgementMade", "ModelAnswered", "ModelFailed", "ModelRequested", "NightFinished", "NightStarted",
    "PairCompared", "QuestionRecorded", "ReadingRecorded", "ReflectionFailed", "ReportFailed", "ReportRendered",
    "ReportStarted", "RetentionSet", "RoomFrozen", "RunCancelled", "RunErased", "RunFinished", "RunStarted",
    "StoreReplaced", "SynthesisFailed", "SynthesisFinished", "SynthesisStarted", "TargetFailed", "TargetFinished",
    "TargetSkipped", "TargetStarted", "TextErased", "attributes_class", "check",
]  # fmt: skip
