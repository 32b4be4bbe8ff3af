SELECT (SELECT count(*) FROM comment) AS comments, (SELECT count(*) FROM attachment) AS media
