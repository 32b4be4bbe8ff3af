-- The own blog first: its numbers win.
SELECT host, taxonomy, mark, number, parent_mark FROM old_term ORDER BY host, taxonomy, mark, number, parent_mark
