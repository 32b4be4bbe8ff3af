SELECT reason FROM withheld WHERE path_mark = ?1 ORDER BY reason = 'withdrawn' DESC LIMIT 1
