SELECT id, guid FROM post WHERE guid IS NOT NULL AND id IN (SELECT value FROM json_each(?1))
