-- The files of families, each address with each smaller size.
SELECT file_address.key, file_address.family, file_address.variant, file.hash, file.mime, file.name, file.width,
    file.height, rendition.hash AS smaller_hash, rendition.width AS smaller_width, rendition.height AS smaller_height
FROM json_each(?1) AS asked
JOIN file_address ON file_address.family = asked.value
JOIN file ON file.hash = file_address.hash
LEFT JOIN rendition ON rendition.original = file.hash
ORDER BY file_address.key, rendition.width
