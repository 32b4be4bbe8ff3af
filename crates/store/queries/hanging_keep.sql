-- What hangs on posts, each row with the identity of its post. A value of `json_each` is written out anew wherever it is
-- named, so that it is taken once.
WITH row (value) AS MATERIALIZED (SELECT value FROM json_each($1))
INSERT INTO written (post_id, facet, rank, key, form, nicename, kind)
SELECT value ->> 'post', value ->> 'facet', value ->> 'rank', value ->> 'key', value ->> 'form',
    value ->> 'nicename', value ->> 'kind'
FROM row;
WITH row (value) AS MATERIALIZED (SELECT value FROM json_each($2))
INSERT INTO link (post_id, rank, url, text)
SELECT value ->> 'post', value ->> 'rank', value ->> 'url', value ->> 'text' FROM row;
WITH row (value) AS MATERIALIZED (SELECT value FROM json_each($3))
INSERT INTO related (post_id, rank, path_key, native_id)
SELECT value ->> 'post', value ->> 'rank', value ->> 'path_key', value ->> 'native_id' FROM row;
WITH row (value) AS MATERIALIZED (SELECT value FROM json_each($4))
INSERT INTO comment (post_id, rank, native_id, parent_native_id, author, date_unix, date_offset, html)
SELECT value ->> 'post', value ->> 'rank', value ->> 'native_id', value ->> 'parent', value ->> 'author',
    value ->> 'unix', value ->> 'offset', value ->> 'html'
FROM row;
WITH row (value) AS MATERIALIZED (SELECT value FROM json_each($5))
INSERT OR IGNORE INTO old_slug (post_id, slug_key)
SELECT value ->> 'post', value ->> 'slug_key' FROM row;
WITH row (value) AS MATERIALIZED (SELECT value FROM json_each($6))
INSERT OR IGNORE INTO post_file (post_id, key, family, address, picture)
SELECT value ->> 'post', value ->> 'key', value ->> 'family', value ->> 'address', value ->> 'picture'
FROM row;
WITH row (value) AS MATERIALIZED (SELECT value FROM json_each($7))
INSERT OR IGNORE INTO citing (mark, post_id)
SELECT value ->> 'mark', value ->> 'post' FROM row
