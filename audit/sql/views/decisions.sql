-- Every decision with what it was about, newest first.
-- reason: The person's reason.
-- holds: Whether it counts: the newest ruling on the values that the latest run found; others were replaced or are outdated.
-- review_run_id: The journal folder the decision is recorded in; it has a seal of its own.
-- explanation: Why the two sides are comparable, and how far apart they are.
CREATE VIEW decisions AS
SELECT d.decided_at, d.reviewer, d.ruling, d.reason, r.target, d.run_id, d.contradiction_id, c.severity, c.kind,
  c.explanation, d.review_run_id, d.fingerprint = n.fingerprint AND row_number() OVER (
    PARTITION BY d.contradiction_id, d.fingerprint ORDER BY d.decided_at DESC, d.reviewer DESC, d.ruling DESC
  ) = 1 AS holds
FROM decision d
LEFT JOIN run r ON r.run_id = d.run_id
LEFT JOIN (SELECT DISTINCT ON (run_id, contradiction_id) * FROM contradiction ORDER BY attempt DESC) c
  ON c.run_id = d.run_id AND c.contradiction_id = d.contradiction_id
LEFT JOIN (SELECT contradiction_id, arg_max(fingerprint, recorded_at) AS fingerprint FROM contradiction GROUP BY ALL) n
  ON n.contradiction_id = d.contradiction_id
ORDER BY d.decided_at DESC, d.contradiction_id;
