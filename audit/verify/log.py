"""Steps 4 to 7: the log of seals, its checkpoint, the anchors kept outside, and the sealed journals."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from audit.canonical import leaf, merkle_root, sha256
from audit.checkpoint import BadNote, PublicKey, opened, public_key
from audit.errors import JournalDamaged, NewerVersion
from audit.layout import RECOVERY, Name, log_folder, names
from audit.orders import Orders, orders, trail_journals
from audit.outcome import Problem, Step
from audit.reading import START, is_open
from audit.seal import LOG, Seal, SealedJournal, log_lines, read_log, texts_tail
from audit.verify.journals import Journals


def check_log(home: Path) -> tuple[Step, list[Seal]]:
    """(4) The log's lines are canonical, numbered without gaps, and chained."""
    seals: list[Seal] = []
    problems: list[Problem] = []
    try:
        for found in read_log(home):
            seals.append(found)
    except JournalDamaged as met:
        problems.append(Problem("altered", met.file, met.line, met.problem))
    except NewerVersion as met:
        problems.append(Problem("incomplete", LOG, len(seals) + 1, met.message))
    path = home / LOG
    if path.exists() and not path.read_bytes().endswith(b"\n") and path.stat().st_size:
        problems.append(Problem("altered", LOG, len(log_lines(home)) + 1, "ends within a line"))
    return Step(4, "Log", f"{len(seals)} seals", tuple(problems)), seals


def check_checkpoint(home: Path) -> Step:
    """(5) The signed checkpoint states the log's present size and root."""
    leaves = [leaf(raw) for raw in log_lines(home)]
    path, key = log_folder(home) / "checkpoint", log_folder(home) / "key.pub"
    if not leaves and not key.exists() and (not path.exists() or _size(path) == 0):
        return Step(5, "Checkpoint", "no run is sealed yet", ())
    if not path.exists():
        return Step(5, "Checkpoint", "none", (Problem("altered", "log/checkpoint", 0, "is missing"),))
    problem = _against(home, path, leaves, "log/checkpoint")
    if not problem and _size(path) < len(leaves):
        problem = Problem("incomplete", LOG, _size(path) + 1, "sealed after the last checkpoint was signed")
    return Step(5, "Checkpoint", f"{len(leaves)} seals signed for", (problem,) if problem else ())


def check_anchors(home: Path, anchors: Sequence[Path]) -> Step:
    """(6) Every checkpoint kept elsewhere states a beginning of the log."""
    leaves = [leaf(raw) for raw in log_lines(home)]
    found = [_against(home, path, leaves, str(path)) for path in anchors]
    checked = f"{len(anchors)} checkpoints from outside"
    return Step(6, "Anchors", checked, tuple(problem for problem in found if problem))


def _size(path: Path) -> int:
    """Return the size that a note states; -1 where it is none."""
    try:
        return int(path.read_text().split("\n")[1])
    except (ValueError, IndexError):
        return -1


def _against(home: Path, path: Path, leaves: list[bytes], shown: str) -> Problem | None:
    try:
        key: PublicKey = public_key(home)
        stated = opened(path.read_text(), key)
    except BadNote as met:
        at_key = met.message.startswith("log/key")
        return Problem("altered", met.message.split()[0] if at_key else shown, 0, met.message)
    except (OSError, UnicodeDecodeError) as met:
        return Problem("altered", shown, 0, f"cannot be read ({met})")
    if stated.size > len(leaves):
        return Problem("altered", LOG, len(leaves) + 1, f"{shown} signs {stated.size} seals, {len(leaves)} are left")
    if merkle_root(leaves[: stated.size]) != stated.root:
        return Problem("altered", LOG, stated.size, f"one of the first {stated.size} seals is not what {shown} signs")
    return None


def check_seals(home: Path, journals: Journals, seals: list[Seal], run_ids: list[str], run_id: str | None) -> Step:
    """(7) Every sealed journal is as it was sealed, the roots fit, and the last seal of a run covers all of it."""
    mine, erased = [found for found in seals if run_id in (None, found.run_id)], orders(home, trail_journals(home))
    problems = [problem for found in mine for problem in _sealed(home, journals, found, erased)]
    last = {found.run_id: found for found in mine}
    for one in run_ids:
        problems += _beyond(home, one, last.get(one))
    return Step(7, "Seals", f"{len(mine)} seals against {len(run_ids)} runs", tuple(dict.fromkeys(problems)))


def _sealed(home: Path, journals: Journals, found: Seal, erased: Orders) -> list[Problem]:
    problems = [p for stated in found.journals for p in _as_sealed(home, journals, found.run_id, stated)]
    problems += [
        p
        for stated in found.journals
        if _name(found.run_id, stated) not in erased.journals
        for p in _tail_as_sealed(home, found.run_id, stated)
    ]
    if problems:
        return problems
    sealed = sorted(_name(found.run_id, stated) for stated in found.journals)
    whole = _root(journals, sealed)
    pre_render = _root(journals, [name for name in sealed if name.stream not in ("report", "report" + RECOVERY)])
    if (found.root, found.pre_render_root) != (whole, pre_render):
        return [Problem("altered", LOG, found.log_index + 1, f"its root is not that of run {found.run_id}")]
    return []


def _root(journals: Journals, kept: Sequence[Name]) -> str:
    return merkle_root([bytes.fromhex(line.hash) for name in kept for line in journals[name]]).hex()


def _name(run_id: str, stated: SealedJournal) -> Name:
    return Name(run_id, stated.stream, stated.attempt)


def _as_sealed(home: Path, journals: Journals, run_id: str, stated: SealedJournal) -> list[Problem]:
    name = _name(run_id, stated)
    lines = journals.get(name)
    if lines is None:
        return [Problem("altered", name.file, 0, "was sealed and is missing")]
    if len(lines) != stated.events:
        place = min(len(lines), stated.events) + 1
        return [Problem("altered", name.file, place, f"{stated.events} lines were sealed, {len(lines)} are as written")]
    if (lines[-1].hash if lines else START) != stated.head:
        return [Problem("altered", name.file, len(lines), "is not the last line that was sealed")]
    if sha256(name.path(home).read_bytes()).hex() != stated.sha256:
        return [Problem("altered", name.file, len(lines) + 1, "holds bytes after its last line that were not sealed")]
    return []


def _tail_as_sealed(home: Path, run_id: str, stated: SealedJournal) -> list[Problem]:
    """Compare what a dead process left after the texts; it goes when every text of the run is erased."""
    name = _name(run_id, stated)
    if sha256(texts_tail(home, name, stated.texts)).hex() != stated.texts_tail_sha256:
        return [Problem("altered", name.texts_file, stated.texts + 1, "holds what was not there when it was sealed")]
    return []


def _beyond(home: Path, run_id: str, last: Seal | None) -> list[Problem]:
    """Return what no seal of the run covers: still being written, left by a dead process, or added afterwards."""
    covered = {_name(run_id, stated) for stated in last.journals} if last else set()
    problems: list[Problem] = []
    for name in names(home, run_id):
        if name not in covered:
            message = "is being written" if is_open(home, *name) else "is covered by no seal"
            problems.append(Problem("incomplete", name.file, 0, message))
    return problems
