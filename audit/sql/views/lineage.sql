-- From a statement of the report back to its quotes: document, place, hash, claim and analyst; of the last attempts.
-- statement_kind: finding or contradiction.
-- statement_id: The finding's or contradiction's id.
-- statement: What the report says.
-- claim_id: The claim in between; NULL where a finding quotes directly.
-- value: What the claim says.
-- code_version: The program that read the document.
-- text_sha256: SHA-256 of the canonical text the place points into.
-- prompts: SHA-256 of what was asked in the attempt it came from, where a model was; model_attempts has what was sent.
CREATE VIEW lineage AS
WITH last AS (
  SELECT run_id, branch, max(attempt) AS attempt FROM stored.branch_attempt GROUP BY run_id, branch
), quoted AS (
  SELECT s.*, c.branch, c.attempt, concat_ws(' ', coalesce(c.value, c.text, c.day::VARCHAR), c.unit) AS value,
    c.quote, c.path, c.locator, c.char_start, c.char_end, c.document_sha256, c.published, c.analyst, c.rule,
    c.branch AS quoted_by, c.attempt AS quoted_in
  FROM (
    SELECT run_started_at, run_id, stream AS stated_by, attempt AS stated_in, 'finding' AS statement_kind,
      finding_id AS statement_id, title AS statement, severity, unnest(claim_ids) AS claim_id
    FROM stored.finding
    UNION ALL
    SELECT run_started_at, run_id, 'synthesis', attempt, 'contradiction', contradiction_id, explanation, severity,
      unnest(claim_ids)
    FROM stored.contradiction
  ) s
  JOIN stored.claim c ON c.run_started_at = s.run_started_at AND c.run_id = s.run_id AND c.claim_id = s.claim_id
  UNION ALL
  SELECT f.run_started_at, f.run_id, f.stream, f.attempt, 'finding', f.finding_id, f.title, f.severity, NULL, q.branch,
    q.attempt, NULL, q.quote, q.path, q.locator, q.char_start, q.char_end, q.document_sha256, q.published, NULL, f.rule,
    f.stream, f.attempt
  FROM stored.finding f
  JOIN stored.finding_source q ON q.run_started_at = f.run_started_at AND q.run_id = f.run_id AND q.stream = f.stream
    AND q.attempt = f.attempt AND q.seq = f.seq
)
SELECT DISTINCT
  q.* EXCLUDE (run_started_at, stated_by, stated_in, attempt, analyst, quoted_by, quoted_in),
  coalesce(q.analyst, a.analyst) AS analyst, a.code_version, u.text_sha256,
  CASE WHEN coalesce(q.analyst, a.analyst) <> 'rules' THEN a.prompts END AS prompts
FROM quoted q
LEFT JOIN last s ON s.run_id = q.run_id AND s.branch = q.stated_by
LEFT JOIN last l ON l.run_id = q.run_id AND l.branch = q.quoted_by
LEFT JOIN stored.branch_attempt a ON a.run_started_at = q.run_started_at AND a.run_id = q.run_id
  AND a.branch = q.branch AND a.attempt = q.attempt
LEFT JOIN stored.document_use u ON u.run_started_at = q.run_started_at AND u.run_id = q.run_id
  AND u.branch = q.branch AND u.attempt = q.attempt AND u.path = q.path AND u.was_read
WHERE q.stated_in = coalesce(s.attempt, q.stated_in) AND q.quoted_in = coalesce(l.attempt, q.quoted_in)
ORDER BY q.run_id, q.statement_kind, q.statement_id, q.path, q.char_start, q.claim_id;
