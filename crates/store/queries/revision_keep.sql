INSERT INTO revision (host, native_id, of_native_id) VALUES (?1, ?2, ?3)
ON CONFLICT (host, native_id) DO UPDATE SET of_native_id = excluded.of_native_id
