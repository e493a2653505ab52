"""What a verification found: steps with their problems, for people and as JSON."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

Kind = Literal["altered", "incomplete", "note"]
"""`altered`: something is not as it was written. `incomplete`: something cannot be proved (yet).
`note`: worth knowing, and proves nothing either way."""


class Problem(NamedTuple):
    """One thing that is not as it should be, and where."""

    kind: Kind
    file: str
    """Relative to the home folder."""
    line: int
    """From 1; 0 for the whole file."""
    message: str


class Step(NamedTuple):
    """One numbered step."""

    number: int
    title: str
    checked: str
    """What was looked at, counted."""
    problems: tuple[Problem, ...]


class Verification(NamedTuple):
    """The steps in order."""

    steps: tuple[Step, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of every step."""
        return tuple(problem for step in self.steps for problem in step.problems)

    @property
    def exit_code(self) -> int:
        """0 proved, 1 altered, 2 incomplete."""
        kinds = {problem.kind for problem in self.problems} - {"note"}
        return 1 if "altered" in kinds else 2 if kinds else 0

    def plain(self) -> dict[str, Any]:
        """Return the verification as JSON values."""
        steps = [
            {**step._asdict(), "problems": [problem._asdict() for problem in step.problems]} for step in self.steps
        ]
        return {"exit_code": self.exit_code, "steps": steps}

    def text(self) -> str:
        """Return the verification for people: one line per step, one per problem."""
        lines: list[str] = []
        for step in self.steps:
            lines.append(f"({step.number}) {step.title}: {step.checked}{'' if step.problems else ': as written'}")
            lines += [f"    {problem.kind}: {place(problem)}: {problem.message}" for problem in step.problems]
        return "\n".join(lines)


def place(problem: Problem) -> str:
    """Return a problem's file, with its line where it has one."""
    return f"{problem.file}, line {problem.line}" if problem.line else problem.file
