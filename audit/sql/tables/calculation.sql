-- Ratios and scores with their inputs, or the reason why one was not computed.
-- name: The ratio's name.
-- formula: How it is computed.
-- value: The result, exact.
-- unit: The result's unit.
-- inputs: Its inputs as [name, value, claim id].
-- not_computed: Why there is no result.
CREATE TABLE calculation (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, branch VARCHAR, attempt INTEGER, seq INTEGER, recorded_at TIMESTAMPTZ,
  name VARCHAR, formula VARCHAR, period VARCHAR, value VARCHAR, unit VARCHAR, inputs VARCHAR[][], not_computed VARCHAR
);
INSERT INTO calculation BY NAME
SELECT run_started_at, run_id, stream AS branch, attempt, seq, event_time AS recorded_at, a.*
FROM (
  SELECT *, from_json(attributes, '{"name": "VARCHAR", "formula": "VARCHAR", "period": "VARCHAR", "value": "VARCHAR",
    "unit": "VARCHAR", "inputs": [["VARCHAR"]], "not_computed": "VARCHAR"}') AS a
  FROM new_event WHERE event_type = 'calculation.recorded'
);
