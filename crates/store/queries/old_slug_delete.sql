DELETE FROM old_slug WHERE post_id = ?1
