DELETE FROM catalog_part
