-- Every file of the frozen data room, as listed before anything was read (PROV: entity; OpenLineage: dataset).
-- size: In bytes.
-- media_type: Told by content, not by name.
-- branches: The branches that read it; empty where it could not be identified.
-- title: The document's title.
-- period_end: The end of the period it reports on.
-- unread: Why it cannot be read, where that was known at listing.
-- notes: What a reader must know.
CREATE TABLE document (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, recorded_at TIMESTAMPTZ, path VARCHAR, document_sha256 VARCHAR,
  size BIGINT, media_type VARCHAR, document_kind VARCHAR, branches VARCHAR[], title VARCHAR, published DATE,
  period_end DATE, unread VARCHAR, notes VARCHAR[]
);
INSERT INTO document BY NAME
SELECT run_started_at, run_id, event_time AS recorded_at, a.path, a.sha256 AS document_sha256, a.size, a.media_type,
  a.kind AS document_kind, coalesce(a.branches, []) AS branches, texts ->> '/title' AS title, a.published, a.period_end,
  texts ->> '/unread' AS unread, coalesce(a.notes, []) AS notes
FROM (
  SELECT *, from_json(attributes, '{"path": "VARCHAR", "sha256": "VARCHAR", "size": "BIGINT", "media_type": "VARCHAR",
    "kind": "VARCHAR", "branches": ["VARCHAR"], "published": "DATE", "period_end": "DATE", "notes": ["VARCHAR"]}') AS a
  FROM new_event WHERE event_type = 'document.listed'
);
