-- Whose any of these identities and digests is, of what was taken down by hand.
SELECT withheld.id FROM json_each(?1) AS asked JOIN withheld ON withheld.id = asked.value
WHERE withheld.reason = 'withdrawn'
UNION
SELECT withdrawn.id FROM json_each(?1) AS asked JOIN withdrawn ON withdrawn.mark = asked.value
ORDER BY 1
