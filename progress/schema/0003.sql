-- Where the student's clock was when an answer was given, so that a review knows
-- the student's own days: minutes ahead of UTC. How sure the student said to be: 1 sure,
-- 2 not sure, 3 a guess. NULL where it is not known, as of older answers. easy is 1 where
-- the student said afterwards that a right answer was easy.

ALTER TABLE answers ADD COLUMN utc_offset INTEGER CHECK (utc_offset BETWEEN -1440 AND 1440);
ALTER TABLE answers ADD COLUMN confidence INTEGER CHECK (confidence BETWEEN 1 AND 3);
ALTER TABLE answers ADD COLUMN easy INTEGER CHECK (easy = 1);
