INSERT INTO catalog_named (name, age) SELECT value, 0 FROM json_each(?1) WHERE true
ON CONFLICT (name) DO UPDATE SET age = 0
