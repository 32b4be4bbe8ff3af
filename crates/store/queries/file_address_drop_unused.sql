-- The addresses of a family that nothing public names any more.
DELETE FROM file_address WHERE family = ?1
    AND NOT EXISTS (SELECT 1 FROM attachment WHERE file_family = ?1)
    AND NOT EXISTS (SELECT 1 FROM post_file WHERE family = ?1)
