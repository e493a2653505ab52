-- Disagreements worth a human's time, as each run recorded them.
-- kind: number, growth, scale, person, date, status, owner, ...
-- severity_reason: Why it has this severity.
-- scope: Of which part of the company.
-- basis: On which accounting basis.
-- explanation: Why the two sides are comparable, and how far apart they are.
-- question: What to ask the management.
-- branches: The branches whose documents disagree.
-- claim_ids: The best disagreeing pair first, then what supports either side.
CREATE TABLE contradiction (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, attempt INTEGER, seq INTEGER, recorded_at TIMESTAMPTZ,
  contradiction_id VARCHAR, fingerprint VARCHAR, kind VARCHAR, severity VARCHAR, severity_reason VARCHAR,
  subject VARCHAR, metric VARCHAR, period VARCHAR, scope VARCHAR, basis VARCHAR, explanation VARCHAR, question VARCHAR,
  branches VARCHAR[], claim_ids VARCHAR[]
);
INSERT INTO contradiction BY NAME
SELECT run_started_at, run_id, attempt, seq, event_time AS recorded_at, a.*,
  texts ->> '/severity_reason' AS severity_reason, texts ->> '/subject' AS subject,
  texts ->> '/explanation' AS explanation, texts ->> '/question' AS question
FROM (
  SELECT *, from_json(attributes, '{"contradiction_id": "VARCHAR", "fingerprint": "VARCHAR", "kind": "VARCHAR",
    "severity": "VARCHAR", "metric": "VARCHAR", "period": "VARCHAR", "scope": "VARCHAR", "basis": "VARCHAR",
    "branches": ["VARCHAR"], "claim_ids": ["VARCHAR"]}') AS a
  FROM new_event WHERE event_type = 'contradiction.recorded'
);
