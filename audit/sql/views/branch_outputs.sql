-- What came out of each attempt: claims, findings and calculations in the order they were recorded.
-- kind: claim, finding or calculation.
-- id: The claim's or finding's id, or the calculation's name.
-- statement: The output in one line.
-- quote: The quote a claim stands on.
CREATE VIEW branch_outputs AS
SELECT run_id, branch, attempt, seq, 'claim' AS kind, claim_id AS id,
  concat_ws(' ', subject, metric, coalesce(value, text, day::VARCHAR), unit, period) AS statement, quote, path
FROM claim
UNION ALL
SELECT run_id, stream, attempt, seq, 'finding', finding_id, concat_ws(': ', severity, title), NULL, NULL FROM finding
UNION ALL
SELECT run_id, branch, attempt, seq, 'calculation', name, concat_ws(' ', period, coalesce(value, not_computed), unit), NULL, NULL
FROM calculation;
