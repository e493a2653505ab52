-- Every judgement: recommendation and why; a run is judged again after each decision.
-- run_id: The journal folder it is recorded in: the run itself, or a review.
-- judged_run_id: The run that was judged.
-- recommendation: proceed, proceed_with_conditions, do_not_proceed or not_assessable.
-- reason: What decided it.
-- undecided: Contradictions that no decision covered.
-- gaps: Branches that were not assessed.
CREATE TABLE judgement (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, judged_run_id VARCHAR, attempt INTEGER, seq INTEGER,
  recorded_at TIMESTAMPTZ, recommendation VARCHAR, reason VARCHAR, undecided INTEGER, gaps VARCHAR[]
);
INSERT INTO judgement BY NAME
SELECT e.run_started_at, e.run_id, coalesce(d.judged_run_id, e.run_id) AS judged_run_id, attempt, seq,
  event_time AS recorded_at, a.recommendation, texts ->> '/reason' AS reason, a.undecided, coalesce(a.gaps, []) AS gaps
FROM (
  SELECT *, from_json(attributes, '{"recommendation": "VARCHAR", "undecided": "INTEGER", "gaps": ["VARCHAR"]}') AS a
  FROM new_event WHERE event_type = 'judgement.made'
) e
LEFT JOIN (SELECT DISTINCT review_run_id, run_id AS judged_run_id FROM decision) d ON d.review_run_id = e.run_id;
