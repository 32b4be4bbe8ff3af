-- By path alone where one of the two has no number on its blog (?3: the number of the item that is looked for).
SELECT id, digest FROM post
WHERE host = ?1 AND recorded_path = ?2 AND (native_id IS NULL OR ?3 IS NULL)
ORDER BY native_id IS NULL DESC, id LIMIT 1
