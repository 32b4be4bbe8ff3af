-- The archive of one blog. Nothing withheld is in any table but `withheld`, which holds no words and no addresses;
-- e-mail and network addresses of commenters are in none.
--
-- `host` is '' for the archive's own blog, whatever hosts it had, so that a change of host changes no identity.
-- Moments are two columns: seconds since 1970 UTC, and minutes of the local clock ahead of UTC.
-- A `…_key` column is what addresses are compared by: folded, made by the archive.

CREATE TABLE blog (
    key TEXT NOT NULL PRIMARY KEY,      -- '' for the own blog, else its host
    host TEXT NOT NULL,
    title TEXT NOT NULL,
    tagline TEXT NOT NULL,
    lang TEXT
) STRICT;

CREATE TABLE post (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('post', 'page')),
    host TEXT NOT NULL,
    native_id TEXT,
    recorded_path TEXT,
    slug TEXT NOT NULL,
    path TEXT UNIQUE,                   -- NULL only between an item's arrival and the end of its import
    path_key TEXT,
    slug_key TEXT,
    recorded_title TEXT NOT NULL,
    title TEXT NOT NULL,
    date_unix INTEGER,
    date_offset INTEGER,
    updated_unix INTEGER,
    updated_offset INTEGER,
    lang TEXT,                          -- NULL: the archive's
    excerpt TEXT NOT NULL,
    reading_minutes INTEGER NOT NULL,
    continue_url TEXT,
    continue_text TEXT,
    image_native_id TEXT,               -- an attachment, which may come later
    image_url TEXT,
    image_alt TEXT,
    image_width INTEGER,
    image_height INTEGER,
    parent_native_id TEXT,
    menu_order INTEGER NOT NULL,
    sticky INTEGER NOT NULL,
    guid TEXT,
    events TEXT NOT NULL,               -- JSON: a list of what is dated inside
    digest TEXT NOT NULL,               -- of the item as read: the same digest is the same item
    CHECK ((date_unix IS NULL) = (date_offset IS NULL)),
    CHECK ((updated_unix IS NULL) = (updated_offset IS NULL))
) STRICT;
CREATE UNIQUE INDEX post_native ON post (host, native_id) WHERE native_id IS NOT NULL;
CREATE INDEX post_recorded_path ON post (host, recorded_path) WHERE recorded_path IS NOT NULL;
CREATE INDEX post_path_key ON post (path_key);
CREATE INDEX post_slug_key ON post (slug_key);

-- Apart from `post`, so that a walk over all posts does not turn over all their words.
CREATE TABLE body (
    post_id TEXT NOT NULL PRIMARY KEY REFERENCES post ON DELETE CASCADE,
    html TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

-- Sources, tags, mentions and authors as their posts wrote them, in the order of the post.
CREATE TABLE written (
    post_id TEXT NOT NULL REFERENCES post ON DELETE CASCADE,
    facet TEXT NOT NULL CHECK (facet IN ('source', 'tag', 'mention', 'author')),
    rank INTEGER NOT NULL,
    key TEXT NOT NULL,                  -- one key is one value: see `label`
    form TEXT NOT NULL,
    nicename TEXT,                      -- the slug that the export gives
    kind TEXT,                          -- of tags: category, tag, custom, hashtag
    PRIMARY KEY (post_id, facet, rank)
) STRICT, WITHOUT ROWID;

-- What the values are called, made of all written forms at the end of each import.
CREATE TABLE label (
    facet TEXT NOT NULL,
    key TEXT NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (facet, key),
    UNIQUE (facet, slug)
) STRICT, WITHOUT ROWID;

-- Other slugs that a value had or could have: they redirect.
CREATE TABLE label_alias (
    facet TEXT NOT NULL,
    alias_key TEXT NOT NULL,
    slug TEXT NOT NULL,
    PRIMARY KEY (facet, alias_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE link (
    post_id TEXT NOT NULL REFERENCES post ON DELETE CASCADE,
    rank INTEGER NOT NULL,
    url TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (post_id, rank)
) STRICT, WITHOUT ROWID;

-- Posts that a post lists itself; they are looked up when it is read, for they may come in a later import.
CREATE TABLE related (
    post_id TEXT NOT NULL REFERENCES post ON DELETE CASCADE,
    rank INTEGER NOT NULL,
    path_key TEXT,
    native_id TEXT,
    PRIMARY KEY (post_id, rank)
) STRICT, WITHOUT ROWID;

CREATE TABLE comment (
    post_id TEXT NOT NULL REFERENCES post ON DELETE CASCADE,
    rank INTEGER NOT NULL,
    native_id TEXT NOT NULL,
    parent_native_id TEXT,
    author TEXT NOT NULL,
    date_unix INTEGER,
    date_offset INTEGER,
    html TEXT NOT NULL,
    PRIMARY KEY (post_id, rank)
) STRICT, WITHOUT ROWID;

CREATE TABLE old_slug (
    post_id TEXT NOT NULL REFERENCES post ON DELETE CASCADE,
    slug_key TEXT NOT NULL,
    PRIMARY KEY (slug_key, post_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX old_slug_post ON old_slug (post_id);

-- Paths that a post had in this archive before: they redirect.
CREATE TABLE former_path (
    path_key TEXT NOT NULL PRIMARY KEY,
    post_id TEXT NOT NULL REFERENCES post ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX former_path_post ON former_path (post_id);

CREATE TABLE attachment (
    id TEXT NOT NULL PRIMARY KEY,
    host TEXT NOT NULL,
    native_id TEXT,
    parent_id TEXT,                     -- the identity of the post it hangs on, which may be absent
    url TEXT NOT NULL,
    path_key TEXT,
    title TEXT NOT NULL,
    alt TEXT NOT NULL,
    caption TEXT NOT NULL,
    width INTEGER,
    height INTEGER,
    date_unix INTEGER,
    date_offset INTEGER,
    digest TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX attachment_native ON attachment (host, native_id) WHERE native_id IS NOT NULL;
CREATE INDEX attachment_parent ON attachment (parent_id);
CREATE INDEX attachment_path_key ON attachment (path_key);

-- Who is withheld and why, and nothing of what it says: the identity, and a digest of the path.
CREATE TABLE withheld (
    id TEXT NOT NULL PRIMARY KEY,
    path_mark TEXT,
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX withheld_path_mark ON withheld (path_mark) WHERE path_mark IS NOT NULL;

CREATE TABLE catalog_part (
    role TEXT NOT NULL PRIMARY KEY CHECK (role IN ('base', 'words')),
    hash TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    brotli BLOB NOT NULL
) STRICT;

CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
