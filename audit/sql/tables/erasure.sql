-- Texts that were lawfully erased: hash and seal stay valid, the text is gone (PROV: wasInvalidatedBy).
-- run_id: Whose text it was.
-- stream: In which journal; NULL where every text of the run was erased, and its reports with them.
-- text_ref: The reference that stays in the event.
-- erased_by: Who ordered it.
-- reason: On what ground.
-- erasure_run_id: The journal folder the erasure is recorded in.
CREATE TABLE erasure (
  run_id VARCHAR, stream VARCHAR, attempt INTEGER, seq INTEGER, text_ref VARCHAR, recorded_at TIMESTAMPTZ,
  erased_by VARCHAR, reason VARCHAR, erasure_run_id VARCHAR
);
INSERT INTO erasure BY NAME
SELECT a.*, event_time AS recorded_at, texts ->> '/reason' AS reason, e.run_id AS erasure_run_id
FROM (
  SELECT *, from_json(attributes, '{"run_id": "VARCHAR", "stream": "VARCHAR", "attempt": "INTEGER", "seq": "INTEGER",
    "text_ref": "VARCHAR", "erased_by": "VARCHAR"}') AS a
  FROM new_event WHERE event_type IN ('text.erased', 'run.erased') AND starts_with(run_id, 'trail-')
) e;
