"""The settings of one machine: `DILIGENCE_*` in the environment, or `diligence.toml` in the working directory."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from agents.records import Policy
from flows.problems import BadInput

FILE = "diligence.toml"
PREFIX = "DILIGENCE_"


class Settings(BaseSettings):
    """Every setting with its default; an environment variable wins over the file."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", toml_file=FILE, extra="forbid", frozen=True
    )

    home: Path = Path("var")
    """Where journals, the published store, reports and locks live."""
    rooms: Path = Path("rooms")
    """The folder of data rooms; a target given in the Prefect UI lies under it or on the watchlist."""
    watchlist: Path = Path("watchlist.yaml")
    """The nightly watchlist."""
    analyst: str = "rules"
    """Who works the branches: `rules`, or an import path `package.module:Name`."""
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

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource, *_: Any, **__: Any
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take the environment before the file, and nothing else."""
        return init_settings, EnvSettingsSource(settings_cls), TomlConfigSettingsSource(settings_cls)

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
    return settings.model_copy(update=paths)


def override(**values: object) -> None:
    """Set settings for this process and every process it starts."""
    for name, value in values.items():
        if value is not None:
            os.environ[PREFIX + name.upper()] = str(value)


def _told(problem: ValidationError) -> str:
    lines = [f"setting {'.'.join(map(str, e['loc']))}: {e['msg']} (got {e['input']!r})" for e in problem.errors()]
    return "\n".join(lines)
