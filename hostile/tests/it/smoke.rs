//! Each target for a short while, with the same inputs every time.

use hostile::run::{Bounds, run};
use hostile::targets::{TARGETS, named};
use std::time::Duration;

/// All together stay under a minute on one core.
fn check(name: &str) {
    let target = named(name).expect("there is such a target");
    let bounds = Bounds {
        time: Duration::from_millis(2_500),
        recipes: 3_000,
        slowest: Duration::from_secs(20),
        chance: 1,
        with_shared: false,
        with_memory: false,
    };
    let outcome = run(target, &bounds);
    eprintln!("{name}: {} inputs in {:.1?}", outcome.executions, outcome.time);
    if let Some((what, file)) = outcome.failure {
        panic!("{what}\n{name}, input: {}", file.display());
    }
}

macro_rules! smoke {
    ($($test:ident $name:literal)*) => {
        $(#[test] fn $test() { check($name); })*

        #[test]
        fn every_target_is_tried() {
            assert_eq!(TARGETS.map(|target| target.name).as_slice(), [$($name),*]);
        }
    };
}

smoke! {
    any_bytes_as_an_export_end_in_items_or_a_refusal "wordpress"
    any_bytes_as_a_page_end_in_a_post_or_a_refusal "saved-page"
    any_file_is_read_or_refused "any-file"
    any_date_is_a_moment_or_none "dates"
    any_metadata_is_read_or_left "metadata"
    any_body_comes_out_clean "body"
    any_shortcode_comes_out_clean "shortcodes"
    any_html_comes_out_clean "html"
    any_comment_comes_out_clean "comment"
    what_a_post_says_is_taken_out_clean "said"
    any_title_is_one_line "title"
    any_path_is_itself_again "paths"
    any_slug_is_a_slug "slugs"
    any_word_folds_once "folding"
    any_date_that_is_typed_is_a_range "date-words"
    any_query_string_is_itself_again "filter"
    any_question_is_answered "question"
    any_catalog_is_whole_or_refused "catalog"
}
