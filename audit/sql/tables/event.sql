-- Every event of every journal, one row per line, in run order: the whole trail (PROV: activity).
-- event_id: A time-ordered UUID (CloudEvents: id).
-- event_time: When it was recorded, in UTC (CloudEvents: time).
-- event_type: Dotted, past tense: claim.recorded (CloudEvents: type).
-- text_ref: SHA-256 over salt and texts; NULL where the event has no texts.
-- attributes: What happened, as JSON; texts are kept in the table text.
-- event_hash: RFC 6962 leaf hash of the journal's line; the next line names it as prev_hash.
CREATE TABLE event (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, stream VARCHAR, attempt INTEGER, seq INTEGER, event_id UUID,
  event_time TIMESTAMPTZ, event_type VARCHAR, text_ref VARCHAR, attributes JSON, event_hash VARCHAR
);
INSERT INTO event BY NAME SELECT * EXCLUDE (texts) FROM new_event;
