-- What the branches claimed, counted: which branch made how many claims of each kind, from how many documents.
-- claims: Claims of this kind; one that several attempts made counts once.
-- documents: Documents they stand in.
CREATE VIEW claims_by_kind AS
SELECT run_id, branch, kind, count(DISTINCT claim_id) AS claims, count(DISTINCT path) AS documents
FROM claim
GROUP BY run_id, branch, kind
ORDER BY run_id, branch, claims DESC, kind;
