-- Every pair of claims that was considered together, and what came of it.
-- first_claim_id: The one claim, the smaller id of the two.
-- second_claim_id: The other claim.
-- verdict: contradiction, reconciled, restated, insufficient or agrees.
-- rule: The rule that decided; for reconciled the rule that explains.
-- reason: Why the verdict is what it is.
CREATE TABLE pair (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, attempt INTEGER, seq INTEGER, recorded_at TIMESTAMPTZ,
  first_claim_id VARCHAR, second_claim_id VARCHAR, verdict VARCHAR, rule VARCHAR, kind VARCHAR, reason VARCHAR
);
INSERT INTO pair BY NAME
SELECT run_started_at, run_id, attempt, seq, event_time AS recorded_at, a.first AS first_claim_id,
  a.second AS second_claim_id, a.verdict, a.rule, a.kind, texts ->> '/reason' AS reason
FROM (
  SELECT *, from_json(attributes, '{"first": "VARCHAR", "second": "VARCHAR", "verdict": "VARCHAR", "rule": "VARCHAR",
    "kind": "VARCHAR"}') AS a
  FROM new_event WHERE event_type = 'pair.compared'
);
