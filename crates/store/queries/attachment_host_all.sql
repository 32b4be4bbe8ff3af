-- Where files were: scheme, host and port of the attachments' addresses, most frequent first.
SELECT substr(source, 1, instr(source, '://') + 2 + instr(substr(source, instr(source, '://') + 3) || '/', '/') - 1)
    AS origin
FROM attachment WHERE instr(source, '://') > 0 GROUP BY origin ORDER BY count(*) DESC, origin
