SELECT host, native_id, parent_id, coalesce(source, url) AS url, title, alt, caption, width, height, date_unix,
    date_offset, menu_order
FROM attachment WHERE native_id IS NOT NULL AND url <> ''
