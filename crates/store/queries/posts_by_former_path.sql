SELECT post.id, post.path FROM former_path JOIN post ON post.id = former_path.post_id WHERE former_path.path_key = ?1
