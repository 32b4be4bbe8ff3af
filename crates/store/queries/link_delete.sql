DELETE FROM link WHERE post_id = ?1
