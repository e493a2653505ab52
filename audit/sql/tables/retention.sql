-- Until when runs are to be kept, as it was ordered: the last word on a run counts, otherwise the last on its target.
-- run_id: The run it is about; NULL where it is about a target.
-- target: The target it is about; NULL where it is about a run.
-- retain_until: The last day; NULL where an earlier date was withdrawn.
-- set_by: Who ordered it.
-- reason: On what ground.
CREATE TABLE retention (
  run_id VARCHAR, target VARCHAR, retain_until DATE, set_by VARCHAR, reason VARCHAR, recorded_at TIMESTAMPTZ
);
INSERT INTO retention BY NAME
SELECT a.run_id, a.target, a.until AS retain_until, a.set_by, texts ->> '/reason' AS reason, event_time AS recorded_at
FROM (
  SELECT *, from_json(attributes, '{"run_id": "VARCHAR", "target": "VARCHAR", "until": "DATE", "set_by": "VARCHAR"}') AS a
  FROM new_event WHERE event_type = 'retention.set'
);
