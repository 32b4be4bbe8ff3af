-- The own blog first.
SELECT id, path FROM post WHERE native_id = ?1 ORDER BY host LIMIT 1
