-- Every HTTP request made of a model, recorded before it was sent (OTel: gen_ai client span).
-- branch: The branch it was made for, or synthesis.
-- call_id: The call: one question with all its turns and attempts.
-- http_attempt: Counts the HTTP attempts of the call, from 1.
-- purpose: branch, part (of a branch whose documents do not fit at once) or synthesis.
-- turn: Why it was sent: first, lengthened, repair, resumed or schema_in_prompt.
-- mode: How the answer's shape was asked for: structured or schema_in_prompt.
-- provider: Whose interface it is (OTel: gen_ai.provider.name).
-- server_address: Where it was sent (OTel: server.address).
-- request_model: The model asked for (OTel: gen_ai.request.model).
-- max_tokens: The longest answer asked for (OTel: gen_ai.request.max_tokens).
-- effort: How hard the model was told to work; NULL leaves it to the model.
-- request_key: SHA-256 of what was asked, without how it was transported; replay finds its answer by it.
-- request_sha256: SHA-256 of the request's exact bytes.
-- request_bytes: How many they are.
-- request_ref: The texts in the journal that hold the bytes; NULL where the same bytes were kept before.
-- prompt_sha256: SHA-256 of the call's system text and messages, the same in all its turns.
-- schema_sha256: SHA-256 of the JSON schema its answer must be valid against.
-- reserved_usd: Set aside of the budget: the most it can cost.
-- sdk_version: Of the package anthropic.
CREATE TABLE model_request (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, branch VARCHAR, attempt INTEGER, seq INTEGER, recorded_at TIMESTAMPTZ,
  call_id VARCHAR, http_attempt INTEGER, purpose VARCHAR, turn VARCHAR, mode VARCHAR, provider VARCHAR,
  server_address VARCHAR, request_model VARCHAR, max_tokens BIGINT, effort VARCHAR, request_key VARCHAR,
  request_sha256 VARCHAR, request_bytes BIGINT, request_ref VARCHAR, prompt_sha256 VARCHAR, schema_sha256 VARCHAR,
  reserved_usd DECIMAL(18, 6), sdk_version VARCHAR
);
INSERT INTO model_request BY NAME
SELECT run_started_at, run_id, stream AS branch, attempt, seq, event_time AS recorded_at, a.*,
  text_ref AS request_ref
FROM (
  SELECT *, from_json(attributes, '{"call_id": "VARCHAR", "http_attempt": "INTEGER", "purpose": "VARCHAR",
    "turn": "VARCHAR", "mode": "VARCHAR", "provider": "VARCHAR", "server_address": "VARCHAR",
    "request_model": "VARCHAR", "max_tokens": "BIGINT", "effort": "VARCHAR", "request_key": "VARCHAR",
    "request_sha256": "VARCHAR", "request_bytes": "BIGINT", "prompt_sha256": "VARCHAR", "schema_sha256": "VARCHAR",
    "reserved_usd": "DECIMAL(18, 6)", "sdk_version": "VARCHAR"}') AS a
  FROM new_event WHERE event_type = 'model.requested'
);
