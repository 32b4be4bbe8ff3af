SELECT recipe.post_id, post.host, recipe.home, recipe.recipe, recipe.told
FROM recipe JOIN post ON post.id = recipe.post_id ORDER BY recipe.post_id
