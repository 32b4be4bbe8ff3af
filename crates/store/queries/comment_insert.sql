INSERT INTO comment (post_id, rank, native_id, parent_native_id, author, date_unix, date_offset, html)
SELECT ?1, key, value ->> 'native_id', value ->> 'parent', value ->> 'author', value ->> 'unix', value ->> 'offset',
    value ->> 'html'
FROM json_each(?2)
