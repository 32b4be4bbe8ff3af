SELECT id FROM post WHERE path = ?1
