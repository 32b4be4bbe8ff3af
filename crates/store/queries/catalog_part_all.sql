-- The parts of the catalog of today.
SELECT name, bytes, brotli FROM catalog_part JOIN catalog_named USING (name) WHERE age = 0
