SELECT DISTINCT family FROM file_address
