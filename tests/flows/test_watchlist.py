"""Targets and watchlists: what is taken, and that every error names file, line and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows import settings
from flows.problems import BadInput
from flows.settings import Settings
from flows.watchlist import Entry, chosen, read_watchlist, target_of


@pytest.fixture
def current(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings whose rooms and watchlist lie in an empty folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rooms" / "acme").mkdir(parents=True)
    return settings.current()


def write(path: Path, text: str) -> Path:
    """Write a file and return its path."""
    path.write_text(text, encoding="utf-8")
    return path


def refusal(path: Path, current: Settings) -> str:
    """Return how a watchlist is refused."""
    with pytest.raises(BadInput) as refused:
        for entry in read_watchlist(path, current.rooms):
            target_of(entry, current)
    return str(refused.value)


def test_a_room_is_a_target_of_its_folders_name(current: Settings) -> None:
    """A watchlist may simply list folders."""
    (entry,) = read_watchlist(write(current.watchlist, "targets:\n  - acme\n"), current.rooms)
    assert target_of(entry, current).name == "acme"


def test_overrides_lie_over_target_yaml_over_the_settings(current: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The nearest word wins, field by field."""
    monkeypatch.setenv("DILIGENCE_POLICY__QUORUM", "4")
    write(current.rooms / "acme" / "target.yaml", "name: Acme\npolicy: {attempts: 2, branch_deadline: 60}\n")
    text = "targets:\n  - room: acme\n    policy: {branch_deadline: 30}\n"
    (entry,) = read_watchlist(write(current.watchlist, text), current.rooms)
    target = target_of(entry, settings.current())
    policy = target.policy
    assert (target.name, policy.quorum, policy.attempts, policy.branch_deadline) == ("Acme", 4, 2, 30)


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("targets: acme\n", 1, "targets"),
        ("rooms:\n  - acme\n", 1, "targets"),
        ("targets:\n  - acme\nextra: 1\n", 3, "extra"),
        ("targets:\n  - acme\n  - 7\n", 3, "targets.1"),
        ("targets:\n  - name: [a]\n    room: acme\n", 2, "targets.0.name"),
        ("targets:\n  - acme\n  - room: acme\n", 3, "targets.1"),
        ("targets:\n  - room: acme\n    policy:\n      quorum: 9\n", 4, "targets.0.policy.quorum"),
        ("targets:\n  - room: acme\n    identifiers:\n      cik: 1234\n", 4, "targets.0.identifiers.cik"),
        ("targets:\n  - room: acme\n    colour: blue\n", 3, "targets.0.colour"),
        ("targets:\n  - acme\n  - nowhere\n", 3, "targets.1"),
    ],
)
def test_a_refused_watchlist_names_line_and_field(text: str, line: int, field: str, current: Settings) -> None:
    """Who wrote the list finds the place without searching."""
    told = refusal(write(current.watchlist, text), current)
    assert f"{current.watchlist}, line {line}, field {field}:" in told


def test_a_watchlist_that_is_not_yaml_names_the_line(current: Settings) -> None:
    """A syntax error has a line too."""
    assert "line 2" in refusal(write(current.watchlist, "targets:\n\t- acme\n"), current)


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("name: Acme\nfiscal_year_end: 31-12\n", 2, "fiscal_year_end"),
        ("name: Acme\ndeal:\n  price: much\n", 3, "deal.price"),
        ("nmae: Acme\n", 1, "nmae"),
        ("- Acme\n", 1, "(the whole file)"),
    ],
)
def test_a_refused_target_yaml_names_line_and_field(text: str, line: int, field: str, current: Settings) -> None:
    """The room's own file is named, not the watchlist."""
    room = current.rooms / "acme"
    path = write(room / "target.yaml", text)
    with pytest.raises(BadInput) as refused:
        target_of(Entry("acme", room), current)
    assert f"{path}, line {line}, field {field}:" in str(refused.value)


def test_a_number_where_text_is_wanted_says_to_quote_it(current: Settings) -> None:
    """An identifier written as a number would lose its zeros."""
    write(current.rooms / "acme" / "target.yaml", "name: Acme\nidentifiers: {cik: 320193}\n")
    with pytest.raises(BadInput, match="in quotes"):
        target_of(Entry("acme", current.rooms / "acme"), current)


def test_a_target_yaml_that_is_a_link_is_refused(current: Settings, tmp_path: Path) -> None:
    """A room must not make the machine read files outside it."""
    outside = write(tmp_path / "outside.yaml", "name: Acme\n")
    (current.rooms / "acme" / "target.yaml").symlink_to(outside)
    with pytest.raises(BadInput, match="not a plain file"):
        target_of(Entry("acme", current.rooms / "acme"), current)


@pytest.mark.parametrize("text", ["..", ".", "", "/etc", "../rooms", "nowhere", "acme/../..", "a\0b", "link"])
def test_nothing_but_the_watchlist_and_the_rooms_folder_can_be_chosen(text: str, current: Settings) -> None:
    """A form in a browser does not reach the rest of the disk, by no spelling and through no link."""
    (current.rooms / "link").symlink_to("/etc")
    with pytest.raises(BadInput, match="neither a name on"):
        chosen(text, current)


def test_a_name_on_the_watchlist_can_be_chosen(current: Settings, tmp_path: Path) -> None:
    """The watchlist is the operator's: it may name rooms elsewhere."""
    (tmp_path / "elsewhere").mkdir()
    write(current.watchlist, "targets:\n  - {room: elsewhere, name: Other Corp}\n")
    assert chosen("Other Corp", current).room == tmp_path / "elsewhere"


def test_a_room_under_the_rooms_folder_can_be_chosen(current: Settings) -> None:
    """Without any watchlist."""
    assert chosen("acme", current).room == current.rooms / "acme"
