SELECT slug FROM label_alias WHERE facet = ?1 AND alias_key = ?2
