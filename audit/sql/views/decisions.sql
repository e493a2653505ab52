-- Every decision with what it was about, newest first.
-- reason: The person's reason.
-- holds: Whether the values are still those that were ruled on, in the latest run that recorded the contradiction.
-- explanation: Why the two sides are comparable, and how far apart they are.
CREATE VIEW decisions AS
SELECT d.decided_at, d.reviewer, d.ruling, d.reason, r.target, d.run_id, d.contradiction_id, c.severity, c.kind,
  c.explanation, d.fingerprint = n.fingerprint AS holds
FROM decision d
LEFT JOIN run r ON r.run_id = d.run_id
LEFT JOIN (SELECT DISTINCT ON (run_id, contradiction_id) * FROM contradiction ORDER BY attempt DESC) c
  ON c.run_id = d.run_id AND c.contradiction_id = d.contradiction_id
LEFT JOIN (SELECT contradiction_id, arg_max(fingerprint, recorded_at) AS fingerprint FROM contradiction GROUP BY ALL) n
  ON n.contradiction_id = d.contradiction_id
ORDER BY d.decided_at DESC, d.contradiction_id;
