-- ?2 is the first key after all that begin with ?1. A truncated address lost the end of its last segment, no slash.
-- Of what lies deeper only so many are looked at: a beginning that thousands share is no beginning.
SELECT id, path FROM (
    SELECT id, path, path_key FROM post WHERE path_key >= ?1 AND path_key < ?2 ORDER BY path_key LIMIT 1000
)
WHERE instr(substr(path_key, length(?1) + 1), '/') = 0
ORDER BY id LIMIT ?3
