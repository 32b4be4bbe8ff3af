INSERT OR IGNORE INTO withdrawn (id, mark) SELECT ?1, value FROM json_each(?2)
