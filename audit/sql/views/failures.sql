-- Every failure with its target, newest first.
-- stream: What failed.
-- attempt: Which attempt of it.
-- kind: Why: error, deadline, crashed, memory, ...
-- message: What happened.
-- said_by: The journal that says so.
CREATE VIEW failures AS
SELECT f.recorded_at, f.run_id, coalesce(f.target, r.target) AS target, f.stream, f.attempt, f.kind, f.message, f.said_by
FROM failure f LEFT JOIN run r ON r.run_id = f.run_id
ORDER BY f.recorded_at DESC, f.run_id, f.stream, f.attempt;
