-- What hangs on a post, before all of it is kept anew.
DELETE FROM written WHERE post_id = $1;
DELETE FROM link WHERE post_id = $1;
DELETE FROM related WHERE post_id = $1;
DELETE FROM comment WHERE post_id = $1;
DELETE FROM old_slug WHERE post_id = $1;
DELETE FROM post_file WHERE post_id = $1;
DELETE FROM citing WHERE post_id = $1;
DELETE FROM recipe WHERE post_id = $1
