-- When each attempt of each branch ran, and beside which others: the overlap of the five is visible.
-- seconds: How long the attempt took; so far, where it has not ended.
-- starts_after: Seconds after the run's first attempt began.
-- beside: The other branches that were at work at some moment of this attempt.
CREATE VIEW timeline AS
SELECT a.run_id, r.target, a.branch, a.attempt, a.started_at, a.ended_at,
  round(date_diff('millisecond', a.started_at, coalesce(a.ended_at, r.last_event_at)) / 1000, 3) AS seconds,
  round(date_diff('millisecond', min(a.started_at) OVER (PARTITION BY a.run_id), a.started_at) / 1000, 3) AS starts_after,
  coalesce((
    SELECT list(DISTINCT o.branch ORDER BY o.branch) FROM branch_attempt o
    WHERE o.run_id = a.run_id AND o.branch <> a.branch AND o.started_at < coalesce(a.ended_at, r.last_event_at)
      AND coalesce(o.ended_at, r.last_event_at) > a.started_at
  ), []) AS beside,
  a.outcome, a.failure_kind, a.analyst
FROM branch_attempt a JOIN run r ON r.run_id = a.run_id
ORDER BY a.run_id, a.started_at, a.branch, a.attempt;
