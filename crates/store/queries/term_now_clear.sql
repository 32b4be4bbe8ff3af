DELETE FROM term_now
