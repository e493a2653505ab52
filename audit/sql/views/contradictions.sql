-- Every contradiction with both sides of its best pair, in one line.
-- explanation: Why the two sides are comparable, and how far apart they are.
-- first_quote: What the one document says.
-- first_path: The one document.
-- second_quote: What the other document says.
-- second_path: The other document.
-- ruling: The latest decision on these values; NULL while there is none.
-- reason: The reason of that decision.
CREATE VIEW contradictions AS
SELECT c.run_id, r.target, c.contradiction_id, c.severity, c.kind, c.subject, c.metric, c.period, c.explanation,
  f.quote AS first_quote, f.path AS first_path, s.quote AS second_quote, s.path AS second_path, d.latest.ruling, d.latest.reviewer,
  d.latest.decided_at, d.latest.reason
FROM contradiction c
LEFT JOIN stored.run r ON r.run_id = c.run_id
LEFT JOIN claim f ON f.run_id = c.run_id AND f.claim_id = c.claim_ids[1]
LEFT JOIN claim s ON s.run_id = c.run_id AND s.claim_id = c.claim_ids[2]
LEFT JOIN (
  SELECT contradiction_id, fingerprint, max_by(decision, decided_at) AS latest
  FROM stored.decision GROUP BY contradiction_id, fingerprint
) d ON d.contradiction_id = c.contradiction_id AND d.fingerprint = c.fingerprint
QUALIFY row_number() OVER (
  PARTITION BY c.run_id, c.contradiction_id ORDER BY c.attempt DESC, f.attempt DESC, s.attempt DESC
) = 1;
