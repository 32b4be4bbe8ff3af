INSERT INTO recipe (post_id, home, recipe, told) VALUES (?1, ?2, ?3, '')
ON CONFLICT (post_id) DO UPDATE SET home = excluded.home, recipe = excluded.recipe, told = ''
