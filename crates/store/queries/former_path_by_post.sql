SELECT path_key FROM former_path WHERE post_id = ?1 ORDER BY path_key
