-- From a statement of the report back to its quotes: document, place, hash, claim and analyst; of the last attempts.
-- statement_kind: finding or contradiction.
-- statement_id: The finding's or contradiction's id.
-- statement: What the report says.
-- claim_id: The claim in between; NULL where a finding quotes directly.
-- value: What the claim says.
-- code_version: The program that read the document.
-- text_sha256: SHA-256 of the canonical text the place points into.
CREATE VIEW lineage AS
WITH last AS (
  SELECT run_id, branch, max(attempt) AS attempt FROM branch_attempt GROUP BY run_id, branch
), stated AS (
  SELECT f.run_id, f.stream, f.attempt, f.seq, 'finding' AS statement_kind, f.finding_id AS statement_id,
    f.title AS statement, f.severity, f.rule, unnest(f.claim_ids) AS claim_id
  FROM finding f LEFT JOIN last l ON l.run_id = f.run_id AND l.branch = f.stream
  WHERE f.attempt = coalesce(l.attempt, f.attempt)
  UNION ALL
  SELECT run_id, 'synthesis', attempt, seq, 'contradiction', contradiction_id, explanation, severity, NULL,
    unnest(claim_ids)
  FROM contradiction
), quoted AS (
  SELECT DISTINCT s.run_id, s.statement_kind, s.statement_id, s.statement, s.severity, s.claim_id, c.branch,
    c.attempt, concat_ws(' ', coalesce(c.value, c.text, c.day::VARCHAR), c.unit) AS value, c.quote, c.path, c.locator,
    c.char_start, c.char_end, c.document_sha256, c.published, c.analyst, c.rule
  FROM stated s
  JOIN claim c ON c.run_id = s.run_id AND c.claim_id = s.claim_id
  JOIN last l ON l.run_id = c.run_id AND l.branch = c.branch AND l.attempt = c.attempt
  UNION ALL
  SELECT f.run_id, 'finding', f.finding_id, f.title, f.severity, NULL, q.branch, q.attempt, NULL, q.quote, q.path,
    q.locator, q.char_start, q.char_end, q.document_sha256, q.published, NULL, f.rule
  FROM finding f
  JOIN finding_source q ON q.run_id = f.run_id AND q.stream = f.stream AND q.attempt = f.attempt AND q.seq = f.seq
  LEFT JOIN last l ON l.run_id = f.run_id AND l.branch = f.stream
  WHERE f.attempt = coalesce(l.attempt, f.attempt)
)
SELECT q.* EXCLUDE (attempt, analyst), coalesce(q.analyst, a.analyst) AS analyst, a.code_version, u.text_sha256
FROM quoted q
LEFT JOIN branch_attempt a ON a.run_id = q.run_id AND a.branch = q.branch AND a.attempt = q.attempt
LEFT JOIN document_use u
  ON u.run_id = q.run_id AND u.branch = q.branch AND u.attempt = q.attempt AND u.path = q.path AND u.was_read
ORDER BY q.run_id, q.statement_kind, q.statement_id, q.path, q.char_start, q.claim_id;
