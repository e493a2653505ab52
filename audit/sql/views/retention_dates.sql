-- Until when each run is kept, whether a legal hold forbids its erasure, and whether its texts are erased.
-- kind: assessment, review or night.
-- retain_until: The last day; NULL where none was set. A review is kept as long as the run it judged.
-- held: Whether a legal hold is in force on the run, or on the run it judged.
-- erased_at: When every text of the run was erased (UTC).
CREATE VIEW retention_dates AS
WITH kept AS (
  SELECT r.run_id, r.kind, r.started_at, b.run_id AS base_run_id, b.target
  FROM run r
  LEFT JOIN (SELECT review_run_id, min(run_id) AS run_id FROM decision GROUP BY review_run_id) d ON d.review_run_id = r.run_id
  JOIN run b ON b.run_id = coalesce(d.run_id, r.run_id)
  WHERE r.kind <> 'trail'
), of_run AS (
  SELECT run_id, max_by(struct_pack(day := retain_until), recorded_at) AS last FROM retention WHERE run_id IS NOT NULL GROUP BY run_id
), of_target AS (
  SELECT target, max_by(struct_pack(day := retain_until), recorded_at) AS last FROM retention WHERE target IS NOT NULL GROUP BY target
), holds AS (
  SELECT run_id, max_by(action, recorded_at) = 'placed' AS held FROM hold GROUP BY run_id
), erased AS (
  SELECT run_id, max(recorded_at) AS erased_at FROM erasure WHERE stream IS NULL GROUP BY run_id
)
SELECT k.run_id, k.kind, k.target, k.started_at,
  CASE WHEN own.last IS NOT NULL THEN own.last.day WHEN base.last IS NOT NULL THEN base.last.day ELSE t.last.day END AS retain_until,
  coalesce(h.held, false) OR coalesce(hb.held, false) AS held, e.erased_at
FROM kept k
LEFT JOIN of_run own ON own.run_id = k.run_id
LEFT JOIN of_run base ON base.run_id = k.base_run_id
LEFT JOIN of_target t ON t.target = k.target
LEFT JOIN holds h ON h.run_id = k.run_id
LEFT JOIN holds hb ON hb.run_id = k.base_run_id
LEFT JOIN erased e ON e.run_id = k.run_id
ORDER BY retain_until NULLS LAST, k.started_at, k.run_id;
