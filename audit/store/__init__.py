"""The published DuckDB file: made from the journals, replaced as a whole, only ever read by auditors."""

from audit.store.exporting import export
from audit.store.publishing import Published, Publisher, publish, rebuild
from audit.store.querying import Result, query

__all__ = ["Published", "Publisher", "Result", "export", "publish", "query", "rebuild"]
