SELECT post.id, post.path FROM old_slug JOIN post ON post.id = old_slug.post_id
WHERE old_slug.slug_key = ?1 ORDER BY post.id LIMIT ?2
