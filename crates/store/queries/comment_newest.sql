-- Of all posts and pages, newest first; what has no date comes last.
SELECT post_id, native_id, parent_native_id, author, date_unix, date_offset, html FROM comment
ORDER BY date_unix DESC, post_id, rank DESC LIMIT ?1 OFFSET ?2
