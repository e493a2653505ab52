-- Every answer in which a model declined, and what became of the branch; no other model is asked instead.
-- branch: The branch, or synthesis.
-- call_id: The call: one question with all its turns and attempts.
-- request_model: The model asked for (OTel: gen_ai.request.model).
-- category: In the provider's words; NULL where it gave none.
-- message: The provider's explanation, where it gave one.
-- outcome: How the branch ended; NULL for the synthesis and for a branch that has not ended.
CREATE VIEW refusals AS
SELECT r.run_id, u.target, r.branch, r.attempt, r.recorded_at, r.call_id, r.request_model, r.category, r.message, o.outcome
FROM model_response r
LEFT JOIN run u USING (run_id)
LEFT JOIN branch_outcome o ON o.run_id = r.run_id AND o.branch = r.branch
WHERE r.error_type = 'refused';
