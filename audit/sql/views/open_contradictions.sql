-- Contradictions of each target's latest judged run that no decision covers, oldest first.
-- age: How long this disagreement is known, with these values.
-- first_seen_at: When a run first recorded it with these values (UTC).
-- explanation: Why the two sides are comparable, and how far apart they are.
CREATE VIEW open_contradictions AS
WITH latest AS (
  SELECT r.target, arg_max(r.run_id, r.started_at) AS run_id
  FROM run r WHERE r.kind = 'assessment' AND r.run_id IN (SELECT run_id FROM judgement) GROUP BY r.target
), seen AS (
  SELECT contradiction_id, fingerprint, min(recorded_at) AS first_seen_at FROM contradiction GROUP BY ALL
)
SELECT l.target, c.run_id, c.contradiction_id, c.severity, c.kind, c.subject, c.metric, c.period, c.explanation,
  s.first_seen_at, now() - s.first_seen_at AS age
FROM latest l
JOIN contradiction c ON c.run_id = l.run_id
JOIN seen s ON s.contradiction_id = c.contradiction_id AND s.fingerprint = c.fingerprint
ANTI JOIN decision d ON d.contradiction_id = c.contradiction_id AND d.fingerprint = c.fingerprint
QUALIFY row_number() OVER (PARTITION BY c.run_id, c.contradiction_id ORDER BY c.attempt DESC) = 1
ORDER BY s.first_seen_at, c.contradiction_id;
