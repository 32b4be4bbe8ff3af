INSERT INTO term_now (key, rank, facet, slug)
SELECT value ->> 'key', value ->> 'rank', value ->> 'facet', value ->> 'slug' FROM json_each(?1)
