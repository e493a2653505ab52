-- Journals and logs that are not as they were written; the rest of the file is not shown until it is explained.
-- line: The first line that is not as written, from 1.
-- problem: What is wrong.
CREATE TABLE damage (file VARCHAR, line BIGINT, problem VARCHAR);
