INSERT INTO shared_block (host, native_id, body) VALUES (?1, ?2, ?3)
ON CONFLICT (host, native_id) DO UPDATE SET body = excluded.body WHERE body <> excluded.body
