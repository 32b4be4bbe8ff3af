INSERT INTO label_alias (facet, alias_key, slug)
SELECT value ->> 'facet', value ->> 'alias_key', value ->> 'slug' FROM json_each(?1)
