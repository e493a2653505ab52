-- Questions for the management, each tied to what raised it.
-- question: The question.
-- about: A finding's or contradiction's id.
CREATE TABLE question (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, attempt INTEGER, seq INTEGER, recorded_at TIMESTAMPTZ, question VARCHAR,
  about VARCHAR, severity VARCHAR
);
INSERT INTO question BY NAME
SELECT run_started_at, run_id, attempt, seq, event_time AS recorded_at, texts ->> '/text' AS question, a.*
FROM (
  SELECT *, from_json(attributes, '{"about": "VARCHAR", "severity": "VARCHAR"}') AS a
  FROM new_event WHERE event_type = 'question.recorded'
);
