-- What was taken down by hand stays so, whatever its status became.
INSERT INTO withheld (id, path_mark, reason) VALUES (?1, ?2, ?3)
ON CONFLICT (id) DO UPDATE SET path_mark = coalesce(excluded.path_mark, path_mark),
    reason = iif(reason = 'withdrawn', reason, excluded.reason)
