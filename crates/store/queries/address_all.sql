SELECT id, kind, host, native_id, recorded_path, slug, title, date_unix, date_offset, parent_native_id, path FROM post
ORDER BY id
