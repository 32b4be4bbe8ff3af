SELECT key, host, title, tagline, lang, home FROM blog ORDER BY key
