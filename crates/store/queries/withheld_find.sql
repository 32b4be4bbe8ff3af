SELECT reason FROM withheld WHERE id = ?1
