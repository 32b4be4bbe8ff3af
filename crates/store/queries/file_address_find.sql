SELECT hash FROM file_address WHERE key = ?1
