INSERT INTO rendition (original, width, height, bytes, hash) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (original, width) DO NOTHING
