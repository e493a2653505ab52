-- Everything that failed: who, in which attempt, why.
-- stream: What failed: a branch, synthesis, report, run or night.
-- attempt: Which attempt of it; 0 where none was started.
-- kind: error, deadline, crashed, memory, cpu, malformed_result, unreadable, changed, environment, cancelled, or of a model's call: rate_limit, refused, auth, ... (OTel: error.type).
-- said_by: The journal that says so: its own, the supervisor's (run), or a recovery.
-- transient: Whether another attempt was worth it, in the supervisor's words.
-- message: What happened.
-- traceback: Where in the program it happened.
CREATE TABLE failure (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, stream VARCHAR, attempt INTEGER, recorded_at TIMESTAMPTZ, kind VARCHAR,
  said_by VARCHAR, transient BOOLEAN, target VARCHAR, message VARCHAR, traceback VARCHAR
);
INSERT INTO failure BY NAME
SELECT run_started_at, run_id, coalesce(a.branch, a.stream, e.stream) AS stream,
  CASE WHEN event_type IN ('branch.closed', 'attempt.crashed') THEN a.attempt ELSE e.attempt END AS attempt,
  event_time AS recorded_at, coalesce(a.kind, 'cancelled') AS kind, e.stream AS said_by, a.transient, a.target,
  texts ->> '/message' AS message, texts ->> '/traceback' AS traceback
FROM (
  SELECT *, from_json(attributes, '{"branch": "VARCHAR", "stream": "VARCHAR", "attempt": "INTEGER", "kind": "VARCHAR",
    "transient": "BOOLEAN", "target": "VARCHAR"}') AS a
  FROM new_event WHERE event_type IN ('branch.failed', 'analyst.failed', 'branch.closed', 'synthesis.failed',
    'reflection.failed', 'report.failed', 'attempt.crashed', 'target.failed', 'run.cancelled')
) e;
