-- What named people ruled; appended, never changed.
-- run_id: The judged run.
-- review_run_id: The journal folder the decision is recorded in; it has a seal of its own.
-- reason: The person's reason.
CREATE TABLE decision (
  run_id VARCHAR, review_run_id VARCHAR, recorded_at TIMESTAMPTZ, contradiction_id VARCHAR, fingerprint VARCHAR,
  ruling VARCHAR, reviewer VARCHAR, decided_at TIMESTAMPTZ, reason VARCHAR
);
INSERT INTO decision BY NAME
SELECT a.run_id, e.run_id AS review_run_id, event_time AS recorded_at, a.contradiction_id, a.fingerprint, a.ruling,
  a.reviewer, a.decided_at, texts ->> '/reason' AS reason
FROM (
  SELECT *, from_json(attributes, '{"run_id": "VARCHAR", "contradiction_id": "VARCHAR", "fingerprint": "VARCHAR",
    "ruling": "VARCHAR", "reviewer": "VARCHAR", "decided_at": "TIMESTAMPTZ"}') AS a
  FROM new_event WHERE event_type = 'decision.recorded'
) e;
