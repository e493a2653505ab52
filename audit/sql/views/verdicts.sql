-- What was held against what, counted: no contradiction means that no rule fired on this many compared pairs.
-- verdict: contradiction, reconciled, restated, insufficient or agrees.
-- rule: The rule that decided; for reconciled the rule that explains the difference.
-- pairs: Pairs with this verdict by this rule, of all that were considered.
-- compared: Those of them that count as compared: none where something was not known on one side.
CREATE VIEW verdicts AS
SELECT run_id, verdict, rule, count(*) AS pairs, count(*) FILTER (verdict <> 'insufficient') AS compared
FROM (SELECT DISTINCT ON (run_id, first_claim_id, second_claim_id, verdict, kind) * FROM pair ORDER BY attempt DESC)
GROUP BY run_id, verdict, rule
ORDER BY run_id, pairs DESC, verdict, rule;
