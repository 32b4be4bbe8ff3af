-- All that an address of before may be made of: what it is, and its one or two parts.
SELECT 'post' AS what, native_id AS one, '' AS other FROM post WHERE native_id IS NOT NULL AND kind = 'post'
UNION ALL SELECT 'page', native_id, '' FROM post WHERE native_id IS NOT NULL AND kind = 'page'
UNION ALL SELECT 'attachment', native_id, '' FROM attachment WHERE native_id IS NOT NULL
UNION ALL SELECT 'path', path_key, '' FROM former_path
UNION ALL SELECT 'path', path_key, '' FROM attachment WHERE path_key IS NOT NULL
UNION ALL SELECT 'path', path_key, '' FROM related WHERE path_key IS NOT NULL
UNION ALL SELECT 'path', recorded_path, '' FROM post WHERE recorded_path <> path
UNION ALL SELECT 'beside', old_slug.slug_key, post.path FROM old_slug JOIN post ON post.id = old_slug.post_id
UNION ALL SELECT 'guid', guid, '' FROM post WHERE guid IS NOT NULL
UNION ALL SELECT 'alias', facet, alias_key FROM label_alias
UNION ALL SELECT 'category', written.nicename, label.slug FROM written
    JOIN label ON label.facet = written.facet AND label.key = written.key
    WHERE written.facet = 'tag' AND written.kind = 'category'
    GROUP BY written.nicename, label.slug
UNION ALL SELECT 'term', key, '' FROM term_now WHERE rank = 0 AND key LIKE '%#%'
UNION ALL SELECT 'revision', native_id, '' FROM revision WHERE host = ''
