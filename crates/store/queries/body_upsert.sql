INSERT INTO body (post_id, html, text) VALUES (?1, ?2, ?3)
ON CONFLICT (post_id) DO UPDATE SET html = excluded.html, text = excluded.text
