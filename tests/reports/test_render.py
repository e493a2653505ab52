"""The PDF on disk: whole, new, and the same bytes every time."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import multiprocessing
import os
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from audit import seal
from reports import typeset
from reports.errors import DiskFull, NotWritable, PangoMissing, ReportExists
from reports.render import Rendered, compose, render


def attached(pdf: bytes) -> dict[str, Any]:
    """Return the manifest of a report."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return dict(json.loads(document.attachments["manifest.json"].get_file().read_bytes()))


def in_another_process(home: Path, run_id: str, path: Path) -> str:
    """Render with fresh hash seeds and caches."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        found: Rendered = pool.apply(render, (home, run_id, path))
    return found.sha256


@pytest.fixture
def home(made: Any, tmp_path: Path) -> Path:
    """A home with one run."""
    made.write(tmp_path)
    return tmp_path


def test_two_processes_write_the_same_bytes(made: Any, home: Path) -> None:
    """The same journals give the same file, whichever process renders it, and whenever."""
    first = in_another_process(home, made.run_id, home / "a.pdf")
    assert first == in_another_process(home, made.run_id, home / "b.pdf")
    assert first == hashlib.sha256((home / "a.pdf").read_bytes()).hexdigest()


def test_a_report_is_never_overwritten(made: Any, home: Path) -> None:
    """Rendering to a name that is taken fails and leaves what is there."""
    path = home / "draft.pdf"
    path.write_bytes(b"kept")
    with pytest.raises(ReportExists, match="never overwritten"):
        render(home, made.run_id, path)
    assert path.read_bytes() == b"kept"


def test_a_name_taken_meanwhile_is_not_overwritten(made: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that appears while the report is set is left alone, and nothing else stays behind."""
    path = home / "reports" / "draft.pdf"
    monkeypatch.setattr("reports.render.compose", lambda *_: path.write_bytes(b"other") and compose_nothing())
    path.parent.mkdir()
    with pytest.raises(ReportExists):
        render(home, made.run_id, path)
    assert [(file.name, file.read_bytes()) for file in path.parent.iterdir()] == [("draft.pdf", b"other")]


def compose_nothing() -> Any:
    """Stand for a report of which only the bytes matter."""
    return type("Composed", (), {"content": b"new", "pages": 1, "notes": ()})()


@pytest.mark.parametrize(("code", "error"), [(errno.ENOSPC, DiskFull), (errno.EACCES, NotWritable)])
def test_a_disk_that_refuses_is_named(
    made: Any, home: Path, monkeypatch: pytest.MonkeyPatch, code: int, error: type[Exception]
) -> None:
    """A full disk and a folder without permission are told apart, and no part of a file stays behind."""

    def refuse(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("reports.writing.os.fsync", refuse)
    monkeypatch.setattr("reports.render.compose", lambda *_: compose_nothing())
    with pytest.raises(error, match=r"draft\.pdf"):
        render(home, made.run_id, home / "reports" / "draft.pdf")
    assert list((home / "reports").iterdir()) == []


def test_missing_pango_says_what_to_install(made: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the layout library the error names it and the package that brings it."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)

    class Missing:
        @staticmethod
        def find_spec(name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(sys, "meta_path", [Missing, *sys.meta_path])
    with pytest.raises(PangoMissing, match="apt install libpango"):
        render(home, made.run_id, home / "draft.pdf")


def test_the_manifest_holds_what_the_report_stands_on(made: Any, home: Path, calder: Any) -> None:
    """The attached manifest names the run, its root, every branch, finding, contradiction and document."""
    render(home, made.run_id, home / "draft.pdf")
    found = attached((home / "draft.pdf").read_bytes())
    assert (found["run_id"], found["pre_render_root"]) == (made.run_id, seal.root(home, made.run_id))
    assert {b["branch"]: b["outcome"] for b in found["branches"]} == {b: r.outcome for b, r in made.results.items()}
    assert {f["finding_id"] for f in found["findings"]} == {
        f.finding_id for r in made.results.values() for f in r.work.findings
    }
    assert {c["contradiction_id"]: c["decision"] for c in found["contradictions"]} == {
        calder.CONCENTRATION.contradiction_id: None,
        calder.FINANCE_CHIEF.contradiction_id: "explained",
    }
    assert {d["sha256"] for d in found["documents"]} == {d.sha256 for d in made.documents}


def test_only_the_reports_own_files_are_opened(
    made: Any, home: Path, monkeypatch: pytest.MonkeyPatch, read: Any
) -> None:
    """A picture, style sheet or attachment from elsewhere is refused and noted, local or not."""
    secret = home / "secret.css"
    secret.write_text("p { color: red }")
    own = typeset.html
    hostile = (
        f'<link rel="stylesheet" href="{secret.as_uri()}"><img src="http://127.0.0.1:9/x.png">'
        f'<link rel="attachment" href="{secret.as_uri()}"></head>'
    )
    monkeypatch.setattr("reports.render.html", lambda *given: own(*given).replace("</head>", hostile))
    composed = compose(read(made))
    assert sum("only the report's own files" in note for note in composed.notes) >= 2
    with pikepdf.open(io.BytesIO(composed.content)) as document:
        assert list(document.attachments) == ["manifest.json"]
