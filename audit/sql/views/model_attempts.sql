-- Every HTTP attempt at asking a model, with what it brought.
-- requested_at: When it was recorded, before it was sent; NULL where it was not sent.
-- call_id: The call: one question with all its turns and attempts.
-- http_attempt: Counts the HTTP attempts of the call, from 1.
-- turn: Why it was sent: first, lengthened, repair, resumed or schema_in_prompt.
-- mode: How the answer's shape was asked for: structured or schema_in_prompt.
-- request_model: The model asked for (OTel: gen_ai.request.model).
-- ended: answered, failed, not sent, or unanswered (its process died before an answer was recorded).
-- error_type: The failure kind; NULL where the answer was used (OTel: error.type).
-- status_code: Of the HTTP response (OTel: http.response.status_code).
-- finish_reason: Why the model stopped (OTel: gen_ai.response.finish_reasons).
-- input_tokens: Tokens of the prompt, cached ones included (OTel: gen_ai.usage.input_tokens).
-- output_tokens: Tokens generated (OTel: gen_ai.usage.output_tokens).
-- cost_usd: NULL where the bytes do not say or the model has no known price.
-- reserved_usd: Set aside of the budget before sending.
-- latency_ms: From sending to the end.
-- request_id: The server's id of the request, or the gateway's.
-- request_sha256: SHA-256 of the request's exact bytes.
-- request_ref: The texts in the journal that hold the request's bytes, whichever attempt they were first sent in.
-- response_ref: The texts in the journal that hold the answer's bytes.
-- message: What happened, where the answer was not used.
CREATE VIEW model_attempts AS
SELECT coalesce(q.run_id, r.run_id) AS run_id, u.target, coalesce(q.branch, r.branch) AS branch,
  coalesce(q.attempt, r.attempt) AS attempt, q.recorded_at AS requested_at, coalesce(q.call_id, r.call_id) AS call_id,
  coalesce(q.http_attempt, r.http_attempt) AS http_attempt, q.turn, q.mode,
  coalesce(q.request_model, r.request_model) AS request_model,
  CASE WHEN r.call_id IS NULL THEN 'unanswered' WHEN NOT r.sent THEN 'not sent'
    WHEN r.finish_reason IS NULL THEN 'failed' ELSE 'answered' END AS ended,
  r.error_type, r.status_code, r.finish_reason, r.input_tokens, r.output_tokens, r.cost_usd, q.reserved_usd,
  r.latency_ms, r.request_id, q.request_sha256, coalesce(q.request_ref, k.request_ref) AS request_ref, r.response_ref,
  r.message
FROM model_request q
FULL JOIN model_response r USING (run_id, branch, attempt, call_id, http_attempt)
LEFT JOIN (
  SELECT run_id, branch, attempt, request_sha256, min(request_ref) AS request_ref
  FROM model_request GROUP BY ALL
) k ON k.run_id = q.run_id AND k.branch = q.branch AND k.attempt = q.attempt AND k.request_sha256 = q.request_sha256
LEFT JOIN run u ON u.run_id = coalesce(q.run_id, r.run_id);
