-- How each person ruled.
-- confirmed: Contradictions confirmed.
-- explained: Contradictions explained.
-- false_alarm: Contradictions called false alarms.
-- last_at: When the person last ruled (UTC).
CREATE VIEW decisions_by_reviewer AS
SELECT reviewer, count(*) FILTER (ruling = 'confirmed') AS confirmed, count(*) FILTER (ruling = 'explained') AS explained,
  count(*) FILTER (ruling = 'false_alarm') AS false_alarm, max(decided_at) AS last_at
FROM decision GROUP BY reviewer ORDER BY reviewer;
