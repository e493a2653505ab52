-- The log of seals: each closes the journals of a run as they were (RFC 6962).
-- log_index: Its place in the log, from 0, without gaps.
-- sealed_at: When it was sealed (UTC).
-- root: Merkle root over every event of the run.
-- pre_render_root: Merkle root over all streams but report, as printed in the PDF.
-- events: How many events it covers.
-- journals: The journals it covers: lines, last hash and file hash of each.
-- seal_hash: RFC 6962 leaf hash of the log's line.
CREATE TABLE seal (
  log_index BIGINT, run_id VARCHAR, sealed_at TIMESTAMPTZ, root VARCHAR, pre_render_root VARCHAR, events BIGINT,
  journals JSON, seal_hash VARCHAR
);
INSERT INTO seal BY NAME SELECT * FROM new_seal;
