INSERT INTO catalog_part (name, bytes, brotli) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO NOTHING
