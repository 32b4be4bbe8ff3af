-- A post's texts anew; its title, dates, authors and comments are told by no other item.
DELETE FROM written WHERE post_id = $1 AND facet <> 'author';
DELETE FROM link WHERE post_id = $1;
DELETE FROM related WHERE post_id = $1;
DELETE FROM post_file WHERE post_id = $1;
DELETE FROM citing WHERE post_id = $1;
UPDATE post SET lang = $2, excerpt = $3, reading_minutes = $4, continue_url = $5, continue_text = $6,
    image_native_id = $7, image_url = $8, image_alt = $9, image_width = $10, image_height = $11
WHERE id = $1;
UPDATE body SET html = $12, text = $13 WHERE post_id = $1;
INSERT INTO written (post_id, facet, rank, key, form, nicename, kind)
SELECT $1, value ->> 'facet', key, value ->> 'key', value ->> 'form', value ->> 'nicename', value ->> 'kind'
FROM json_each($14);
INSERT INTO link (post_id, rank, url, text) SELECT $1, key, value ->> 'url', value ->> 'text' FROM json_each($15);
INSERT INTO related (post_id, rank, path_key, native_id)
SELECT $1, key, value ->> 'path_key', value ->> 'native_id' FROM json_each($16);
INSERT OR IGNORE INTO post_file (post_id, key, family, address, picture)
SELECT $1, value ->> 'key', value ->> 'family', value ->> 'address', value ->> 'picture' FROM json_each($17);
UPDATE recipe SET told = $18 WHERE post_id = $1;
INSERT OR IGNORE INTO citing (mark, post_id) SELECT value, $1 FROM json_each($19)
