INSERT INTO label (facet, key, slug, name)
SELECT value ->> 'facet', value ->> 'key', value ->> 'slug', value ->> 'name' FROM json_each(?1)
