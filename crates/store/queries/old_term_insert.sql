INSERT OR IGNORE INTO old_term (host, taxonomy, mark, number, parent_mark)
SELECT ?1, value ->> 'taxonomy', value ->> 'mark', value ->> 'number', value ->> 'parent_mark' FROM json_each(?2)
