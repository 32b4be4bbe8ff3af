-- What terms and authors were on their blog: their numbers, and which lies under which. Of their slugs only digests
-- are kept: a term or an author of which nothing is public has no words in the archive.
CREATE TABLE old_term (
    host TEXT NOT NULL,
    taxonomy TEXT NOT NULL,             -- category, post_tag, author, custom
    mark TEXT NOT NULL,                 -- digest of its slug
    number TEXT NOT NULL,               -- '' where none is recorded
    parent_mark TEXT NOT NULL,          -- '' for none
    PRIMARY KEY (host, taxonomy, mark, number, parent_mark)
) STRICT, WITHOUT ROWID;

-- The values that those mean now, made anew with the vocabulary.
CREATE TABLE term_now (
    key TEXT NOT NULL,                  -- `category#5` by number, `category/MARK` by slug
    rank INTEGER NOT NULL,
    facet TEXT NOT NULL,
    slug TEXT NOT NULL,
    PRIMARY KEY (key, rank)
) STRICT, WITHOUT ROWID;

-- Attachments are looked up by slug too: below the post they hang on.
ALTER TABLE attachment ADD COLUMN slug_key TEXT;
CREATE INDEX attachment_slug_key ON attachment (slug_key) WHERE slug_key IS NOT NULL;

