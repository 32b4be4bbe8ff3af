SELECT body.html, post.continue_text FROM body JOIN post ON post.id = body.post_id WHERE body.post_id = ?1
