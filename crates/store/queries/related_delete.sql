DELETE FROM related WHERE post_id = ?1
