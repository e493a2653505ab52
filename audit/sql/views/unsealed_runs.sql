-- Runs that no seal covers: still going on, or their process died.
-- kind: assessment, review, night or trail.
-- state: The final state, where there is one.
-- last_event_at: When the last event was recorded (UTC).
CREATE VIEW unsealed_runs AS
SELECT r.run_id, r.kind, r.target, r.started_at, r.last_event_at, r.state
FROM run r ANTI JOIN seal s ON s.run_id = r.run_id
ORDER BY r.started_at, r.run_id;
