-- What became of each target of a night; the last word of the night counts.
-- run_id: The night's own run.
-- state: skipped, started, failed, or the final state of the target's run.
-- target_run_id: The target's run; for a skipped target the run that still holds.
-- reason: Why it was skipped, or what failed.
CREATE TABLE night_target (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, recorded_at TIMESTAMPTZ, target VARCHAR, state VARCHAR,
  target_run_id VARCHAR, reason VARCHAR
);
DELETE FROM night_target WHERE (run_id, target) IN (
  SELECT (run_id, attributes ->> '$.target') FROM new_event WHERE event_type LIKE 'target.%'
);
INSERT INTO night_target BY NAME
SELECT run_started_at, run_id, event_time AS recorded_at, a.target, coalesce(a.state, substr(event_type, 8)) AS state,
  coalesce(a.run_id, a.last_run_id) AS target_run_id,
  coalesce(a.reason, texts ->> '/message', texts ->> '/reason', a.kind) AS reason
FROM (
  SELECT *, from_json(attributes, '{"target": "VARCHAR", "state": "VARCHAR", "run_id": "VARCHAR",
    "last_run_id": "VARCHAR", "reason": "VARCHAR", "kind": "VARCHAR"}') AS a
  FROM new_event WHERE event_type IN ('target.skipped', 'target.started', 'target.finished', 'target.failed')
)
QUALIFY row_number() OVER (PARTITION BY run_id, a.target ORDER BY attempt DESC, seq DESC) = 1
ORDER BY run_started_at, run_id, a.target;
