SELECT id, path FROM post WHERE slug_key >= ?1 AND slug_key < ?2 ORDER BY id LIMIT ?3
