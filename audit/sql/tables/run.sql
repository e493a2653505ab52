-- One row per run: what was assessed, with what, by whom, and how it ended (OpenLineage: run).
-- kind: assessment, review, night or trail (erasures, holds and the like).
-- target_details: The target as the run was given it, without its texts.
-- room: The data room's folder.
-- analyst: The analyst of every branch that names no other.
-- policy: The partial-failure policy the run is held to.
-- settings: Every setting that can change a result.
-- program_version: Version of diligence (OTel: service.version).
-- python_version: Version of Python.
-- prefect_version: Version of Prefect.
-- git_commit: The program's git commit.
-- flow_run_id: Prefect's flow run.
-- deployment: Prefect's deployment.
-- initiated_by: The person, schedule or command that asked for it.
-- taken_up: How often the run was begun: 1, or more after a kill or cancellation.
-- documents: Files in the frozen room.
-- document_bytes: Their size.
-- room_sha256: Over the list of the room's paths and hashes.
-- state: The final state: Assessed, AssessedWithGaps, NeedsReview, NotAssessable, Cancelled, ...; NULL while there is none.
-- state_type: Prefect's type of the state.
-- recommendation: proceed, proceed_with_conditions, do_not_proceed or not_assessable.
-- last_event_at: When its last event was recorded (UTC).
-- events: How many events it has.
CREATE TABLE run (
  run_id VARCHAR, kind VARCHAR, target VARCHAR, target_details JSON, room VARCHAR, analyst VARCHAR, policy JSON,
  settings JSON, program_version VARCHAR, python_version VARCHAR, prefect_version VARCHAR, git_commit VARCHAR,
  flow_run_id VARCHAR, deployment VARCHAR, initiated_by VARCHAR, night VARCHAR, started_at TIMESTAMPTZ,
  taken_up INTEGER, documents BIGINT, document_bytes BIGINT, room_sha256 VARCHAR, ended_at TIMESTAMPTZ, state VARCHAR,
  state_type VARCHAR, recommendation VARCHAR, last_event_at TIMESTAMPTZ, events BIGINT
);
DELETE FROM run WHERE run_id IN (SELECT run_id FROM touched);
INSERT INTO run BY NAME
WITH mine AS (
  SELECT run_id, event_time, event_type, seq, CASE WHEN event_type IN ('run.started', 'room.frozen', 'run.finished',
    'run.cancelled', 'night.started', 'night.finished', 'judgement.made') THEN attributes END AS attributes
  FROM event JOIN touched USING (run_started_at, run_id)
), told AS (
  SELECT run_id,
    CASE WHEN bool_or(event_type = 'night.started') THEN 'night'
      WHEN bool_or(event_type = 'decision.recorded') THEN 'review'
      WHEN run_id LIKE 'trail-%' THEN 'trail'
      ELSE 'assessment' END AS kind,
    min(event_time) AS started_at, max(event_time) AS last_event_at, count(*) AS events,
    count(*) FILTER (event_type = 'run.started') AS taken_up,
    arg_max(attributes, event_time) FILTER (event_type IN ('run.started', 'night.started')) AS s,
    arg_max(attributes, event_time) FILTER (event_type = 'room.frozen') AS f,
    max_by(struct_pack(event_time, event_type, attributes), event_time)
      FILTER (event_type IN ('run.started', 'run.finished', 'run.cancelled', 'night.started', 'night.finished')) AS l,
    arg_max(attributes, event_time) FILTER (event_type = 'judgement.made') AS j
  FROM mine GROUP BY run_id
)
SELECT run_id, kind, s ->> '$.target.name' AS target, s -> '$.target' AS target_details, s ->> '$.room' AS room,
  s ->> '$.analyst' AS analyst, s -> '$.policy' AS policy, s -> '$.settings' AS settings,
  s ->> '$.versions.diligence' AS program_version, s ->> '$.versions.python' AS python_version,
  s ->> '$.versions.prefect' AS prefect_version, s ->> '$.versions.git_commit' AS git_commit,
  s ->> '$.flow_run_id' AS flow_run_id, s ->> '$.deployment' AS deployment, s ->> '$.initiated_by' AS initiated_by,
  s ->> '$.night' AS night, started_at, taken_up, TRY_CAST(f ->> '$.documents' AS BIGINT) AS documents,
  TRY_CAST(f ->> '$.bytes' AS BIGINT) AS document_bytes, f ->> '$.sha256' AS room_sha256,
  CASE WHEN l.event_type IN ('run.finished', 'run.cancelled', 'night.finished') THEN l.event_time END AS ended_at,
  CASE WHEN l.event_type = 'run.cancelled' THEN 'Cancelled' ELSE l.attributes ->> '$.state' END AS state,
  CASE WHEN l.event_type = 'run.cancelled' THEN 'CANCELLED' ELSE l.attributes ->> '$.state_type' END AS state_type,
  coalesce(l.attributes ->> '$.recommendation', j ->> '$.recommendation') AS recommendation, last_event_at, events
FROM told ORDER BY started_at, run_id;
