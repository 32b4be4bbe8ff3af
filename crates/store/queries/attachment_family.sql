SELECT file_family FROM attachment WHERE id = ?1
