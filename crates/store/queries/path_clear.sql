UPDATE post SET path = NULL WHERE path IS NOT NULL AND id IN (SELECT value FROM json_each(?1))
