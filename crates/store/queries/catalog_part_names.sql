SELECT name FROM catalog_part
