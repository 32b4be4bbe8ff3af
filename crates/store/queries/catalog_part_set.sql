INSERT INTO catalog_part (role, hash, bytes, brotli) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (role) DO UPDATE SET hash = excluded.hash, bytes = excluded.bytes, brotli = excluded.brotli
