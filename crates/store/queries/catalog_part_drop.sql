DELETE FROM catalog_part WHERE name NOT IN (SELECT name FROM catalog_named)
