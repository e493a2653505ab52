"""The Claude analyst in front of the test server, and articles to read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from agents.analysts.base import Assignment
from agents.analysts.claude.settings import ClaudeSettings
from agents.records import Target


@pytest.fixture
def served(messages_api, tmp_path: Path) -> ClaudeSettings:
    """Settings for the test server."""
    return ClaudeSettings(base_url=messages_api.url, api_key="test-key", state_dir=tmp_path, retry_delay=0)


@pytest.fixture
def assigned(document_of):
    """Assign texts to the press branch."""

    def build(*texts: str) -> Assignment:
        documents = [
            document_of(text, "press_article", f"press/{number}.txt", date(2025, 2, 1), ("press",))
            for number, text in enumerate(texts)
        ]
        return Assignment("press", Target(name="Acme Corp."), documents)

    return build
