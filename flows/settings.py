"""The settings of one machine: `DILIGENCE_*` in the environment, or `diligence.toml` in the working directory."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from agents.analysts.claude.settings import ClaudeSettings
from agents.records import Policy
from flows.choice import parse
from flows.problems import BadInput

FILE = "diligence.toml"
FILE_VARIABLE = "DILIGENCE_SETTINGS_FILE"
"""Names the file where it does not lie in the working directory, as in the processes that `serve` starts."""
PREFIX = "DILIGENCE_"
ANTHROPIC = {"api_key": ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"), "base_url": ("ANTHROPIC_BASE_URL",)}
"""Variables of Anthropic's own tools, by the setting of Claude they stand for."""
OF_THE_RUN = frozenset({"budget_usd", "state_dir", "run_id", "night_id"})
"""Settings of Claude that a run sets: given by a person they would have no effect."""
ANSWERS = ("model", "base_url", "max_tokens", "effort", "structured")
"""Settings of Claude that can change an answer; all others change when and how often it is asked."""


class Settings(BaseSettings):
    """Every setting with its default; an environment variable wins over the file."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True)

    home: Path = Path("var")
    """Where journals, the published store, reports and locks live."""
    rooms: Path = Path("rooms")
    """The folder of data rooms; a target given in the Prefect UI lies under it or on the watchlist."""
    watchlist: Path = Path("watchlist.yaml")
    """The nightly watchlist."""
    analyst: str = ""
    """Who works the branches, as `claude, press=rules`: known analysts or import paths `package.module:Name`.

    Empty: `claude` where there are credentials, otherwise `rules`.
    """
    claude: ClaudeSettings = ClaudeSettings()
    """How Claude is reached and held, where it works anything (`DILIGENCE_CLAUDE__MODEL`, or `[claude]`)."""
    policy: Policy = Policy()
    """The partial-failure policy of every target that does not say otherwise."""
    width: int = Field(default=8, ge=1, le=64)
    """Targets of a night at once; more than 10 wants Prefect on PostgreSQL."""
    stagger: float = Field(default=0.5, ge=0, le=3600)
    """Seconds between the starts of two targets of a night: starts collide on SQLite's one writer."""
    target_attempts: int = Field(default=3, ge=1, le=10)
    """Attempts at starting a night's target when Prefect itself fails."""
    timezone: str = "UTC"
    """The timezone in which a night has its date."""
    compute_slots: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1)
    """Branches that may compute at once on this machine."""
    memory_mb: int = Field(default=3072, ge=256)
    """Address space of one branch attempt."""
    cpu_seconds: int = Field(default=900, ge=1)
    """Processor time of one branch attempt."""
    file_mb: int = Field(default=2048, ge=1)
    """Largest file a branch attempt may write."""
    open_files: int = Field(default=512, ge=64)
    """Files a branch attempt may hold open."""
    synthesis_deadline: float = Field(default=600, gt=0, le=604_800)
    """Seconds for comparing the branches, over all attempts."""
    render_deadline: float = Field(default=300, gt=0, le=604_800)
    """Seconds for rendering the report."""
    retry_delay: float = Field(default=2.0, ge=0, le=3600)
    """Seconds before the second attempt; doubled for each further one, with jitter."""
    checkpoint_to: Path | tuple[str, ...] | None = None
    """Gets a copy of the log's checkpoint after every seal: a folder out of this machine's reach, or a command."""
    port: int = Field(default=4200, ge=1, le=65535)
    """The port of the Prefect server that `diligence serve` starts."""

    @field_validator("timezone")
    @classmethod
    def _known_timezone(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError(f"{name!r} is not a timezone; write one like Europe/Berlin")
        return name

    @field_validator("analyst")
    @classmethod
    def _a_choice(cls, text: str) -> str:
        return parse(text).text()

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource, *_: Any, **__: Any
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take the environment before the file, and nothing else."""
        file = os.environ.get(FILE_VARIABLE, FILE)
        return init_settings, EnvSettingsSource(settings_cls), TomlConfigSettingsSource(settings_cls, file)

    def answers(self) -> dict[str, Any]:
        """Return the settings of Claude that can change an answer, without a secret."""
        return {name: value for name, value in self.claude.public().items() if name in ANSWERS}

    def zone(self) -> ZoneInfo:
        """Return the timezone in which a night has its date."""
        return ZoneInfo(self.timezone)


def current() -> Settings:
    """Return the settings in force now, with absolute paths; raises BadInput naming the setting that is wrong."""
    try:
        settings = Settings()
    except ValidationError as problem:
        raise BadInput(_told(problem), f"correct {FILE} or the {PREFIX}* environment variable") from problem
    except ValueError as problem:
        raise BadInput(f"{FILE} cannot be read: {problem}", "correct the file") from problem
    paths = {name: getattr(settings, name).absolute() for name in ("home", "rooms", "watchlist")}
    if isinstance(settings.checkpoint_to, Path):
        paths["checkpoint_to"] = settings.checkpoint_to.absolute()
    return settings.model_copy(update={**paths, "claude": _reached(settings.claude)})


def _reached(claude: ClaudeSettings) -> ClaudeSettings:
    """Take credential and address from the variables of Anthropic's own tools where no setting names them."""
    given = {name: getattr(claude, name) for name in claude.model_fields_set}
    if taken := OF_THE_RUN & given.keys():
        names = ", ".join(f"claude.{name}" for name in sorted(taken))
        raise BadInput(f"setting {names}: set by the run itself", "for a target set policy.budget_usd")
    for name, variables in ANTHROPIC.items():
        found = next(filter(None, map(os.environ.get, variables)), None)
        if found and name not in given:
            given[name] = found
    try:
        return ClaudeSettings.model_validate(given)
    except ValidationError as problem:
        raise BadInput(_told(problem, "claude."), f"correct {', '.join(sum(ANTHROPIC.values(), ()))}") from None


def hand_on_file() -> None:
    """Have every process started from here read this process's file, wherever it works."""
    file = Path(os.environ.get(FILE_VARIABLE, FILE)).absolute()
    if file.exists():
        os.environ[FILE_VARIABLE] = str(file)


def override(**values: object) -> None:
    """Set settings for this process and every process it starts."""
    for name, value in values.items():
        if value is not None:
            os.environ[PREFIX + name.upper()] = str(value)


def _told(problem: ValidationError, where: str = "") -> str:
    return "\n".join(_line(where + ".".join(map(str, error["loc"])), error) for error in problem.errors())


def _line(name: str, error: ErrorDetails) -> str:
    """One wrong setting; what stands among those of Claude may be a credential, in whichever field."""
    got = "" if name.startswith("claude") else f" (got {error['input']!r})"
    return f"setting {name}: {error['msg']}{got}"
