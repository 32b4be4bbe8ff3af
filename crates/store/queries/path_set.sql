UPDATE post SET path = ?2, path_key = ?3, slug_key = ?4 WHERE id = ?1
