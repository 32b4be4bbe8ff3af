SELECT id, digest FROM post WHERE host = ?1 AND native_id = ?2
