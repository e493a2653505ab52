-- One line per night: how many targets, and what became of them.
-- watchlist: Which watchlist.
-- targets: Targets named.
-- finished: Targets whose run ended, whatever its state.
-- skipped: Targets with nothing new.
-- failed: Targets that could not be assessed.
CREATE VIEW nights AS
SELECT e.run_id, any_value(e.attributes ->> '$.night') AS night, any_value(e.attributes ->> '$.watchlist') AS watchlist,
  any_value(TRY_CAST(e.attributes ->> '$.targets' AS BIGINT)) AS targets, min(e.event_time) AS started_at,
  any_value(r.ended_at) AS ended_at, any_value(t.finished) AS finished, any_value(t.skipped) AS skipped,
  any_value(t.failed) AS failed
FROM event e
JOIN run r ON r.run_id = e.run_id AND r.kind = 'night'
LEFT JOIN (
  SELECT run_id, count(*) FILTER (state NOT IN ('skipped', 'started', 'failed')) AS finished,
    count(*) FILTER (state = 'skipped') AS skipped, count(*) FILTER (state = 'failed') AS failed
  FROM night_target GROUP BY run_id
) t ON t.run_id = e.run_id
WHERE e.event_type = 'night.started'
GROUP BY e.run_id ORDER BY night DESC, e.run_id;
