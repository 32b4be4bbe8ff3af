DELETE FROM catalog_named WHERE age > ?1
