SELECT hash FROM file UNION SELECT hash FROM rendition
