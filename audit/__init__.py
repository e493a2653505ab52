"""The trail: journals as the record of truth, a published DuckDB file made of them, the proof that nothing changed."""
