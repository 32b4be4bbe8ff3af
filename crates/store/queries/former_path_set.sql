INSERT INTO former_path (path_key, post_id) VALUES (?1, ?2)
ON CONFLICT (path_key) DO UPDATE SET post_id = excluded.post_id
