"""The servers of others, started once for all tests here, and callers that send to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from gateways import fronts
from gateways.fronts import Front
from messages_api.running import Running

from agents.analysts.claude.calls import Caller
from agents.analysts.claude.settings import ClaudeSettings
from agents.recorder import ListRecorder


@pytest.fixture(scope="session")
def direct(messages_api_process: Running) -> Front:
    """The test server itself."""
    return fronts.Direct(messages_api_process)


@pytest.fixture(scope="session")
def litellm(messages_api_process: Running, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """LiteLLM's proxy in front of the test server."""
    if reason := fronts.why_not(fronts.LITELLM):
        pytest.skip(reason)
    with fronts.litellm(messages_api_process, tmp_path_factory.mktemp("litellm")) as front:
        yield front


@pytest.fixture(scope="session")
def aimock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """A mock of the Messages API."""
    if reason := fronts.why_not(fronts.AIMOCK):
        pytest.skip(reason)
    with fronts.aimock(tmp_path_factory.mktemp("aimock")) as front:
        yield front


@pytest.fixture
def front(request: pytest.FixtureRequest) -> Front:
    """The front that the test is to use, by name."""
    found: Front = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def recorder() -> ListRecorder:
    """What the caller told the trail."""
    return ListRecorder()


@pytest.fixture
def caller(front: Front, recorder: ListRecorder, tmp_path: Path) -> Iterator[Callable[..., Caller]]:
    """Return what makes a caller with short delays."""
    made: list[Caller] = []

    def make(**more: object) -> Caller:
        about = {"retry_delay": 0.01, "attempts": 4, "call_deadline": 60, "state_dir": tmp_path / "lock", **more}
        settings = ClaudeSettings.model_validate({"base_url": front.url, "api_key": front.key, **about})
        made.append(Caller(settings, recorder, branch="press"))
        return made[-1]

    yield make
    for one in made:
        one.close()
