-- Which of the archive's own posts the bodies of posts link to, so that a post finds those that cite it: digests of
-- paths, or identities where a link names a number. No path stands here: it is made of the words of a title, which may
-- be taken down.
CREATE TABLE citing (
    mark TEXT NOT NULL,
    post_id TEXT NOT NULL REFERENCES post ON DELETE CASCADE,
    PRIMARY KEY (mark, post_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX citing_post ON citing (post_id);

-- Lists of related posts are read backwards too.
CREATE INDEX related_path_key ON related (path_key) WHERE path_key IS NOT NULL;
CREATE INDEX related_native_id ON related (native_id) WHERE native_id IS NOT NULL;

-- What was imported before says not what it links to: the next import of the same export reads it anew.
UPDATE post SET digest = '';
