-- A file, or a smaller size of one; only what an address leads to.
SELECT file.hash, file.mime FROM file
WHERE file.hash = ?1 AND EXISTS (SELECT 1 FROM file_address WHERE file_address.hash = file.hash)
UNION ALL
SELECT rendition.hash, 'image/webp' FROM rendition
WHERE rendition.hash = ?1 AND EXISTS (SELECT 1 FROM file_address WHERE file_address.hash = rendition.original)
LIMIT 1
