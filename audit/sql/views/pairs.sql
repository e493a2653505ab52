-- Every pair of claims that was considered, with what both documents say and why the verdict is what it is.
-- verdict: contradiction, reconciled, restated, insufficient or agrees.
-- rule: The rule that decided; for reconciled the rule that explains the difference.
-- reason: Why the verdict is what it is.
-- first_quote: What the one document says.
-- first_path: The one document.
-- second_quote: What the other document says.
-- second_path: The other document.
CREATE VIEW pairs AS
SELECT p.run_id, p.verdict, p.rule, p.reason, f.metric, f.quote AS first_quote, f.path AS first_path,
  s.quote AS second_quote, s.path AS second_path
FROM (SELECT DISTINCT ON (run_id, first_claim_id, second_claim_id, verdict, kind) * FROM pair ORDER BY attempt DESC) p
LEFT JOIN (SELECT DISTINCT ON (run_id, claim_id) * FROM claim ORDER BY attempt DESC) f
  ON f.run_id = p.run_id AND f.claim_id = p.first_claim_id
LEFT JOIN (SELECT DISTINCT ON (run_id, claim_id) * FROM claim ORDER BY attempt DESC) s
  ON s.run_id = p.run_id AND s.claim_id = p.second_claim_id;
