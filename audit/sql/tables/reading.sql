-- How much of a document became claims: the share that was read, not the share that was right.
-- quantities: Written numbers present.
-- quantities_claimed: Those that became claims.
-- claims: Claims made of the document.
CREATE TABLE reading (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, branch VARCHAR, attempt INTEGER, seq INTEGER, recorded_at TIMESTAMPTZ,
  path VARCHAR, quantities BIGINT, quantities_claimed BIGINT, claims BIGINT
);
INSERT INTO reading BY NAME
SELECT run_started_at, run_id, stream AS branch, attempt, seq, event_time AS recorded_at, a.*
FROM (
  SELECT *, from_json(attributes, '{"path": "VARCHAR", "quantities": "BIGINT", "quantities_claimed": "BIGINT",
    "claims": "BIGINT"}') AS a
  FROM new_event WHERE event_type = 'reading.recorded'
);
