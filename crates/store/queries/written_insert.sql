INSERT INTO written (post_id, facet, rank, key, form, nicename, kind)
SELECT ?1, value ->> 'facet', key, value ->> 'key', value ->> 'form', value ->> 'nicename', value ->> 'kind'
FROM json_each(?2)
