-- Per branch and attempt: what a model proposed, how much of it stands in the documents, and why the rest does not.
-- branch: The branch, or synthesis.
-- proposed: Claims, findings and candidate contradictions in the answers.
-- grounded: Those that stand in the documents.
-- rejected: Those that do not.
-- grounded_share: grounded of proposed; NULL where nothing was proposed.
-- why: What was rejected, by reason, instructions reported in vain included.
CREATE VIEW grounding AS
SELECT g.run_id, u.target, g.branch, g.attempt, g.recorded_at, proposed, grounded, proposed - grounded AS rejected,
  round(grounded / nullif(proposed, 0), 3) AS grounded_share, g.rejected AS why
FROM (
  SELECT *, claims_proposed + findings_proposed + contradictions_proposed AS proposed,
    claims_grounded + findings_grounded + contradictions_grounded AS grounded
  FROM answer_grounding
) g
LEFT JOIN run u USING (run_id);
