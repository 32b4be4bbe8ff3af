SELECT attachment.url, post.path FROM attachment LEFT JOIN post ON post.id = attachment.parent_id
WHERE attachment.slug_key = ?1 ORDER BY attachment.host, attachment.id LIMIT ?2
