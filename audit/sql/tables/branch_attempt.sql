-- Every attempt of every branch: one child process, one journal (OpenLineage: run of a job).
-- analyst_version: The analyst's version.
-- code_version: The program's version or git commit.
-- deadline_seconds: How long the attempt was allowed to take.
-- failure_kind: Why it did not finish.
-- documents: Documents read.
-- unread: Documents that could not be read.
-- claims: Claims recorded.
-- findings: Findings recorded.
-- prompts: SHA-256 of the system text and messages of every call to a model, each once; NULL where none was asked.
CREATE TABLE branch_attempt (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, branch VARCHAR, attempt INTEGER, analyst VARCHAR, analyst_version VARCHAR,
  code_version VARCHAR, deadline_seconds DOUBLE, started_at TIMESTAMPTZ, ended_at TIMESTAMPTZ, outcome VARCHAR,
  failure_kind VARCHAR, documents BIGINT, unread BIGINT, claims BIGINT, findings BIGINT, prompts VARCHAR[]
);
DELETE FROM branch_attempt WHERE run_id IN (SELECT run_id FROM touched);
INSERT INTO branch_attempt BY NAME
WITH said AS (
  SELECT run_started_at, run_id, stream, attempt AS own_attempt, event_time, event_type, from_json(attributes,
    '{"branch": "VARCHAR", "stream": "VARCHAR", "attempt": "INTEGER", "kind": "VARCHAR", "analyst": "VARCHAR",
    "analyst_version": "VARCHAR", "code_version": "VARCHAR", "deadline_seconds": "DOUBLE", "outcome": "VARCHAR",
    "documents": "JSON", "unread": "BIGINT", "claims": "BIGINT", "findings": "BIGINT",
    "prompt_sha256": "VARCHAR"}') AS a
  FROM event JOIN touched USING (run_started_at, run_id)
  WHERE event_type IN ('branch.started', 'branch.finished', 'branch.failed', 'branch.closed', 'attempt.crashed',
    'model.requested')
), placed AS (
  SELECT *, event_type IN ('branch.closed', 'attempt.crashed') AS by_others,
    CASE WHEN by_others THEN coalesce(a.branch, a.stream) ELSE stream END AS branch,
    CASE WHEN by_others THEN a.attempt ELSE own_attempt END AS attempt
  FROM said
), ended AS (
  SELECT run_started_at, run_id, branch, attempt,
    max(a.analyst) FILTER (event_type = 'branch.started') AS analyst,
    max(a.analyst_version) FILTER (event_type = 'branch.started') AS analyst_version,
    max(a.code_version) FILTER (event_type = 'branch.started') AS code_version,
    max(a.deadline_seconds) FILTER (event_type = 'branch.started') AS deadline_seconds,
    min(event_time) FILTER (event_type = 'branch.started') AS started_at,
    min(event_time) FILTER (event_type NOT IN ('branch.started', 'model.requested')) AS ended_at,
    coalesce(max(a.kind) FILTER (event_type = 'branch.failed'), max(a.kind) FILTER (event_type = 'branch.closed'),
      max(a.kind) FILTER (event_type = 'attempt.crashed')) AS failure_kind,
    max(a.outcome) FILTER (event_type = 'branch.finished') AS said_outcome,
    max(TRY_CAST(a.documents AS BIGINT)) FILTER (event_type = 'branch.finished') AS documents,
    max(a.unread) FILTER (event_type = 'branch.finished') AS unread,
    max(a.claims) FILTER (event_type = 'branch.finished') AS claims,
    max(a.findings) FILTER (event_type = 'branch.finished') AS findings,
    list(DISTINCT a.prompt_sha256 ORDER BY a.prompt_sha256) FILTER (event_type = 'model.requested') AS prompts
  FROM placed GROUP BY ALL
)
SELECT * EXCLUDE (said_outcome), coalesce(said_outcome, CASE WHEN failure_kind = 'cancelled' THEN 'cancelled'
  WHEN failure_kind IS NOT NULL THEN 'failed' END) AS outcome
FROM ended
WHERE attempt > 0
  AND (branch IN ('financial', 'press', 'regulatory', 'patent', 'leadership') OR started_at IS NOT NULL)
ORDER BY run_started_at, run_id, branch, attempt;
