"""What the journals hold beyond what was published: complete, checked lines with their texts, in run order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from audit.canonical import canonical
from audit.errors import AuditError, JournalDamaged
from audit.layout import Name
from audit.orders import Orders
from audit.reading import START, Damage, Place, Texts, complete, journal_lines, texts_line

BATCH = 50_000
"""Events per transaction, so that making the file from nothing needs little memory."""
EVENT = pa.schema(
    [(name, pa.string()) for name in ("run_id", "stream", "event_id", "event_time", "event_type", "text_ref")]
    + [(name, pa.int32()) for name in ("attempt", "seq")]
    + [(name, pa.string()) for name in ("attributes", "event_hash", "texts")]
)
"""The columns of a batch; `texts` is an object of text by path."""
_COPIED = ("run_id", "stream", "attempt", "seq", "event_id", "event_time", "event_type", "text_ref")


class Batch(NamedTuple):
    """Rows to insert and the places reached by them, to be committed together."""

    rows: list[dict[str, Any]]
    places: dict[str, Place]

    def table(self) -> pa.Table:
        """Return the rows as an Arrow table."""
        return pa.Table.from_pylist(self.rows, schema=EVENT)


class Scan:
    """One look through journals from the places reached before; a damaged journal stops only itself."""

    def __init__(
        self,
        home: Path,
        journals: Iterable[Name],
        places: Mapping[str, Place],
        until: Mapping[str, Place] | None = None,
        erased: Orders = Orders(),  # noqa: B008 - frozen
    ) -> None:
        self._home, self._journals, self._places = home, list(journals), places
        self._until, self._erased = until, erased
        self.damage: list[Damage] = []

    def batches(self) -> Iterator[Batch]:
        """Yield what is new, the runs in the order of their beginning; afterwards `damage` is complete."""
        batch = Batch([], {})
        for name in _in_time_order(self._home, self._journals):
            self._take(name, batch)
            if len(batch.rows) >= BATCH:
                yield batch
                batch = Batch([], {})
        if batch.places:
            yield batch

    def _take(self, name: Name, batch: Batch) -> None:
        place, texts_place = self._places.get(name.file, Place()), self._places.get(name.texts_file, Place())
        until = None if self._until is None else self._until.get(name.file, Place()).bytes
        data = self._beyond(name.file, place, until)
        if not data:
            return
        texts = _TextsInOrder(name, self._beyond(name.texts_file, texts_place), texts_place)
        reached = [(place, texts_place)]
        try:
            for line in journal_lines(name, data, place):
                found = texts.next(line.fields)
                shown = None if found is None or self._erased.cover(name, found.ref) else found
                batch.rows.append(_row(line.fields, line.hash, shown))
                place = Place(place.bytes + len(line.raw) + 1, place.lines + 1, line.hash)
                reached.append((place, texts.place))
        except AuditError as met:
            self.damage.append(_damage(name, place, met))
            if len(reached) > 1:  # a changed line only shows at the line after it: the last good one is not trusted
                batch.rows.pop()
                reached.pop()
        if len(reached) > 1:
            batch.places.update({name.file: reached[-1][0], name.texts_file: reached[-1][1]})

    def _beyond(self, file: str, place: Place, until: int | None = None) -> bytes:
        try:
            with (self._home / file).open("rb") as opened:
                size = opened.seek(0, 2)
                if size < place.bytes:
                    self.damage.append(Damage(file, place.lines, "is shorter than what was published of it"))
                    return b""
                opened.seek(place.bytes)
                return opened.read(until)
        except FileNotFoundError:
            return b""


def _in_time_order(home: Path, journals: Iterable[Name]) -> list[Name]:
    """Return the journals by run, the run that began first first: rows that are read together lie together."""
    began: dict[str, str] = {}
    for name in journals:
        moment = _beginning(name.path(home))
        began[name.run_id] = min(moment, began.get(name.run_id, moment))
    return sorted(journals, key=lambda name: (began[name.run_id], name))


def _beginning(path: Path) -> str:
    """Return when a journal's first line says it was written: only for the order, whatever stands there."""
    try:
        with path.open("rb") as opened:
            return str(json.loads(opened.readline())["event_time"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ""


class _TextsInOrder:
    """The texts of a journal in the order its events cite them."""

    def __init__(self, name: Name, data: bytes, place: Place) -> None:
        self._name, self._lines = name, iter(complete(data)[0])
        self.place = place

    def next(self, fields: Mapping[str, Any]) -> Texts | None:
        """Return the texts an event cites."""
        if fields["text_ref"] is None:
            return None
        raw, number = next(self._lines, None), self.place.lines + 1
        if raw is None:
            raise JournalDamaged(self._name.texts_file, number, "texts that an event cites are missing")
        found = texts_line(self._name.texts_file, raw, number)
        if found.ref != fields["text_ref"]:
            raise JournalDamaged(self._name.texts_file, number, "not the texts the event cites: lines were moved")
        self.place = Place(self.place.bytes + len(raw) + 1, number, START)
        return found


def _damage(name: Name, place: Place, met: AuditError) -> Damage:
    if isinstance(met, JournalDamaged):
        return Damage(met.file, met.line, met.problem)
    return Damage(name.file, place.lines + 1, met.message)


def _row(fields: Mapping[str, Any], hash_: str, texts: Texts | None) -> dict[str, Any]:
    row = {key: fields[key] for key in _COPIED}
    row["attributes"] = canonical(fields["attributes"]).decode()
    row["event_hash"] = hash_
    row["texts"] = canonical(texts.texts).decode() if texts and texts.texts else None
    return row
