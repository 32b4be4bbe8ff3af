-- Posts that show what other items hold, pictures of a gallery or a block that several posts share, in whichever call
-- those come: what their texts are made of, so that they are made anew when an item comes or changes.
CREATE TABLE recipe (
    post_id TEXT NOT NULL PRIMARY KEY REFERENCES post ON DELETE CASCADE,
    home TEXT NOT NULL,                 -- the blog's address, as the post's export named it
    recipe TEXT NOT NULL,               -- JSON
    told TEXT NOT NULL                  -- digest of what the post tells now; '' before its first making
) STRICT, WITHOUT ROWID;

CREATE TABLE shared_block (
    host TEXT NOT NULL,
    native_id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (host, native_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE attachment ADD COLUMN menu_order INTEGER NOT NULL DEFAULT 0;

-- Earlier versions of items: numbers and no words. An address that asks for one means the item.
CREATE TABLE revision (
    host TEXT NOT NULL,
    native_id TEXT NOT NULL,
    of_native_id TEXT NOT NULL,
    PRIMARY KEY (host, native_id)
) STRICT, WITHOUT ROWID;
