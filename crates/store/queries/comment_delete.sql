DELETE FROM comment WHERE post_id = ?1
