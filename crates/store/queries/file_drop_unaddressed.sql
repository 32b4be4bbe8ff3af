DELETE FROM file WHERE NOT EXISTS (SELECT 1 FROM file_address WHERE file_address.hash = file.hash)
