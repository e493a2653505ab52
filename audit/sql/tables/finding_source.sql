-- The quotes a finding stands on directly, each with its place in a document.
CREATE TABLE finding_source (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, stream VARCHAR, attempt INTEGER, seq INTEGER, finding_id VARCHAR,
  position INTEGER, branch VARCHAR, path VARCHAR, document_sha256 VARCHAR, document_kind VARCHAR, published DATE,
  char_start BIGINT, char_end BIGINT, quote VARCHAR, locator VARCHAR
);
INSERT INTO finding_source BY NAME
SELECT run_started_at, run_id, stream, attempt, seq, finding_id, i AS position, s.branch, s.path,
  s.sha256 AS document_sha256, s.kind AS document_kind, s.published, s.start AS char_start, s."end" AS char_end,
  texts ->> ('/sources.' || i || '.quote') AS quote, texts ->> ('/sources.' || i || '.locator') AS locator
FROM (
  SELECT *, sources[i + 1] AS s
  FROM (
    SELECT *, unnest(range(len(sources))) AS i
    FROM (
      SELECT *, attributes ->> '$.finding_id' AS finding_id, from_json(attributes -> '$.sources', '[{"branch": "VARCHAR",
        "path": "VARCHAR", "sha256": "VARCHAR", "kind": "VARCHAR", "published": "DATE", "start": "BIGINT",
        "end": "BIGINT"}]') AS sources
      FROM new_event WHERE event_type = 'finding.recorded'
    )
  )
);
