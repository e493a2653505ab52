-- What an attempt was given before it began: every document by its hash (OpenLineage: inputs).
CREATE TABLE branch_input (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, branch VARCHAR, attempt INTEGER, position INTEGER, path VARCHAR,
  document_sha256 VARCHAR
);
INSERT INTO branch_input BY NAME
SELECT run_started_at, run_id, stream AS branch, attempt, i AS position, documents[i + 1].path AS path,
  documents[i + 1].sha256 AS document_sha256
FROM (
  SELECT *, unnest(range(len(documents))) AS i
  FROM (
    SELECT *, from_json(attributes -> '$.documents', '[{"path": "VARCHAR", "sha256": "VARCHAR"}]') AS documents
    FROM new_event WHERE event_type = 'branch.started'
  )
);
