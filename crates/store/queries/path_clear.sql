UPDATE post SET path = NULL WHERE id IN (SELECT value FROM json_each(?1))
