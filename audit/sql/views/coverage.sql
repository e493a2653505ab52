-- Every document of a run: who read it, who could not, and how much became claims.
-- read_by: The branches that read it.
-- not_read_by: The branches that could not.
-- unread: Why it was not read, or that no branch took it.
-- quantities: Written numbers present, as the branch that found most of them counted.
-- quantities_claimed: Those that became claims.
CREATE VIEW coverage AS
SELECT d.run_id, d.path, d.document_kind, d.document_sha256,
  coalesce(list(DISTINCT u.branch ORDER BY u.branch) FILTER (u.was_read), []) AS read_by,
  coalesce(list(DISTINCT u.branch ORDER BY u.branch) FILTER (NOT u.was_read), []) AS not_read_by,
  coalesce(max(u.unread), any_value(d.unread), CASE WHEN len(any_value(d.branches)) = 0 THEN 'no branch reads it' END) AS unread,
  max(g.quantities) AS quantities, max(g.quantities_claimed) AS quantities_claimed
FROM document d
LEFT JOIN document_use u ON u.run_id = d.run_id AND u.path = d.path
LEFT JOIN reading g ON g.run_id = d.run_id AND g.path = d.path AND g.branch = u.branch AND g.attempt = u.attempt
GROUP BY d.run_id, d.path, d.document_kind, d.document_sha256
ORDER BY d.run_id, d.path;
