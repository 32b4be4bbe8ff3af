SELECT of_native_id FROM revision WHERE native_id = ?1 ORDER BY host LIMIT 1
