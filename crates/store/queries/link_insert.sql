INSERT INTO link (post_id, rank, url, text) SELECT ?1, key, value ->> 'url', value ->> 'text' FROM json_each(?2)
