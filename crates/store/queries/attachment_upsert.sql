INSERT INTO attachment (
    id, host, native_id, parent_id, url, path_key, title, alt, caption, width, height, date_unix, date_offset, digest,
    source, file_key, file_family, slug_key, menu_order
) VALUES (
    ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19
)
ON CONFLICT (id) DO UPDATE SET
    native_id = excluded.native_id, parent_id = excluded.parent_id, url = excluded.url, path_key = excluded.path_key,
    title = excluded.title, alt = excluded.alt, caption = excluded.caption, width = excluded.width,
    height = excluded.height, date_unix = excluded.date_unix, date_offset = excluded.date_offset,
    digest = excluded.digest, source = excluded.source, file_key = excluded.file_key,
    file_family = excluded.file_family, slug_key = excluded.slug_key,
    menu_order = excluded.menu_order
