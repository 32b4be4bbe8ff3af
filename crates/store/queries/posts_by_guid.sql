SELECT id, path FROM post WHERE guid_mark = ?1 AND path IS NOT NULL ORDER BY date_unix DESC, id LIMIT ?2
