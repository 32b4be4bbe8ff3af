DELETE FROM shared_block WHERE host = ?1 AND native_id = ?2
