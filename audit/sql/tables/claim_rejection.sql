-- What a model said that does not stand in the documents; none of it is a claim, a finding or a contradiction.
-- branch: The branch, or synthesis.
-- call_id: The call it was answered in.
-- what: claim, finding, instruction or contradiction.
-- why: The reason: not_found, cuts_a_number, value_not_in_quote, number_not_grounded, instruction, ...
-- path: The document it names; empty where it names none that was given.
-- quote: What it quotes, as the model wrote it.
-- said: The value, or the title.
-- message: What exactly is wrong: the number, the name.
CREATE TABLE claim_rejection (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, branch VARCHAR, attempt INTEGER, seq INTEGER, recorded_at TIMESTAMPTZ,
  call_id VARCHAR, what VARCHAR, why VARCHAR, path VARCHAR, quote VARCHAR, said VARCHAR, message VARCHAR
);
INSERT INTO claim_rejection BY NAME
SELECT run_started_at, run_id, stream AS branch, attempt, seq, event_time AS recorded_at, a.*,
  texts ->> '/quote' AS quote, texts ->> '/text' AS said, texts ->> '/message' AS message
FROM (
  SELECT *, from_json(attributes, '{"call_id": "VARCHAR", "what": "VARCHAR", "why": "VARCHAR", "path": "VARCHAR"}') AS a
  FROM new_event WHERE event_type = 'claim.rejected'
);
