-- What a branch made of a document: read, or not and why (PROV: used).
-- was_read: Whether the document was read.
-- unread: Why it was not.
-- text_sha256: SHA-256 of the canonical text that every quote's place points into.
-- characters: Of the canonical text.
-- tables: Tables found in it.
-- facts: Tagged facts found in it.
-- hidden: Passages a person would not see; never used as evidence.
CREATE TABLE document_use (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, branch VARCHAR, attempt INTEGER, seq INTEGER, recorded_at TIMESTAMPTZ,
  path VARCHAR, document_sha256 VARCHAR, document_kind VARCHAR, was_read BOOLEAN, unread VARCHAR, text_sha256 VARCHAR,
  characters BIGINT, tables BIGINT, facts BIGINT, hidden BIGINT
);
INSERT INTO document_use BY NAME
SELECT run_started_at, run_id, stream AS branch, attempt, seq, event_time AS recorded_at, a.path,
  a.sha256 AS document_sha256, a.kind AS document_kind, event_type = 'document.read' AS was_read,
  texts ->> '/unread' AS unread, a.text_sha256, a.characters, a.tables, a.facts, a.hidden
FROM (
  SELECT *, from_json(attributes, '{"path": "VARCHAR", "sha256": "VARCHAR", "kind": "VARCHAR",
    "text_sha256": "VARCHAR", "characters": "BIGINT", "tables": "BIGINT", "facts": "BIGINT", "hidden": "BIGINT"}') AS a
  FROM new_event WHERE event_type IN ('document.read', 'document.unread')
);
