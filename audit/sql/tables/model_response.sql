-- How every HTTP attempt at asking a model ended: its answer, its failure, or why it was not sent.
-- branch: The branch it was made for, or synthesis.
-- call_id: The call: one question with all its turns and attempts.
-- http_attempt: Counts the HTTP attempts of the call, from 1.
-- request_model: The model asked for (OTel: gen_ai.request.model).
-- response_model: The model as the server names it (OTel: gen_ai.response.model).
-- response_id: The message's id (OTel: gen_ai.response.id).
-- request_id: The server's id of the request, or the gateway's.
-- status_code: Of the HTTP response; NULL where there was none (OTel: http.response.status_code).
-- error_type: The failure kind; NULL where the answer was used (OTel: error.type).
-- category: Of a refusal, in the provider's words.
-- finish_reason: Why the model stopped (OTel: gen_ai.response.finish_reasons).
-- input_tokens: Tokens of the prompt, cached ones included (OTel: gen_ai.usage.input_tokens).
-- output_tokens: Tokens generated, as far as told (OTel: gen_ai.usage.output_tokens).
-- cache_read_input_tokens: Of the input, read from the cache (OTel: gen_ai.usage.cache_read.input_tokens).
-- cache_creation_input_tokens: Of the input, written to the cache (OTel: gen_ai.usage.cache_creation.input_tokens).
-- cost_usd: NULL where the bytes do not say or the model has no known price.
-- charged_usd: Counted against the budget: the cost, or the most it can have been.
-- priced: Whether the model has a known price.
-- price_date: The day the price table was written down.
-- latency_ms: From sending to the end.
-- first_byte_ms: From sending to the first byte of the answer (OTel: gen_ai.response.time_to_first_chunk).
-- sent: Whether it was sent at all; what stop, budget, circuit or limits refuse is not.
-- complete: Whether the body ended as HTTP says it must; false where the stream was cut.
-- response_sha256: SHA-256 of the bytes received.
-- response_bytes: How many they are.
-- response_ref: The texts in the journal that hold the bytes.
-- limits: The server's limits as it stated them.
-- retry_after: The seconds the server asked to wait, as it wrote them.
-- message: What happened, where the answer was not used.
CREATE TABLE model_response (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, branch VARCHAR, attempt INTEGER, seq INTEGER, recorded_at TIMESTAMPTZ,
  call_id VARCHAR, http_attempt INTEGER, request_model VARCHAR, response_model VARCHAR, response_id VARCHAR,
  request_id VARCHAR, status_code INTEGER, error_type VARCHAR, category VARCHAR, finish_reason VARCHAR,
  input_tokens BIGINT, output_tokens BIGINT, cache_read_input_tokens BIGINT, cache_creation_input_tokens BIGINT,
  cost_usd DECIMAL(18, 6), charged_usd DECIMAL(18, 6), priced BOOLEAN, price_date DATE, latency_ms BIGINT,
  first_byte_ms BIGINT, sent BOOLEAN, complete BOOLEAN, response_sha256 VARCHAR, response_bytes BIGINT,
  response_ref VARCHAR, limits JSON, retry_after VARCHAR, message VARCHAR
);
INSERT INTO model_response BY NAME
SELECT run_started_at, run_id, stream AS branch, attempt, seq, event_time AS recorded_at, a.*,
  text_ref AS response_ref, attributes ->> '$.headers.retry-after' AS retry_after, texts ->> '/message' AS message
FROM (
  SELECT *, from_json(attributes, '{"call_id": "VARCHAR", "http_attempt": "INTEGER", "request_model": "VARCHAR",
    "response_model": "VARCHAR", "response_id": "VARCHAR", "request_id": "VARCHAR", "status_code": "INTEGER",
    "error_type": "VARCHAR", "category": "VARCHAR", "finish_reason": "VARCHAR", "input_tokens": "BIGINT",
    "output_tokens": "BIGINT", "cache_read_input_tokens": "BIGINT", "cache_creation_input_tokens": "BIGINT",
    "cost_usd": "DECIMAL(18, 6)", "charged_usd": "DECIMAL(18, 6)", "priced": "BOOLEAN", "price_date": "DATE",
    "latency_ms": "BIGINT", "first_byte_ms": "BIGINT", "sent": "BOOLEAN", "complete": "BOOLEAN",
    "response_sha256": "VARCHAR", "response_bytes": "BIGINT", "limits": "JSON"}') AS a
  FROM new_event WHERE event_type IN ('model.answered', 'model.failed')
);
