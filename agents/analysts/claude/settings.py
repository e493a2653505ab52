"""How Claude is reached and held: model, server, limits, budget. The key is never written anywhere."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from agents.analysts.claude.models import Price

PREFIX = "DILIGENCE_CLAUDE__"
BASE_URL = "https://api.anthropic.com"
Effort = Literal["low", "medium", "high", "xhigh", "max"]


class ClaudeSettings(BaseModel):
    """Every setting of the Claude analyst with its default; frozen, and printable: the key shows as stars."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str = Field(default="claude-sonnet-5-5", min_length=1)
    """The model asked for; a refusal never changes it."""
    base_url: str = BASE_URL
    """Anthropic's API, a gateway, or a local server that speaks the Messages API."""
    api_key: SecretStr | None = None
    """The credential; without it the branches are worked by the rules."""
    max_tokens: int = Field(default=16_000, ge=1, le=1_000_000)
    """Tokens of an answer; doubled once where an answer was cut short."""
    effort: Effort | None = None
    """How hard the model works; None leaves it to the model's default."""
    structured: Literal["auto", "on", "off"] = "auto"
    """Structured output: off puts the schema in the prompt; auto does so where the server rejects or ignores it."""
    attempts: int = Field(default=8, ge=1, le=100)
    """HTTP attempts of one turn; the deadline ends them as well."""
    retry_delay: float = Field(default=0.5, ge=0, le=60)
    """Seconds before the second attempt; doubled for each further one up to 30, with jitter."""
    max_retry_after: float = Field(default=120, ge=0, le=3600)
    """Seconds a server may ask to wait; a longer wish fails the call instead."""
    call_deadline: float = Field(default=900, gt=0, le=86_400)
    """Seconds for one call with all its attempts, where the branch has no deadline of its own."""
    read_timeout: float = Field(default=120, gt=0, le=3600)
    """Seconds without a single byte before an attempt counts as stalled."""
    connect_timeout: float = Field(default=10, gt=0, le=600)
    """Seconds for connecting."""
    max_answer_mb: int = Field(default=16, ge=1, le=1024)
    """Megabytes of one answer as sent; more is cut off and fails the call."""
    max_in_flight: int = Field(default=20, ge=1, le=10_000)
    """Requests at once, over all processes of this machine."""
    requests_per_minute: int = Field(default=850, ge=1)
    """Requests, over all processes of this machine."""
    input_tokens_per_minute: int = Field(default=1_700_000, ge=1)
    """Input tokens that are not read from the cache, over all processes of this machine."""
    output_tokens_per_minute: int = Field(default=340_000, ge=1)
    """Generated tokens, over all processes of this machine."""
    circuit_pause: float = Field(default=30, gt=0, le=300)
    """Seconds nobody sends after most of the last 20 attempts failed; doubled while they go on failing."""
    budget_usd: Decimal | None = Field(default=Decimal("5.00"), ge=0)
    """Ceiling per target (`run_id`): a request that could pass it is not sent; None sets no ceiling."""
    night_budget_usd: Decimal | None = Field(default=None, ge=0)
    """Ceiling per night (`night_id`); None sets no ceiling."""
    prices: Mapping[str, Price] = {}
    """Prices of models that the table does not know or that cost otherwise here."""
    state_dir: Path = Path("var/lock")
    """Where the processes of this machine share limits, budgets and stops: `lock` in the home folder."""
    run_id: str | None = None
    """Whose budget the calls count against."""
    night_id: str | None = None
    """The night whose budget and stops they share."""

    @field_validator("base_url")
    @classmethod
    def _address_only(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("is no http or https address")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise ValueError("holds more than an address; a credential belongs in ANTHROPIC_API_KEY")
        return url.rstrip("/")

    @field_validator("api_key")
    @classmethod
    def _one_header(cls, key: SecretStr | None) -> SecretStr | None:
        said = key.get_secret_value().strip() if key else ""
        if not said.isascii() or not said.isprintable():
            raise ValueError("holds a character that no header can carry")
        return SecretStr(said) if said else None

    @property
    def pool(self) -> str:
        """What shares one allowance at the server: address, credential and model, as a hash."""
        key = self.api_key.get_secret_value() if self.api_key else ""
        return hashlib.sha256(f"{self.base_url}\0{key}\0{self.model}".encode()).hexdigest()[:16]

    @property
    def has_credentials(self) -> bool:
        """Whether the model can be asked: with a key, or at a server of one's own that may want none."""
        return self.api_key is not None or self.base_url != BASE_URL

    def public(self) -> dict[str, Any]:
        """Return the settings as JSON values for the trail: no credential, decimals as strings."""
        return self.model_dump(mode="json", exclude={"api_key", "state_dir", "run_id", "night_id"}, exclude_none=True)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, **more: Any) -> Self:
        """Return the settings of `DILIGENCE_CLAUDE__*`, with key and address also from `ANTHROPIC_*`.

        `more` wins over the environment. Raises ValueError naming the setting that is wrong, never its secret.
        """
        found = os.environ if environment is None else environment
        values: dict[str, Any] = {
            name.removeprefix(PREFIX).lower(): value for name, value in found.items() if name.startswith(PREFIX)
        }
        values.setdefault("api_key", found.get("ANTHROPIC_API_KEY") or found.get("ANTHROPIC_AUTH_TOKEN") or None)
        values.setdefault("base_url", found.get("ANTHROPIC_BASE_URL") or BASE_URL)
        try:
            return cls.model_validate({**values, **more})
        except ValidationError as problem:
            first = problem.errors()[0]
            name = ".".join(map(str, first["loc"]))
            raise ValueError(f"setting {PREFIX}{name.upper()}: {first['msg']}") from None
