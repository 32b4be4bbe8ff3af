-- GUIDs were addresses once: WordPress makes one of where a post was when it was first written down. A digest of that address,
-- where it is the blog's own and not the post's number, which is looked up by itself.
ALTER TABLE post ADD COLUMN guid_mark TEXT;
CREATE INDEX post_guid_mark ON post (guid_mark) WHERE guid_mark IS NOT NULL;

-- What was imported before has none: the next import of the same export reads it anew.
UPDATE post SET digest = '';
