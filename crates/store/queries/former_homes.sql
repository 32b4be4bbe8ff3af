-- The WordPress.com addresses that the own blog's posts were numbered on.
SELECT DISTINCT substr(guid, 1, instr(guid, '/?p=') - 1) AS home FROM post
WHERE host = '' AND guid LIKE '%://%.wordpress.com/?p=' || native_id ORDER BY home
