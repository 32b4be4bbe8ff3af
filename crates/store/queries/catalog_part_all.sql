SELECT role, hash, bytes, brotli FROM catalog_part ORDER BY role
