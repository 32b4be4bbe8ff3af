SELECT name, bytes, brotli FROM catalog_part WHERE name = ?1
