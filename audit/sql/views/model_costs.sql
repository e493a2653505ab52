-- Cost and tokens by month, model and branch.
-- month: The month in UTC, as its first day.
-- request_model: The model asked for (OTel: gen_ai.request.model).
-- runs: Runs that asked it.
-- calls: Questions asked, with all their turns.
-- http_attempts: HTTP attempts that were sent and ended.
-- failed: Those that brought no whole message.
-- input_tokens: Tokens of the prompts, cached ones included.
-- cache_read_input_tokens: Of these, read from the cache.
-- cache_creation_input_tokens: Of these, written to the cache.
-- output_tokens: Tokens generated, as far as told.
-- cost_usd: What is known of the cost: attempts without a known one are not in it.
-- cost_unknown: Attempts whose cost is not known: no usage in their bytes, or no price of the model.
-- charged_usd: Counted against the budgets: the cost, or the most it can have been.
CREATE VIEW model_costs AS
SELECT date_trunc('month', recorded_at AT TIME ZONE 'UTC')::DATE AS month, request_model, branch,
  count(DISTINCT run_id) AS runs, count(DISTINCT call_id) AS calls, count(*) AS http_attempts,
  count(*) FILTER (finish_reason IS NULL) AS failed, sum(input_tokens)::BIGINT AS input_tokens,
  sum(cache_read_input_tokens)::BIGINT AS cache_read_input_tokens,
  sum(cache_creation_input_tokens)::BIGINT AS cache_creation_input_tokens, sum(output_tokens)::BIGINT AS output_tokens,
  sum(cost_usd) AS cost_usd, count(*) FILTER (cost_usd IS NULL) AS cost_unknown, sum(charged_usd) AS charged_usd
FROM model_response WHERE sent
GROUP BY ALL ORDER BY month DESC, request_model, branch;
