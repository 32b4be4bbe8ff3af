SELECT slug_key FROM old_slug WHERE post_id = ?1 ORDER BY slug_key
