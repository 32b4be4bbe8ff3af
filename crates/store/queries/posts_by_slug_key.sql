SELECT id, path FROM post WHERE slug_key = ?1 ORDER BY id LIMIT ?2
