-- Every typed, checkable statement, with the verbatim quote it stands on (PROV: entity, wasDerivedFrom a document).
-- kind: money, percent, per_share, count, ratio, date, person, status, owner or text.
-- metric: What is measured or asserted; for persons the role.
-- value: The written value, exact.
-- value_low: The smallest value the written precision allows, for comparing.
-- value_high: The largest value the written precision allows.
-- approximate: Written with about, nearly, more than.
-- text: The person's name, the status, the owner, or the statement.
-- day: For dates: the day, or the first day of the month, quarter or year.
-- direction: up, down or flat, for changes.
-- unit: USD, percent, USD/share, patents, ...
-- period: Of which period, as people write it.
-- period_start: The first day of the period.
-- period_end: The last day of the period, or the instant.
-- fiscal_year: The fiscal year.
-- basis: gaap, non_gaap, constant_currency, organic or unknown.
-- scope: consolidated, a segment, a product, a geography, or unknown.
-- qualifiers: Words that narrow the metric.
-- modality: reported, guidance, planned, conditional, alleged or denied.
-- attributed_to: Who said it, where the document names somebody.
-- edition: 0 as first published; higher for restated or amended figures.
-- confidence: 0 to 1: how sure the reading is, not how true the statement.
CREATE TABLE claim (
  run_started_at TIMESTAMPTZ, run_id VARCHAR, branch VARCHAR, attempt INTEGER, seq INTEGER, recorded_at TIMESTAMPTZ,
  claim_id VARCHAR, kind VARCHAR, subject VARCHAR, metric VARCHAR, value VARCHAR, value_low DOUBLE, value_high DOUBLE,
  approximate BOOLEAN, text VARCHAR, day DATE, direction VARCHAR, unit VARCHAR, period VARCHAR, period_start DATE,
  period_end DATE, fiscal_year INTEGER, basis VARCHAR, scope VARCHAR, qualifiers VARCHAR[], modality VARCHAR,
  attributed_to VARCHAR, edition INTEGER, path VARCHAR, document_sha256 VARCHAR, document_kind VARCHAR, published DATE,
  char_start BIGINT, char_end BIGINT, quote VARCHAR, locator VARCHAR, analyst VARCHAR, rule VARCHAR, confidence DOUBLE
);
INSERT INTO claim BY NAME
SELECT run_started_at, run_id, stream AS branch, attempt, seq, event_time AS recorded_at, a.claim_id, a.kind,
  texts ->> '/subject' AS subject, a.metric, a.value.point AS value, a.value.low AS value_low,
  a.value.high AS value_high, a.value.approximate AS approximate, texts ->> '/text' AS text, a.day, a.direction,
  a.unit, a.period.label AS period, a.period.start AS period_start, a.period."end" AS period_end, a.period.fiscal_year,
  a.basis, a.scope, coalesce(a.qualifiers, []) AS qualifiers, a.modality, texts ->> '/attributed_to' AS attributed_to,
  a.edition, a.source.path AS path, a.source.sha256 AS document_sha256, a.source.kind AS document_kind,
  a.source.published AS published, a.source.start AS char_start, a.source."end" AS char_end,
  texts ->> '/source.quote' AS quote, texts ->> '/source.locator' AS locator, a.analyst, a.rule, a.confidence
FROM (
  SELECT *, from_json(attributes, '{"claim_id": "VARCHAR", "kind": "VARCHAR", "metric": "VARCHAR",
    "value": {"point": "VARCHAR", "low": "DOUBLE", "high": "DOUBLE", "approximate": "BOOLEAN"}, "day": "DATE",
    "direction": "VARCHAR", "unit": "VARCHAR",
    "period": {"label": "VARCHAR", "start": "DATE", "end": "DATE", "fiscal_year": "INTEGER"}, "basis": "VARCHAR",
    "scope": "VARCHAR", "qualifiers": ["VARCHAR"], "modality": "VARCHAR", "edition": "INTEGER",
    "source": {"path": "VARCHAR", "sha256": "VARCHAR", "kind": "VARCHAR", "published": "DATE", "start": "BIGINT",
      "end": "BIGINT"}, "analyst": "VARCHAR", "rule": "VARCHAR", "confidence": "DOUBLE"}') AS a
  FROM new_event WHERE event_type = 'claim.recorded'
);
