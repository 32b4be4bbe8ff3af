INSERT OR IGNORE INTO old_slug (post_id, slug_key) SELECT ?1, value FROM json_each(?2)
