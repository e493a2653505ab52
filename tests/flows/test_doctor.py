"""What `diligence doctor` says of a machine that lacks something."""

from __future__ import annotations

import importlib

import pytest

from flows import doctor


def test_missing_pango_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The typesetter prints a page of advice on stdout, which would break --json."""

    def fails(_: str) -> None:
        print("a page of advice")
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(importlib, "import_module", fails)
    found = doctor._pango()
    assert (found.health, capsys.readouterr().out) == ("problem", "")
    assert "install libpango-1.0-0" in found.told
