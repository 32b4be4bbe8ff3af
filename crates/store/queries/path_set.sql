-- Many at once: JSON is taken apart here.
UPDATE post SET path = given.path, path_key = given.path_key, slug_key = given.slug_key
FROM (
    SELECT value ->> 'id' AS id, value ->> 'path' AS path, value ->> 'path_key' AS path_key,
        value ->> 'slug_key' AS slug_key
    FROM json_each(?1)
) AS given
WHERE post.id = given.id
