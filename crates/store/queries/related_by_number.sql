-- Other posts' own lists name what was taken down by its number only: a path is made of the words of a title. Not where
-- a post that is here has that path too.
UPDATE related SET path_key = NULL, native_id = ?2
WHERE path_key IN (SELECT value FROM json_each(?1))
    AND path_key NOT IN (SELECT post.path_key FROM post WHERE post.path_key IS NOT NULL)
