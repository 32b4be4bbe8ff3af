//! Every statement, each in a file of its own under `queries/`. A test prepares them all against a migrated database.

/// Names the statements and lists them.
macro_rules! queries {
    ($($name:ident = $file:literal;)*) => {
        $(pub(crate) const $name: &str = include_str!(concat!("../queries/", $file, ".sql"));)*

        /// File name and statement of each.
        #[cfg(test)]
        pub(crate) const ALL: &[(&str, &str)] = &[$(($file, $name)),*];
    };
}

queries! {
    ADDRESS_ALL = "address_all";
    ATTACHMENTS_BY_SLUG_KEY = "attachments_by_slug_key";
    ATTACHMENT_BY_NATIVE = "attachment_by_native";
    ATTACHMENT_BY_PATH_KEY = "attachment_by_path_key";
    ATTACHMENT_DELETE = "attachment_delete";
    ATTACHMENT_FAMILY = "attachment_family";
    ATTACHMENT_FIND = "attachment_find";
    ATTACHMENT_HIDDEN = "attachment_hidden";
    ATTACHMENT_HOST_ALL = "attachment_host_all";
    ATTACHMENT_UPSERT = "attachment_upsert";
    BLOG_ALL = "blog_all";
    BLOG_UPSERT = "blog_upsert";
    BODY_BY_ID = "body_by_id";
    BODY_KEEP = "body_keep";
    CATALOG_NAMED_AGE = "catalog_named_age";
    CATALOG_NAMED_DROP = "catalog_named_drop";
    CATALOG_NAMED_SET = "catalog_named_set";
    CATALOG_PART_ALL = "catalog_part_all";
    CATALOG_PART_CLEAR = "catalog_part_clear";
    CATALOG_PART_DROP = "catalog_part_drop";
    CATALOG_PART_FIND = "catalog_part_find";
    CATALOG_PART_INSERT = "catalog_part_insert";
    CATALOG_PART_NAMES = "catalog_part_names";
    CHECKPOINT = "checkpoint";
    CITING_BY_POST = "citing_by_post";
    COMMENT_BY_POST = "comment_by_post";
    COMMENT_NEWEST = "comment_newest";
    DATA_VERSION = "data_version";
    ENTRIES_AFTER = "entries_after";
    FILES_BY_FAMILY = "files_by_family";
    FILE_ADDRESS_DROP_UNUSED = "file_address_drop_unused";
    FILE_ADDRESS_FIND = "file_address_find";
    FILE_ADDRESS_UPSERT = "file_address_upsert";
    FILE_BY_HASH = "file_by_hash";
    FILE_DROP_UNADDRESSED = "file_drop_unaddressed";
    FILE_FAMILY_ALL = "file_family_all";
    FILE_HASH_ALL = "file_hash_all";
    FILE_UPSERT = "file_upsert";
    FILE_WANTED = "file_wanted";
    FORMER_HOMES = "former_homes";
    FORMER_PATH_BY_POST = "former_path_by_post";
    FORMER_PATH_SET = "former_path_set";
    GALLERY_ALL = "gallery_all";
    HANGING_KEEP = "hanging_keep";
    GUID_OF_POSTS = "guid_of_posts";
    ITEMS_ANY = "items_any";
    ITEM_KNOWN = "item_known";
    HIDDEN_FILE_ALL = "hidden_file_all";
    HIDDEN_FILE_INSERT = "hidden_file_insert";
    HIDDEN_FILE_RELEASE = "hidden_file_release";
    LABEL_ALIAS_CLEAR = "label_alias_clear";
    LABEL_ALIAS_FIND = "label_alias_find";
    LABEL_ALIAS_INSERT = "label_alias_insert";
    LABEL_CLEAR = "label_clear";
    LABEL_INSERT = "label_insert";
    LINK_BY_POST = "link_by_post";
    META_DELETE = "meta_delete";
    META_GET = "meta_get";
    META_SET = "meta_set";
    OLD_ADDRESS_ALL = "old_address_all";
    OLD_SLUG_BY_POST = "old_slug_by_post";
    OLD_TERM_ALL = "old_term_all";
    OLD_TERM_INSERT = "old_term_insert";
    PAGE_ORDER = "page_order";
    PATH_CLEAR = "path_clear";
    PATH_SET = "path_set";
    PICTURE_ALL = "picture_all";
    POST_BY_NATIVE = "post_by_native";
    POST_BY_PATH = "post_by_path";
    POST_CLEAR = "post_clear";
    POST_DELETE = "post_delete";
    POST_FILE_FAMILIES = "post_file_families";
    POST_FIND_NATIVE = "post_find_native";
    POST_FIND_PATH = "post_find_path";
    POST_IDENTITY = "post_identity";
    POST_IDS_BY_PATH = "post_ids_by_path";
    POST_KEEP = "post_keep";
    POST_RETELL = "post_retell";
    POSTS_BY_FORMER_PATH = "posts_by_former_path";
    POSTS_BY_GUID = "posts_by_guid";
    POSTS_BY_OLD_SLUG = "posts_by_old_slug";
    POSTS_BY_PATH_KEY = "posts_by_path_key";
    POSTS_BY_PATH_PREFIX = "posts_by_path_prefix";
    POSTS_BY_SLUG_KEY = "posts_by_slug_key";
    POSTS_BY_SLUG_PREFIX = "posts_by_slug_prefix";
    RECIPE_ALL = "recipe_all";
    RECIPE_KEEP = "recipe_keep";
    RELATED_BY_NUMBER = "related_by_number";
    RELATED_BY_POST = "related_by_post";
    RENDITION_OF = "rendition_of";
    RENDITION_UPSERT = "rendition_upsert";
    REVISION_FIND = "revision_find";
    REVISION_KEEP = "revision_keep";
    SHARED_BLOCK_ALL = "shared_block_all";
    SHARED_BLOCK_DROP = "shared_block_drop";
    SHARED_BLOCK_KEEP = "shared_block_keep";
    TALLIES = "tallies";
    TERM_NOW_CLEAR = "term_now_clear";
    TERM_NOW_FIND = "term_now_find";
    TERM_NOW_INSERT = "term_now_insert";
    VACUUM = "vacuum";
    WITHDRAWN_ALL = "withdrawn_all";
    WITHDRAWN_FIND = "withdrawn_find";
    WITHDRAWN_INSERT = "withdrawn_insert";
    WITHHELD_BY_MARK = "withheld_by_mark";
    WITHHELD_DELETE = "withheld_delete";
    WITHHELD_FIND = "withheld_find";
    WITHHELD_UPSERT = "withheld_upsert";
    WRITTEN_ALL = "written_all";
}

#[cfg(test)]
mod tests {
    use super::ALL;
    use crate::Store;
    use sqlx::{Executor, SqlSafeStr};
    use std::collections::BTreeSet;

    #[tokio::test]
    async fn every_statement_is_understood_by_a_migrated_database() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("a.db")).await.unwrap();
        let mut connection = store.writer.acquire().await.unwrap();
        for (name, sql) in ALL {
            let prepared = (&mut *connection).prepare(sql.into_sql_str()).await;
            assert!(prepared.is_ok(), "{name}: {:?}", prepared.err());
        }
    }

    #[test]
    fn every_file_of_the_folder_is_a_statement_that_is_used() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/queries");
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        let listed: BTreeSet<String> = ALL.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(files, listed);
    }
}
