INSERT INTO file_address (key, family, hash, variant) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (key) DO UPDATE SET family = excluded.family, hash = excluded.hash, variant = excluded.variant
