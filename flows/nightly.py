"""The flow for a watchlist: one flow run per target, few at a time; one bad target never stops the rest."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from prefect import flow, runtime, tags
from prefect.client.schemas.objects import State
from prefect.context import FlowRunContext
from prefect.logging import get_run_logger
from prefect.states import Cancelled, Completed, Failed

from agents.records import Target
from audit import journal
from audit.errors import AuditError
from flows import rendering, reporting
from flows.assess import INITIATOR, NIGHT, NightPart, assess
from flows.choice import Choice, asks_a_model
from flows.choosing import allowed, choose
from flows.ended import Ended, counted, ending, show, state_of
from flows.nights import Earlier, earlier, only_one
from flows.places import slug, unwritable
from flows.problems import BadInput, Problem
from flows.settings import Settings, current
from flows.skipping import Known, look
from flows.stopping import again, stopped
from flows.trail import RunJournal, event
from flows.watching import EVERY, CancelledInPrefect, until_cancelled
from flows.watchlist import Entry, read_watchlist, target_of


def _run_name() -> str:
    return f"night of {runtime.flow_run.parameters.get('night') or tonight(current()).isoformat()}"


@flow(name="nightly", flow_run_name=_run_name, persist_result=False, validate_parameters=True)
async def nightly(night: str = "", width: int = 0, analyst: str = "") -> State[None]:
    """Assess every target of the watchlist that has something new; started again for a night it does what is missing.

    Args:
        night: The night's date as YYYY-MM-DD, in the timezone of the settings; empty for tonight.
        width: How many targets at once; 0 for the width of the settings.
        analyst: Who works the branches, as `claude, press=rules`; empty for the analyst of the settings.
    """
    try:
        settings = current()
        date_of = _date(night, settings)
        if not 0 <= width <= 64:
            raise BadInput(f"width {width} is not between 0 and 64", "choose 0 for the width of the settings")
        with only_one(settings.home, settings.watchlist) as alone:
            if not alone:
                return Completed(
                    name="AlreadyRunning", message=f"a night of {settings.watchlist} is being worked already"
                )
            context = FlowRunContext.get()
            if context is None or context.flow_run is None:
                raise RuntimeError("the nightly flow runs only as a flow")
            choice = choose(allowed(analyst, settings), settings)
            work = Night(date_of, settings, width or settings.width, str(context.flow_run.id), choice)
            return await until_cancelled(context.flow_run.id, work.carry_out(), EVERY)
    except CancelledInPrefect:
        return Cancelled(message="cancelled in Prefect; start the same night again to do what is missing")
    except Problem as problem:
        return Failed(name=type(problem).__name__, message=str(problem))
    except AuditError as problem:
        return Failed(name="Unavailable", message=str(problem))
    except OSError as problem:
        return Failed(name="Unavailable", message=str(unwritable(current().home, problem)))


def tonight(settings: Settings) -> date:
    """Return tonight's date in the timezone of the settings."""
    return datetime.now(UTC).astimezone(settings.zone()).date()


def _date(night: str, settings: Settings) -> date:
    try:
        return date.fromisoformat(night) if night else tonight(settings)
    except ValueError as problem:
        raise BadInput(f"night {night!r} is not a date", "write it as YYYY-MM-DD") from problem


class Place:
    """One of the places of a night, held while branches and synthesis work; given back once."""

    def __init__(self, free: asyncio.Semaphore) -> None:
        self._free = free
        self._held = True

    @classmethod
    async def take(cls, free: asyncio.Semaphore) -> Place:
        """Wait for a place."""
        await free.acquire()
        return cls(free)

    def give_back(self) -> None:
        """Let another target start."""
        if self._held:
            self._held = False
            self._free.release()


class Night:
    """One night's work on a watchlist."""

    def __init__(self, night: date, settings: Settings, width: int, run_id: str, choice: Choice) -> None:
        self._night = night.isoformat()
        self._choice = choice
        self._batch = f"night-{self._night}-{slug(str(settings.watchlist))}"
        self._settings = settings
        self._width = width
        self._run_id = run_id
        self._free = asyncio.Semaphore(width)
        self._start = asyncio.Lock()
        self._last_start = 0.0
        self._earlier = Earlier({}, {})

    async def carry_out(self) -> State[None]:
        """Work the night and return its state."""
        settings = self._settings
        entries = await asyncio.to_thread(read_watchlist, settings.watchlist, settings.rooms)
        self._earlier = await asyncio.to_thread(earlier, settings.home, self._night, settings.watchlist)
        await asyncio.to_thread(rendering.ready)
        await asyncio.to_thread(again, settings, self._batch)  # a night that is taken up sends once more
        self._journal = await RunJournal.create(settings.home, self._run_id, "night")
        try:
            async with reporting.publishing(settings.home):
                ended = await self._targets(entries)
            await self._journal.say(event("night.finished", counts=counted(ended)))
        finally:
            self._journal.close()
        for warning in await reporting.seal_and_publish(settings, self._run_id):
            get_run_logger().warning(warning)
        await show(ended)
        return state_of(ended, stopped(settings.home, self._batch))

    async def _targets(self, entries: Sequence[Entry]) -> list[Ended]:
        watchlist, count = str(self._settings.watchlist), len(entries)
        started = event(
            "night.started",
            night=self._night,
            watchlist=watchlist,
            targets=count,
            width=self._width,
            analyst=self._choice.text(),
            initiated_by=INITIATOR.get(),
        )
        await self._journal.say(started)
        done = [
            Ended(e.label, self._earlier.done[e.label], None, "done earlier tonight") for e in entries if self._done(e)
        ]
        open_ones = [entry for entry in entries if not self._done(entry)]
        known = await self._look([entry for entry in open_ones if entry.label not in self._earlier.begun])
        skipped = [one for one in known if one.reason is None]
        await self._skip(skipped)
        left_out = {one.entry.label for one in skipped}
        working = [self._one(entry) for entry in open_ones if entry.label not in left_out]
        worked = await asyncio.gather(*working)
        return [*done, *(Ended(k.entry.label, "skipped", k.run_id, "nothing changed") for k in skipped), *worked]

    def _done(self, entry: Entry) -> bool:
        return entry.label in self._earlier.done

    async def _look(self, entries: Sequence[Entry]) -> list[Known]:
        loaded = await asyncio.to_thread(_load, entries, self._settings)
        return await look(loaded, self._settings, self._choice)

    async def _skip(self, skipped: Sequence[Known]) -> None:
        if skipped:
            reason = "documents, settings, policy, analyst and code version are those of its last run"
            told = [event("target.skipped", target=k.entry.label, reason=reason, last_run_id=k.run_id) for k in skipped]
            await self._journal.say(*told)

    async def _one(self, entry: Entry) -> Ended:
        """Carry out one target's run; whatever it or Prefect does wrong ends here."""
        place = await Place.take(self._free)
        try:
            ended = self._stopped(entry) or await self._attempts(entry, place)
        except Exception as problem:
            ended = Ended(entry.label, "Failed", None, f"{type(problem).__name__}: {problem}")
        finally:
            place.give_back()
        await self._journal.say(ending(ended))
        return ended

    def _stopped(self, entry: Entry) -> Ended | None:
        """Once nothing more may be sent, no further target is started that would have to ask a model."""
        why = stopped(self._settings.home, self._batch)
        if why is None or not any(map(asks_a_model, self._choice.names())):
            return None
        run_id = self._earlier.begun.get(entry.label)
        message = f"not started, as nothing more is sent: {why.kind}: {why.message}"
        return Ended(entry.label, "Stopped", run_id, message, why.kind)

    async def _turn(self) -> None:
        """Wait until the last start is long enough ago: starts collide on SQLite's one writer."""
        clock = asyncio.get_running_loop().time
        async with self._start:
            await asyncio.sleep(max(0.0, self._last_start + self._settings.stagger - clock()))
            self._last_start = clock()

    async def _attempts(self, entry: Entry, place: Place) -> Ended:
        """Start the target's run, again under the same run id where Prefect itself failed it."""
        run_id = self._earlier.begun.get(entry.label)
        problem = ""
        for attempt in range(1, self._settings.target_attempts + 1):
            begun = await asyncio.to_thread(_begun, self._settings, run_id)
            problem, run_id, state = await self._attempt(entry, place, begun)
            if state is not None:
                return Ended(entry.label, state.name or str(state.type.value), run_id, state.message or "")
            known = await asyncio.to_thread(_recorded_state, self._settings, run_id)
            if known:
                return Ended(entry.label, known, run_id, "from its journal; Prefect lost the end of its flow run")
            get_run_logger().warning("%s: attempt %d: %s", entry.label, attempt, problem)
            await asyncio.sleep(self._settings.retry_delay * 2 ** (attempt - 1))
        return Ended(
            entry.label, "Failed", run_id, f"Prefect failed it {self._settings.target_attempts} times: {problem}"
        )

    async def _attempt(
        self, entry: Entry, place: Place, run_id: str | None
    ) -> tuple[str, str | None, State[Any] | None]:
        """Return what Prefect did wrong, the run's id, and the state where the run itself ended."""
        begun = [run_id] if run_id else []

        async def started(new: str) -> None:
            begun[:] = [new]
            await self._journal.say(event("target.started", target=entry.label, run_id=new))

        await self._turn()
        NIGHT.set(NightPart(self._night, self._batch, started, place.give_back))
        try:
            with tags(f"night:{self._night}"):
                state: State[Any] = await assess(
                    target=entry.label, analyst=self._choice.text(), resume=run_id or "", return_state=True
                )
        except Exception as problem:
            return f"{type(problem).__name__}: {problem}", begun[0] if begun else None, None
        lost = state.is_crashed() or state.name == "Failed"
        return state.message or "", begun[0] if begun else None, None if lost else state


def _load(entries: Sequence[Entry], settings: Settings) -> list[tuple[Entry, Target]]:
    """Return the targets that can be told; the run of any other says what is wrong with it."""
    loaded = []
    for entry in entries:
        try:
            loaded.append((entry, target_of(entry, settings)))
        except BadInput:
            continue
    return loaded


def _begun(settings: Settings, run_id: str | None) -> str | None:
    """Return the run's id where it left a journal that can be taken up."""
    return run_id if run_id is not None and run_id in journal.runs(settings.home) else None


def _recorded_state(settings: Settings, run_id: str | None) -> str | None:
    """Return the state of a run that its journals say has ended."""
    if run_id is None or run_id not in journal.runs(settings.home):
        return None
    ends = [e for e in journal.read(settings.home, run_id, "report") if e.event_type == "run.finished"]
    return str(ends[-1].attributes["state"]) if ends else None
