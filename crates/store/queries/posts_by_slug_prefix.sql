-- In the order of the index: beyond ?3 there are too many to offer, whichever they are.
SELECT id, path FROM post WHERE slug_key >= ?1 AND slug_key < ?2 ORDER BY slug_key LIMIT ?3
