INSERT INTO file (hash, bytes, mime, width, height, name) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (hash) DO NOTHING
