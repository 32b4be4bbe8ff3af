-- The catalog in many small parts, each kept under the name of its content: an import writes those that are new and
-- leaves the others where they lie. The old parts go; the archive makes the catalog anew when it opens.
DROP TABLE catalog_part;
CREATE TABLE catalog_part (
    name TEXT NOT NULL PRIMARY KEY,
    bytes INTEGER NOT NULL,             -- uncompressed
    brotli BLOB NOT NULL
) STRICT;

-- Which catalogs a part belongs to. Apart from the parts, so that none of these is written again.
CREATE TABLE catalog_named (
    name TEXT NOT NULL PRIMARY KEY REFERENCES catalog_part ON DELETE CASCADE,
    age INTEGER NOT NULL                -- 0: the catalog of today; 1: only the one before, which open pages still read
) STRICT, WITHOUT ROWID;
