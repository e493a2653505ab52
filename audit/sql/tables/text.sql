-- The texts of the events (quotes, names, messages), one row per text; an erased text has no row, and the bytes that went to and came from a model stay in the journals.
-- name: The text's path in the event's record: source.quote, message, ...
-- text: The text itself.
CREATE TABLE text (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, stream VARCHAR, attempt INTEGER, seq INTEGER, name VARCHAR, text VARCHAR
);
INSERT INTO text BY NAME
SELECT run_started_at, run_id, stream, attempt, seq, name, texts ->> ('/' || name) AS text
FROM (SELECT *, unnest(json_keys(texts)) AS name FROM new_event WHERE text_ref IS NOT NULL)
WHERE NOT (event_type IN ('model.requested', 'model.answered', 'model.failed') AND name IN ('request', 'response'))
ORDER BY run_started_at, run_id, stream, attempt, seq, name;
