-- By number on the same blog, by path, or by a path it had before; in the order of the list.
SELECT coalesce(by_native.id, by_path.id, former_path.post_id) AS id, related.path_key, related.native_id
FROM related
JOIN post ON post.id = related.post_id
LEFT JOIN post AS by_native ON by_native.host = post.host AND by_native.native_id = related.native_id
LEFT JOIN post AS by_path ON by_path.path_key = related.path_key
LEFT JOIN former_path ON former_path.path_key = related.path_key
WHERE related.post_id = ?1
ORDER BY related.rank, by_path.id
