"""The audit trail: journals, seals and the published DuckDB file. Imports nothing of ours."""
