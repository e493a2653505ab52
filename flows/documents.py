"""YAML files that people write, read with the line of every field, so that an error can say where it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from flows.problems import BadInput

LARGEST = 4 << 20
"""Bytes; a longer file was not written by a person."""


class Written(NamedTuple):
    """A YAML file as it was written: its values, which know their lines."""

    path: Path
    values: Any


def read_yaml(path: Path) -> Written:
    """Return what a YAML file says; raise BadInput naming the line where it is not YAML."""
    try:
        text = _text(path)
        return Written(path, YAML(typ="rt").load(text))
    except MarkedYAMLError as problem:
        line = f", line {problem.problem_mark.line + 1}" if problem.problem_mark else ""
        raise BadInput(f"{path}{line}: not YAML: {problem.problem}", "correct the line") from problem
    except (YAMLError, RecursionError) as problem:
        raise BadInput(f"{path}: not YAML: {problem}", "correct the file") from problem


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(f"{path} is larger than {LARGEST >> 20} MB", "a file like this is a few lines long")
        return path.read_text(encoding="utf-8")
    except OSError as problem:
        raise BadInput(f"{path} cannot be read: {problem.strerror}", "check the path and its permissions") from problem
    except UnicodeDecodeError as problem:
        raise BadInput(f"{path} is not UTF-8 text: {problem.reason}", "save it as UTF-8") from problem


def refused(written: Written, problem: ValidationError, within: Sequence[str | int] = ()) -> BadInput:
    """Return the error that names file, line and field of everything a model refused."""
    lines = []
    for error in problem.errors():
        field = [*within, *error["loc"]]
        told = f"{written.path}, line {line_of(written.values, field)}, field {_dotted(field)}: {_reason(error)}"
        lines.append(told)
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
    return f"{error['msg']} (got {str(error['input'])[:80]!r})"


def plain(values: Any) -> Any:
    """Return the values without their lines."""
    if isinstance(values, Mapping):
        return {str(key): plain(item) for key, item in values.items()}
    if isinstance(values, list):
        return [plain(item) for item in values]
    if isinstance(values, str):
        return str(values)
    return int(values) if isinstance(values, int) and not isinstance(values, bool) else values
