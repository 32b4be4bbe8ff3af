-- Every file that something public names, attachments first; what a link alone names after pictures.
SELECT file_key AS key, file_family AS family, coalesce(source, url) AS address, 0 AS rank FROM attachment
WHERE file_key IS NOT NULL
UNION ALL
SELECT key, family, min(address), 2 - max(picture) FROM post_file GROUP BY key, family
ORDER BY rank, key
