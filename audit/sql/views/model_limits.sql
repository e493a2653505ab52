-- The limits that servers stated, and how near to them we came, by hour and model; gateways often state none.
-- hour: The hour it was stated in.
-- request_model: The model asked for (OTel: gen_ai.request.model).
-- http_attempts: HTTP attempts in that hour.
-- limited: Attempts that the server turned away as too many (rate_limit).
-- longest_retry_after: The longest pause it asked for, in seconds.
-- requests_limit: Requests a minute, as last stated.
-- requests_remaining: The fewest it said were left.
-- input_tokens_limit: Input tokens a minute, as last stated.
-- input_tokens_remaining: The fewest it said were left.
-- output_tokens_limit: Output tokens a minute, as last stated.
-- output_tokens_remaining: The fewest it said were left.
CREATE VIEW model_limits AS
SELECT date_trunc('hour', recorded_at) AS hour, request_model, count(*) AS http_attempts,
  count(*) FILTER (error_type = 'rate_limit') AS limited, max(TRY_CAST(retry_after AS DOUBLE)) AS longest_retry_after,
  arg_max(TRY_CAST(limits ->> 'requests-limit' AS BIGINT), recorded_at) AS requests_limit,
  min(TRY_CAST(limits ->> 'requests-remaining' AS BIGINT)) AS requests_remaining,
  arg_max(TRY_CAST(limits ->> 'input-tokens-limit' AS BIGINT), recorded_at) AS input_tokens_limit,
  min(TRY_CAST(limits ->> 'input-tokens-remaining' AS BIGINT)) AS input_tokens_remaining,
  arg_max(TRY_CAST(limits ->> 'output-tokens-limit' AS BIGINT), recorded_at) AS output_tokens_limit,
  min(TRY_CAST(limits ->> 'output-tokens-remaining' AS BIGINT)) AS output_tokens_remaining
FROM model_response WHERE sent
GROUP BY ALL ORDER BY hour DESC, request_model;
