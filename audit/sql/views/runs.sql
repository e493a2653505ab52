-- One line per assessment: target, state, recommendation and the outcome of every branch.
-- state: The state the run itself ended in, before any decision; NULL while it is going on or where its process died.
-- recommendation: proceed, proceed_with_conditions, do_not_proceed or not_assessable, as last judged: after the last decision.
-- seconds: From the first event to the last.
-- financial: Outcome of the financial branch.
-- press: Outcome of the press branch.
-- regulatory: Outcome of the regulatory branch.
-- patent: Outcome of the patent branch.
-- leadership: Outcome of the leadership branch.
-- contradictions: Contradictions recorded.
-- undecided: Contradictions no decision covers, as last judged.
-- sealed: Whether a seal covers the run.
CREATE VIEW runs AS
SELECT r.run_id, r.target, r.started_at, r.ended_at, r.night, r.state, coalesce(j.recommendation, r.recommendation) AS recommendation,
  round(date_diff('millisecond', r.started_at, r.last_event_at) / 1000, 3) AS seconds,
  b.financial, b.press, b.regulatory, b.patent, b.leadership, coalesce(c.contradictions, 0) AS contradictions,
  j.undecided, s.run_id IS NOT NULL AS sealed
FROM run r
LEFT JOIN (
  SELECT run_id, any_value(outcome) FILTER (branch = 'financial') AS financial,
    any_value(outcome) FILTER (branch = 'press') AS press,
    any_value(outcome) FILTER (branch = 'regulatory') AS regulatory,
    any_value(outcome) FILTER (branch = 'patent') AS patent,
    any_value(outcome) FILTER (branch = 'leadership') AS leadership
  FROM branch_outcome GROUP BY run_id
) b ON b.run_id = r.run_id
LEFT JOIN (SELECT run_id, count(DISTINCT contradiction_id) AS contradictions FROM contradiction GROUP BY run_id) c
  ON c.run_id = r.run_id
LEFT JOIN (
  SELECT judged_run_id, arg_max(recommendation, recorded_at) AS recommendation, arg_max(undecided, recorded_at) AS undecided
  FROM judgement GROUP BY judged_run_id
) j ON j.judged_run_id = r.run_id
LEFT JOIN (SELECT DISTINCT run_id FROM seal) s ON s.run_id = r.run_id
WHERE r.kind = 'assessment'
ORDER BY r.started_at DESC, r.run_id;
