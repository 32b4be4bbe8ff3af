SELECT facet, slug FROM term_now WHERE key = ?1 ORDER BY rank
