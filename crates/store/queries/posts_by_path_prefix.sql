-- ?2 is the first key after all that begin with ?1. A truncated address lost the end of its last segment, no slash.
SELECT id, path FROM post
WHERE path_key >= ?1 AND path_key < ?2 AND instr(substr(path_key, length(?1) + 1), '/') = 0
ORDER BY id LIMIT ?3
