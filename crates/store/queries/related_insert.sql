INSERT INTO related (post_id, rank, path_key, native_id)
SELECT ?1, key, value ->> 'path_key', value ->> 'native_id' FROM json_each(?2)
