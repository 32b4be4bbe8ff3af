SELECT key, host, title, tagline, lang FROM blog ORDER BY key
