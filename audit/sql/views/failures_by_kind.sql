-- Failed attempts by branch and kind.
-- stream: What failed: a branch, synthesis, report, ...
-- kind: Why.
-- attempts: How many attempts failed so.
-- runs: In how many runs.
-- first_at: When first.
-- last_at: When last.
CREATE VIEW failures_by_kind AS
SELECT stream, kind, count(DISTINCT (run_id, stream, attempt)) AS attempts, count(DISTINCT run_id) AS runs,
  min(recorded_at) AS first_at, max(recorded_at) AS last_at
FROM failure GROUP BY stream, kind ORDER BY attempts DESC, stream, kind;
