SELECT native_id, parent_native_id, author, date_unix, date_offset, html FROM comment WHERE post_id = ?1
ORDER BY coalesce(date_unix, 9223372036854775807), rank
