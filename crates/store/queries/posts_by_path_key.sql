SELECT id, path FROM post WHERE path_key = ?1 ORDER BY id LIMIT ?2
