-- How far each file was taken over: the publisher's own bookkeeping.
-- bytes: Bytes taken over.
-- lines: Lines taken over.
-- head: Leaf hash of the last line taken over.
CREATE TABLE ingest_offset (file VARCHAR, bytes BIGINT, lines BIGINT, head VARCHAR);
