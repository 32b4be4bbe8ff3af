SELECT id FROM withheld WHERE reason = 'withdrawn' UNION SELECT mark FROM withdrawn ORDER BY 1
