-- How each branch of a run ended, after its last attempt.
-- attempts: How many attempts there were.
-- reused: Whether a finished attempt of an earlier part of the run, or of an earlier run, was taken instead.
-- reused_run_id: The earlier run whose results these are; NULL where this run worked the branch.
CREATE TABLE branch_outcome (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, branch VARCHAR, recorded_at TIMESTAMPTZ, outcome VARCHAR,
  attempts INTEGER, analyst VARCHAR, reused BOOLEAN, reused_run_id VARCHAR
);
DELETE FROM branch_outcome WHERE (run_id, branch) IN (
  SELECT (run_id, attributes ->> '$.branch') FROM new_event WHERE event_type = 'branch.settled'
);
INSERT INTO branch_outcome BY NAME
SELECT run_started_at, run_id, a.branch, event_time AS recorded_at, a.outcome, a.attempts, a.analyst, a.reused,
  a.reused_run_id
FROM (
  SELECT *, from_json(attributes, '{"branch": "VARCHAR", "outcome": "VARCHAR", "attempts": "INTEGER",
    "analyst": "VARCHAR", "reused": "BOOLEAN", "reused_run_id": "VARCHAR"}') AS a
  FROM new_event WHERE event_type = 'branch.settled'
)
QUALIFY row_number() OVER (PARTITION BY run_id, a.branch ORDER BY attempt DESC, seq DESC) = 1
ORDER BY run_started_at, run_id, a.branch;
