-- Posts without their bodies, which are long, and what hangs on them. Many in one call: each result of a statement wakes a
-- thread, which costs more than a row.
-- A value of `json_each` is written out anew wherever it is named, so that it is taken once.
WITH row (value) AS MATERIALIZED (SELECT value FROM json_each($1))
INSERT INTO post (
    id, kind, host, native_id, recorded_path, slug, recorded_title, title, date_unix, date_offset, updated_unix,
    updated_offset, lang, excerpt, reading_minutes, continue_url, continue_text, image_native_id, image_url,
    image_alt, image_width, image_height, parent_native_id, menu_order, sticky, guid, guid_mark, events, digest
)
SELECT
    value ->> 'id', value ->> 'kind', value ->> 'host', value ->> 'native_id', value ->> 'recorded_path',
    value ->> 'slug', value ->> 'recorded_title', value ->> 'title', value ->> 'date_unix', value ->> 'date_offset',
    value ->> 'updated_unix', value ->> 'updated_offset', value ->> 'lang', value ->> 'excerpt',
    value ->> 'reading_minutes', value ->> 'continue_url', value ->> 'continue_text', value ->> 'image_native_id',
    value ->> 'image_url', value ->> 'image_alt', value ->> 'image_width', value ->> 'image_height',
    value ->> 'parent_native_id', value ->> 'menu_order', value ->> 'sticky', value ->> 'guid',
    value ->> 'guid_mark', value ->> 'events', value ->> 'digest'
FROM row WHERE true
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
    menu_order = excluded.menu_order, sticky = excluded.sticky, guid = excluded.guid,
    guid_mark = excluded.guid_mark, events = excluded.events,
    digest = excluded.digest
