INSERT OR IGNORE INTO post_file (post_id, key, family, address, picture)
SELECT ?1, value ->> 'key', value ->> 'family', value ->> 'address', value ->> 'picture' FROM json_each(?2)
