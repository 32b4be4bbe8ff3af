SELECT attachment.url, post.path FROM attachment LEFT JOIN post ON post.id = attachment.parent_id
WHERE attachment.native_id = ?1 ORDER BY attachment.host LIMIT 1
