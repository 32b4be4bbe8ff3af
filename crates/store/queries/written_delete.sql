DELETE FROM written WHERE post_id = ?1
