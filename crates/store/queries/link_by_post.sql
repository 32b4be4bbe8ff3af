SELECT url, text FROM link WHERE post_id = ?1 ORDER BY rank
