-- A post and all that hangs on it, in one call: a call for each table would cost more than the rows.
-- Parameters are $N here: of ?N the driver misses those behind a gap, once there are several statements.
INSERT INTO post (
    id, kind, host, native_id, recorded_path, slug, recorded_title, title, date_unix, date_offset, updated_unix,
    updated_offset, lang, excerpt, reading_minutes, continue_url, continue_text, image_native_id, image_url,
    image_alt, image_width, image_height, parent_native_id, menu_order, sticky, guid, events, digest
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
    $25, $26, $27, $28
)
ON CONFLICT (id) DO UPDATE SET
    kind = excluded.kind, native_id = coalesce(excluded.native_id, native_id),
    recorded_path = coalesce(excluded.recorded_path, recorded_path), slug = excluded.slug,
    recorded_title = excluded.recorded_title, title = excluded.title, date_unix = excluded.date_unix,
    date_offset = excluded.date_offset, updated_unix = excluded.updated_unix,
    updated_offset = excluded.updated_offset, lang = excluded.lang, excerpt = excluded.excerpt,
    reading_minutes = excluded.reading_minutes, continue_url = excluded.continue_url,
    continue_text = excluded.continue_text, image_native_id = excluded.image_native_id,
    image_url = excluded.image_url, image_alt = excluded.image_alt, image_width = excluded.image_width,
    image_height = excluded.image_height, parent_native_id = excluded.parent_native_id,
    menu_order = excluded.menu_order, sticky = excluded.sticky, guid = excluded.guid, events = excluded.events,
    digest = excluded.digest;
INSERT INTO body (post_id, html, text) VALUES ($1, $29, $30)
ON CONFLICT (post_id) DO UPDATE SET html = excluded.html, text = excluded.text;
INSERT INTO written (post_id, facet, rank, key, form, nicename, kind)
SELECT $1, value ->> 'facet', key, value ->> 'key', value ->> 'form', value ->> 'nicename', value ->> 'kind'
FROM json_each($31);
INSERT INTO link (post_id, rank, url, text) SELECT $1, key, value ->> 'url', value ->> 'text' FROM json_each($32);
INSERT INTO related (post_id, rank, path_key, native_id)
SELECT $1, key, value ->> 'path_key', value ->> 'native_id' FROM json_each($33);
INSERT INTO comment (post_id, rank, native_id, parent_native_id, author, date_unix, date_offset, html)
SELECT $1, key, value ->> 'native_id', value ->> 'parent', value ->> 'author', value ->> 'unix', value ->> 'offset',
    value ->> 'html'
FROM json_each($34);
INSERT OR IGNORE INTO old_slug (post_id, slug_key) SELECT $1, value FROM json_each($35);
INSERT OR IGNORE INTO post_file (post_id, key, family, address, picture)
SELECT $1, value ->> 'key', value ->> 'family', value ->> 'address', value ->> 'picture' FROM json_each($36);
INSERT OR IGNORE INTO citing (mark, post_id) SELECT value, $1 FROM json_each($37)
