-- The bodies of up to sixteen posts; parameters that are not given are NULL.
INSERT INTO body (post_id, html, text)
SELECT column1, column2, column3 FROM (VALUES
    ($1, $2, $3), ($4, $5, $6), ($7, $8, $9), ($10, $11, $12),
    ($13, $14, $15), ($16, $17, $18), ($19, $20, $21), ($22, $23, $24),
    ($25, $26, $27), ($28, $29, $30), ($31, $32, $33), ($34, $35, $36),
    ($37, $38, $39), ($40, $41, $42), ($43, $44, $45), ($46, $47, $48)
) WHERE column1 IS NOT NULL
ON CONFLICT (post_id) DO UPDATE SET html = excluded.html, text = excluded.text
