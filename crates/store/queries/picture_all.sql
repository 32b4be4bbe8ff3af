-- The pictures that posts show or that stand for them, of which a file is here.
SELECT post_id, address FROM post_file
WHERE picture = 1 AND family IN (SELECT family FROM file_address)
UNION
SELECT post.id, attachment.url FROM post
JOIN attachment ON attachment.host = post.host AND attachment.native_id = post.image_native_id
WHERE attachment.file_family IN (SELECT family FROM file_address)
ORDER BY 1, 2
