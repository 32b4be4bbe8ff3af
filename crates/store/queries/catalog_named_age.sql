UPDATE catalog_named SET age = age + 1
