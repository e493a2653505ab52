-- Branches that two analysts worked, each alone: where they read the same words alike and where differently.
-- other: Who worked it beside the rules.
-- agreed: Places that both read alike.
-- disagreed: Places that they read differently: contradictions of kind analyst.
-- only_rules: Claims of the rules whose words the other did not read.
-- only_other: Claims of the other whose words the rules did not read.
-- differences: The claims that differ, and on what.
CREATE TABLE analyst_comparison (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, branch VARCHAR, attempt INTEGER, seq INTEGER, recorded_at TIMESTAMPTZ,
  other VARCHAR, agreed BIGINT, disagreed BIGINT, only_rules BIGINT, only_other BIGINT, differences JSON
);
INSERT INTO analyst_comparison BY NAME
SELECT run_started_at, run_id, stream AS branch, attempt, seq, event_time AS recorded_at, a.*
FROM (
  SELECT *, from_json(attributes, '{"other": "VARCHAR", "agreed": "BIGINT", "disagreed": "BIGINT",
    "only_rules": "BIGINT", "only_other": "BIGINT", "differences": "JSON"}') AS a
  FROM new_event WHERE event_type = 'analysts.compared'
);
