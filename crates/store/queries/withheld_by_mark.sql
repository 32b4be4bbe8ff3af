SELECT reason FROM (
    SELECT reason FROM withheld WHERE path_mark = ?1
    UNION ALL
    SELECT withheld.reason FROM withdrawn JOIN withheld ON withheld.id = withdrawn.id WHERE withdrawn.mark = ?1
)
ORDER BY reason = 'withdrawn' DESC LIMIT 1
