-- What was taken down by hand, beyond its identity in `withheld`: digests of every address it had, and of who else it
-- could say it is (its number on its blog, its path), so that its old addresses answer "gone" and a later export that
-- names it otherwise does not bring it back. A digest tells an address that is asked for; it tells none by itself.
CREATE TABLE withdrawn (
    id TEXT NOT NULL REFERENCES withheld ON DELETE CASCADE,
    mark TEXT NOT NULL,
    PRIMARY KEY (mark, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX withdrawn_id ON withdrawn (id);
