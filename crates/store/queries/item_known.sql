-- What is known of an item, in one call: the post of its number (?2) on its blog (?1), the post of its recorded path
-- (?3) where one of the two has no number, and why its identity (?4) is withheld.
SELECT by_native.id, by_native.digest, by_path.id, by_path.digest, withheld.reason
FROM (SELECT 1)
LEFT JOIN post AS by_native ON by_native.host = ?1 AND by_native.native_id = ?2
LEFT JOIN post AS by_path ON by_native.id IS NULL AND by_path.id = (
    SELECT id FROM post
    WHERE host = ?1 AND recorded_path = ?3 AND (native_id IS NULL OR ?2 IS NULL)
    ORDER BY native_id IS NULL DESC, id LIMIT 1
)
LEFT JOIN withheld ON withheld.id = ?4
