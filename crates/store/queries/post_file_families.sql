SELECT DISTINCT family FROM post_file WHERE post_id = ?1
