-- Every report that was begun; a rendered one with the hash of its file.
-- run_id: The journal folder it is recorded in: the run itself, or a review.
-- judged_run_id: The run it reports on.
-- kind: draft while contradictions are undecided, then final.
-- number: Counts the final reports of the run.
-- pre_render_root: The Merkle root printed in the PDF: over all streams but report.
-- rendered_at: When the file was finished (UTC); NULL where it was not.
-- path: Relative to the home folder.
-- report_sha256: SHA-256 of the PDF file.
-- bytes: The file's size.
-- pages: The file's pages.
-- notes: What a reader of the PDF must know about its making.
CREATE TABLE report (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, judged_run_id VARCHAR, attempt INTEGER, started_at TIMESTAMPTZ,
  kind VARCHAR, number INTEGER, pre_render_root VARCHAR, rendered_at TIMESTAMPTZ, path VARCHAR, report_sha256 VARCHAR,
  bytes BIGINT, pages INTEGER, notes VARCHAR[]
);
DELETE FROM report WHERE run_id IN (SELECT run_id FROM touched);
INSERT INTO report BY NAME
WITH said AS (
  SELECT run_started_at, run_id, attempt, event_time, event_type, from_json(attributes, '{"kind": "VARCHAR",
    "number": "INTEGER", "pre_render_root": "VARCHAR", "path": "VARCHAR", "sha256": "VARCHAR", "bytes": "BIGINT",
    "pages": "INTEGER", "notes": ["VARCHAR"]}') AS a
  FROM event JOIN touched USING (run_started_at, run_id)
  WHERE event_type IN ('report.started', 'report.rendered')
)
SELECT s.run_started_at, s.run_id, coalesce(d.judged_run_id, s.run_id) AS judged_run_id, s.attempt,
  s.event_time AS started_at, s.a.kind, s.a.number, s.a.pre_render_root, r.event_time AS rendered_at, r.a.path,
  r.a.sha256 AS report_sha256, r.a.bytes, r.a.pages, r.a.notes
FROM said s
LEFT JOIN said r ON r.run_id = s.run_id AND r.attempt = s.attempt AND r.event_type = 'report.rendered'
LEFT JOIN (SELECT DISTINCT review_run_id, run_id AS judged_run_id FROM decision) d ON d.review_run_id = s.run_id
WHERE s.event_type = 'report.started'
ORDER BY s.run_started_at, s.run_id, s.attempt;
