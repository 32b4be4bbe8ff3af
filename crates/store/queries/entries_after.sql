-- Everything that lists, counts and searches are made of, some posts at a time. The picture is the attachment's where
-- the post names one.
SELECT
    post.rowid AS place, post.id, post.kind, post.path, post.title, post.date_unix, post.date_offset, post.updated_unix,
    post.updated_offset, post.lang, post.excerpt, post.reading_minutes, post.continue_url,
    coalesce(attachment.url, post.image_url) AS image_url,
    iif(attachment.id IS NULL, post.image_alt, attachment.alt) AS image_alt,
    iif(attachment.id IS NULL, post.image_width, attachment.width) AS image_width,
    iif(attachment.id IS NULL, post.image_height, attachment.height) AS image_height,
    post.events,
    (SELECT count(*) FROM comment WHERE comment.post_id = post.id) AS comments,
    body.text
FROM post
JOIN body ON body.post_id = post.id
LEFT JOIN attachment ON attachment.host = post.host AND attachment.native_id = post.image_native_id
WHERE post.rowid > ?1
ORDER BY post.rowid
LIMIT ?2
