"""YAML files that people write: what is taken, and that hostile ones are refused at once, by line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.documents import ERRORS, LARGEST, read_yaml, refused
from flows.problems import BadInput
from flows.watchlist import Entry, target_of

BOMB = "a: &a [x, x, x]\n" + "".join(f"b{i}: &b{i} [*a, *a]\n" for i in range(9))


def refusal(path: Path) -> str:
    """Return how a file is refused."""
    with pytest.raises(BadInput) as problem:
        read_yaml(path)
    return str(problem.value)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (BOMB, 2, "alias"),
        ("name: A\naliases: &x [*x]\n", 2, "alias"),
        ("name: A\ndeal:\n  information_date: 2024-02-30\n", 3, "day is out of range"),
        (f"name: A\ndeal: {'9' * 5000}\n", 2, "digits"),
        ("name: A\nname: B\n", 2, "duplicate key"),
        ("name: A\nowner: a\0b\n", 2, "special characters"),
    ],
)
def test_what_no_person_means_is_refused_by_its_line(text: str, line: int, told: str, tmp_path: Path) -> None:
    """A bomb, a list that holds itself, a day that does not exist: the line is named."""
    path = tmp_path / "target.yaml"
    path.write_text(text)
    assert f"{path}, line {line}: not YAML: " in refusal(path)
    assert told in refusal(path)


def test_a_deep_nest_is_refused_in_plain_words(tmp_path: Path) -> None:
    """Not with the words of an interpreter."""
    path = tmp_path / "target.yaml"
    path.write_text("[" * 1200)
    assert "nested too deeply" in refusal(path)


def test_a_file_no_person_wrote_is_not_read(tmp_path: Path) -> None:
    """Reading YAML takes seconds per megabyte."""
    path = tmp_path / "target.yaml"
    path.write_text("#" * (LARGEST + 1))
    assert "is larger than" in refusal(path)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    """Nobody may ever write into it."""
    os.mkfifo(tmp_path / "watchlist.yaml")
    assert "is not a plain file" in refusal(tmp_path / "watchlist.yaml")


def test_of_many_errors_the_first_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message of a thousand lines is read by nobody."""
    from pydantic import ValidationError  # noqa: PLC0415

    from agents.records import Target  # noqa: PLC0415

    path = tmp_path / "target.yaml"
    path.write_text("name: A\n" + "".join(f"k{i}: 1\n" for i in range(50)))
    written = read_yaml(path)
    with pytest.raises(ValidationError) as problem:
        Target.model_validate(dict(written.values))
    told = str(refused(written, problem.value)).splitlines()
    assert told[0] == f"{path}, line 2, field k0: there is no such field"
    assert told[ERRORS] == "and 40 more"


@pytest.mark.parametrize("name", ["A\x1b[31mB", "A\nB", "A\0B"])
def test_a_folders_name_that_no_company_has_is_refused(name: str, tmp_path: Path) -> None:
    """The name is printed to terminals and set in reports."""
    from flows import settings  # noqa: PLC0415

    room = tmp_path / "room"
    room.mkdir()
    (room / "target.yaml").write_text(f"name: {name!a}\n".replace("'", '"'))
    with pytest.raises(BadInput, match="control character"):
        target_of(Entry("room", room), settings.current())
