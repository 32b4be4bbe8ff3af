SELECT digest FROM attachment WHERE id = ?1
