-- What of a model's answers stands in the documents, counted for every attempt of a branch.
-- branch: The branch, or synthesis.
-- calls: Answers that were looked at.
-- claims_proposed: Claims in the answers.
-- claims_grounded: Those whose quote, value and numbers stand in a document.
-- findings_proposed: Findings in the answers.
-- findings_grounded: Those whose quotes and numbers stand in a document or in a calculation.
-- contradictions_proposed: Candidates of the synthesis.
-- contradictions_grounded: Those that name existing claims and write no number these do not.
-- rejected: What was rejected, by reason.
CREATE TABLE answer_grounding (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, branch VARCHAR, attempt INTEGER, seq INTEGER, recorded_at TIMESTAMPTZ,
  calls BIGINT, claims_proposed BIGINT, claims_grounded BIGINT, findings_proposed BIGINT, findings_grounded BIGINT,
  contradictions_proposed BIGINT, contradictions_grounded BIGINT, rejected JSON
);
INSERT INTO answer_grounding BY NAME
SELECT run_started_at, run_id, stream AS branch, attempt, seq, event_time AS recorded_at, a.calls,
  coalesce(a.claims_proposed, 0) AS claims_proposed, coalesce(a.claims_grounded, 0) AS claims_grounded,
  coalesce(a.findings_proposed, 0) AS findings_proposed, coalesce(a.findings_grounded, 0) AS findings_grounded,
  coalesce(a.contradictions_proposed, 0) AS contradictions_proposed,
  coalesce(a.contradictions_grounded, 0) AS contradictions_grounded, a.rejected
FROM (
  SELECT *, from_json(attributes, '{"calls": "BIGINT", "claims_proposed": "BIGINT", "claims_grounded": "BIGINT",
    "findings_proposed": "BIGINT", "findings_grounded": "BIGINT", "contradictions_proposed": "BIGINT",
    "contradictions_grounded": "BIGINT", "rejected": "JSON"}') AS a
  FROM new_event WHERE event_type = 'answers.grounded'
);
