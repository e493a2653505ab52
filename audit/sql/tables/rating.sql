-- The rating of each branch in each judgement, and what decided it.
-- run_id: The journal folder of the judgement.
-- judged_run_id: The run that was judged.
-- rating: red, amber, green or not_assessed.
-- reason: What decided it.
-- open_items: Ids of the findings and contradictions that decided it, worst first.
CREATE TABLE rating (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, judged_run_id VARCHAR, attempt INTEGER, seq INTEGER,
  recorded_at TIMESTAMPTZ, branch VARCHAR, rating VARCHAR, outcome VARCHAR, reason VARCHAR, open_items VARCHAR[]
);
INSERT INTO rating BY NAME
SELECT e.run_started_at, e.run_id, coalesce(d.judged_run_id, e.run_id) AS judged_run_id, attempt, seq,
  event_time AS recorded_at, r.branch, r.rating, r.outcome, texts ->> ('/ratings.' || i || '.reason') AS reason,
  coalesce(r.open_items, []) AS open_items
FROM (
  SELECT *, ratings[i + 1] AS r
  FROM (
    SELECT *, unnest(range(len(ratings))) AS i
    FROM (
      SELECT *, from_json(attributes -> '$.ratings', '[{"branch": "VARCHAR", "rating": "VARCHAR",
        "outcome": "VARCHAR", "open_items": ["VARCHAR"]}]') AS ratings
      FROM new_event WHERE event_type = 'judgement.made'
    )
  )
) e
LEFT JOIN (SELECT DISTINCT review_run_id, run_id AS judged_run_id FROM decision) d ON d.review_run_id = e.run_id;
