-- The posts that link to a post (?2: a list of what links may name it by) or list it: by its address, by those it had
-- before, by its number on the same blog.
WITH meant AS (SELECT host, native_id, path_key FROM post WHERE id = ?1),
keys AS (
    SELECT path_key AS key FROM meant WHERE path_key IS NOT NULL
    UNION
    SELECT path_key FROM former_path WHERE post_id = ?1
)
SELECT post_id FROM citing WHERE mark IN (SELECT value FROM json_each(?2)) AND post_id <> ?1
UNION
SELECT post_id FROM related WHERE path_key IN (SELECT key FROM keys) AND post_id <> ?1
UNION
SELECT related.post_id
FROM meant
JOIN related ON related.native_id = meant.native_id
JOIN post ON post.id = related.post_id AND post.host = meant.host
WHERE related.post_id <> ?1
ORDER BY post_id
LIMIT ?3
