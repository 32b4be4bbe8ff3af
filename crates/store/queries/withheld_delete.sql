DELETE FROM withheld WHERE id = ?1
