SELECT written.post_id, facet, written.key, form, nicename, written.kind
FROM written ORDER BY facet, written.post_id, rank
