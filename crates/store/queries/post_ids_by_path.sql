-- What has a number of its own is found by it; a withheld item that has one takes down by path what has none.
SELECT id FROM post WHERE host = ?1 AND recorded_path = ?2 AND (native_id IS NULL OR ?3 IS NULL)
