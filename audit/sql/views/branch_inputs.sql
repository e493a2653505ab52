-- What went into each attempt: every document by hash, and what became of it.
-- was_read: Whether it was read; NULL where the attempt ended before it came to it.
-- unread: Why it was not read.
-- text_sha256: SHA-256 of the canonical text.
CREATE VIEW branch_inputs AS
SELECT i.run_id, i.branch, i.attempt, i.path, i.document_sha256, u.document_kind, u.was_read, u.unread, u.text_sha256,
  u.characters
FROM branch_input i
LEFT JOIN document_use u ON u.run_id = i.run_id AND u.branch = i.branch AND u.attempt = i.attempt AND u.path = i.path
ORDER BY i.run_id, i.branch, i.attempt, i.position;
