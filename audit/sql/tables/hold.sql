-- Legal holds as they were placed and released: nothing of a held run may be erased.
-- run_id: The held run.
-- action: placed or released; the last one counts.
-- person: Who ordered it.
-- reason: On what ground.
CREATE TABLE hold (
  run_id VARCHAR, recorded_at TIMESTAMPTZ, action VARCHAR, person VARCHAR, reason VARCHAR
);
INSERT INTO hold BY NAME
SELECT a.run_id, event_time AS recorded_at, substr(event_type, 6) AS action,
  coalesce(a.placed_by, a.released_by) AS person, texts ->> '/reason' AS reason
FROM (
  SELECT *, from_json(attributes, '{"run_id": "VARCHAR", "placed_by": "VARCHAR", "released_by": "VARCHAR"}') AS a
  FROM new_event WHERE event_type IN ('hold.placed', 'hold.released')
);
