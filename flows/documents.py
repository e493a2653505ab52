"""YAML files that people write, read with the line of every field, so that an error can say where it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.reader import ReaderError

from flows.problems import BadInput

LARGEST = 1 << 20
"""Bytes; a longer file was not written by a person."""
ERRORS = 10
"""Wrong fields that are told; who corrects these finds the others."""


class NoAliases(Composer):
    """Refuses `*name`: a few lines of aliases unfold to more than any memory holds, or to a list that holds itself."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Return the node at hand, which is written out where it stands."""
        if self.parser.check_event(AliasEvent):
            alias = self.parser.peek_event()
            raise MarkedYAMLError(problem=f"*{alias.anchor} is an alias; write it out", problem_mark=alias.start_mark)
        return super().compose_node(parent, index)


class Located(RoundTripConstructor):
    """Says on which line a number or a date stands that is none, like the 30th of February."""

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        """Return the value of a node."""
        try:
            return super().construct_object(node, deep)
        except ValueError as problem:
            raise MarkedYAMLError(problem=f"{node.value[:40]}: {problem}", problem_mark=node.start_mark) from problem


class Written(NamedTuple):
    """A YAML file as it was written: its values, which know their lines."""

    path: Path
    values: Any


def read_yaml(path: Path, largest: int = LARGEST) -> Written:
    """Return what a YAML file says; raise BadInput naming the line where it is not YAML."""
    text = _text(path, largest)
    try:
        parser = YAML(typ="rt")
        parser.Composer, parser.Constructor = NoAliases, Located
        return Written(path, parser.load(text))
    except MarkedYAMLError as problem:
        line = f", line {problem.problem_mark.line + 1}" if problem.problem_mark else ""
        raise BadInput(f"{path}{line}: not YAML: {problem.problem}", "correct the line") from problem
    except RecursionError as problem:
        raise BadInput(f"{path}: nested too deeply", "write it plainly: a few fields, a few lists") from problem
    except ReaderError as problem:
        line = f", line {text.count(chr(10), 0, problem.position) + 1}"
        raise BadInput(f"{path}{line}: not YAML: {problem.reason}", "correct the line") from problem
    except YAMLError as problem:
        raise BadInput(f"{path}: not YAML: {problem}", "correct the file") from problem


def _text(path: Path, largest: int) -> str:
    try:
        if path.exists() and not path.is_file():
            raise BadInput(f"{path} is not a plain file", "put a file there, no folder and no pipe")
        if path.stat().st_size > largest:
            raise BadInput(f"{path} is larger than {largest >> 10} KB", "a file like this is a few lines long")
        return path.read_text(encoding="utf-8")
    except OSError as problem:
        raise BadInput(f"{path} cannot be read: {problem.strerror}", "check the path and its permissions") from problem
    except UnicodeDecodeError as problem:
        raise BadInput(f"{path} is not UTF-8 text: {problem.reason}", "save it as UTF-8") from problem


def refused(written: Written, problem: ValidationError, within: Sequence[str | int] = ()) -> BadInput:
    """Return the error that names file, line and field of everything a model refused."""
    lines, errors = [], problem.errors()
    for error in errors[:ERRORS]:
        field = [*within, *error["loc"]]
        told = f"{written.path}, line {line_of(written.values, field)}, field {_dotted(field)}: {_reason(error)}"
        lines.append(told)
    if len(errors) > ERRORS:
        lines.append(f"and {len(errors) - ERRORS} more")
    return BadInput("\n".join(lines), "correct the field")


def wrong(written: Written, field: Sequence[str | int], what: str, to_do: str) -> BadInput:
    """Return the error that names file, line and field of one thing that is wrong."""
    line = line_of(written.values, field)
    return BadInput(f"{written.path}, line {line}, field {_dotted(field)}: {what}", to_do)


def line_of(values: Any, field: Sequence[str | int]) -> int:
    """Return the line a field is written on, or of the innermost part around it that is written."""
    line = _start(values)
    for key in field:
        try:
            position = values.lc.key(key) if hasattr(values, "items") else values.lc.item(key)
            values = values[key]
        except (KeyError, IndexError, TypeError, AttributeError):
            break
        line = position[0] + 1
    return line


def _start(values: Any) -> int:
    lc = getattr(values, "lc", None)
    return (lc.line if lc is not None and lc.line is not None else 0) + 1


def _dotted(field: Sequence[str | int]) -> str:
    return ".".join(str(part) for part in field) or "(the whole file)"


def _reason(error: Mapping[str, Any]) -> str:
    if error["type"] == "string_type" and isinstance(error["input"], int | float):
        return f"should be text; write it in quotes (got {error['input']!r})"
    if error["type"] == "extra_forbidden":
        return "there is no such field"
    return f"{error['msg'].removeprefix('Value error, ')} (got {str(error['input'])[:80]!r})"


def plain(values: Any) -> Any:
    """Return the values without their lines."""
    if isinstance(values, Mapping):
        return {str(key): plain(item) for key, item in values.items()}
    if isinstance(values, list):
        return [plain(item) for item in values]
    if isinstance(values, str):
        return str(values)
    return int(values) if isinstance(values, int) and not isinstance(values, bool) else values
