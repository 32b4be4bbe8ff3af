-- Pictures and other files, kept beside the database by the BLAKE3 hash of their content: media/ab/HASH.
--
-- `key` is an old address as it is compared: decoded, composed, without scheme and query; `family` is the key folded
-- and without what names a size (`x-300x200.jpg`, `x-scaled.jpg` → `x.jpg`): all sizes of a picture are one family.

CREATE TABLE file (
    hash TEXT NOT NULL PRIMARY KEY,
    bytes INTEGER NOT NULL,
    mime TEXT NOT NULL,                 -- by content
    width INTEGER,
    height INTEGER,
    name TEXT NOT NULL                  -- what its address ends in
) STRICT;

-- The old addresses that a file answers to. A file without any is served nowhere, and swept.
CREATE TABLE file_address (
    key TEXT NOT NULL PRIMARY KEY,
    family TEXT NOT NULL,
    hash TEXT NOT NULL REFERENCES file ON DELETE CASCADE,
    variant INTEGER NOT NULL            -- 1: a smaller size that stands in for an original that nobody has
) STRICT, WITHOUT ROWID;
CREATE INDEX file_address_family ON file_address (family);
CREATE INDEX file_address_hash ON file_address (hash);

-- Smaller pictures made of a file.
CREATE TABLE rendition (
    original TEXT NOT NULL REFERENCES file ON DELETE CASCADE,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (original, width)
) STRICT, WITHOUT ROWID;
CREATE INDEX rendition_hash ON rendition (hash);

-- Files that the bodies of posts show (picture = 1) or link to.
CREATE TABLE post_file (
    post_id TEXT NOT NULL REFERENCES post ON DELETE CASCADE,
    key TEXT NOT NULL,
    family TEXT NOT NULL,
    address TEXT NOT NULL,              -- as the body has it
    picture INTEGER NOT NULL,
    PRIMARY KEY (post_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_file_family ON post_file (family);

ALTER TABLE attachment ADD COLUMN source TEXT;          -- where its file was, in full
ALTER TABLE attachment ADD COLUMN file_key TEXT;
ALTER TABLE attachment ADD COLUMN file_family TEXT;
CREATE INDEX attachment_file_family ON attachment (file_family);

ALTER TABLE blog ADD COLUMN home TEXT NOT NULL DEFAULT '';  -- its address, in full

-- Digests of families whose file hangs on what is withheld: a folder of local copies must not bring them back.
CREATE TABLE hidden_file (
    mark TEXT NOT NULL,
    owner TEXT NOT NULL,                -- identity of what is withheld
    PRIMARY KEY (mark, owner)
) STRICT, WITHOUT ROWID;
CREATE INDEX hidden_file_owner ON hidden_file (owner);

-- What was imported before says not which files it names: the next import of the same export reads it anew.
UPDATE post SET digest = '';
UPDATE attachment SET digest = '';
