-- What the committee must know: risks and strengths, with their reasons.
-- title: The finding in one sentence.
-- reason: Why it has this severity.
-- polarity: risk, strength or neutral.
-- question: What to ask the management about it.
-- claim_ids: The claims it stands on.
CREATE TABLE finding (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, stream VARCHAR, attempt INTEGER, seq INTEGER, recorded_at TIMESTAMPTZ,
  finding_id VARCHAR, branch VARCHAR, rule VARCHAR, title VARCHAR, reason VARCHAR, severity VARCHAR, polarity VARCHAR,
  question VARCHAR, claim_ids VARCHAR[]
);
INSERT INTO finding BY NAME
SELECT run_started_at, run_id, stream, attempt, seq, event_time AS recorded_at, a.finding_id, a.branch, a.rule,
  texts ->> '/title' AS title, texts ->> '/reason' AS reason, a.severity, a.polarity, texts ->> '/question' AS question,
  coalesce(a.claim_ids, []) AS claim_ids
FROM (
  SELECT *, from_json(attributes, '{"finding_id": "VARCHAR", "branch": "VARCHAR", "rule": "VARCHAR",
    "severity": "VARCHAR", "polarity": "VARCHAR", "claim_ids": ["VARCHAR"]}') AS a
  FROM new_event WHERE event_type = 'finding.recorded'
);
