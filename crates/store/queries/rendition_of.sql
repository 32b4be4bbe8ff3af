-- The narrowest smaller picture of a file that is so wide at least; only of a file that an address leads to.
SELECT hash FROM rendition
WHERE original = ?1 AND width >= ?2 AND EXISTS (SELECT 1 FROM file_address WHERE file_address.hash = ?1)
ORDER BY width
LIMIT 1
