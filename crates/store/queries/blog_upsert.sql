-- An export without a title or a tagline leaves those that are known.
INSERT INTO blog (key, host, title, tagline, lang, home) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (key) DO UPDATE SET
    host = iif(excluded.host = '', host, excluded.host),
    title = iif(excluded.title = '', title, excluded.title),
    tagline = iif(excluded.tagline = '', tagline, excluded.tagline),
    lang = coalesce(excluded.lang, lang),
    home = iif(excluded.home = '', home, excluded.home)
