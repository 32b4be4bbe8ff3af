-- A post's texts anew, before what hangs on it is kept; its title, dates, authors and comments are told by no other item.
DELETE FROM written WHERE post_id = $1 AND facet <> 'author';
DELETE FROM link WHERE post_id = $1;
DELETE FROM related WHERE post_id = $1;
DELETE FROM post_file WHERE post_id = $1;
DELETE FROM citing WHERE post_id = $1;
UPDATE post SET lang = $2, excerpt = $3, reading_minutes = $4, continue_url = $5, continue_text = $6,
    image_native_id = $7, image_url = $8, image_alt = $9, image_width = $10, image_height = $11
WHERE id = $1;
UPDATE recipe SET told = $12 WHERE post_id = $1
