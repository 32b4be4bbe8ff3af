-- A file is shown if the post it hangs on is public or absent.
SELECT attachment.id FROM attachment JOIN withheld ON withheld.id = attachment.parent_id
UNION
SELECT attachment.id FROM attachment JOIN withdrawn ON withdrawn.mark = attachment.parent_id
ORDER BY 1
