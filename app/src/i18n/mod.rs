//! The interface's words, French and English: everything that a page says by itself stands in this folder.
//!
//! Nothing here asks a locale: server and browser must say the same.

mod dates;
mod english;
mod french;
mod listing;
mod numbers;
#[cfg(feature = "ssr")]
mod offline;
mod phrases;
mod reading;
#[cfg(feature = "ssr")]
mod shelf;
#[cfg(feature = "ssr")]
mod trends;

pub use listing::ListWords;
#[cfg(feature = "ssr")]
pub use offline::OfflineText;
pub use phrases::Period;
pub use reading::ReadingWords;
#[cfg(feature = "ssr")]
pub use shelf::ShelfWords;
#[cfg(feature = "ssr")]
pub use trends::TrendsWords;

use catalog::{Facet, UiLang};

/// The fixed words of one language.
#[derive(Debug)]
pub struct Text {
    /// The language of these words.
    pub lang: UiLang,
    /// Link that jumps over the header.
    pub skip: &'static str,
    /// Name of the main navigation.
    pub main_nav: &'static str,
    /// The archive, in the navigation.
    pub archive: &'static str,
    /// The about page, in the navigation.
    pub about: &'static str,
    /// The about page's title: a blog often has a page called "About" of its own.
    pub about_title: &'static str,
    /// Name of the navigation between the pages that an author made of a post.
    pub parts: &'static str,
    /// What stands before their numbers.
    pub parts_label: &'static str,
    /// The list of pages.
    pub pages: &'static str,
    /// Button that changes between light and dark.
    pub theme: &'static str,
    /// What the archive is made with.
    pub powered: &'static str,
    /// Name of the language switch.
    pub languages: &'static str,
    /// Label of the search field.
    pub search: &'static str,
    /// What may be typed in the search field.
    pub search_hint: &'static str,
    /// Button that searches.
    pub search_button: &'static str,
    /// Legends of the facets: sources, tags, mentions, authors.
    pub facets: [&'static str; 4],
    /// Links to all values of each facet.
    pub all_values: [&'static str; 4],
    /// Posts without a source.
    pub without_source: &'static str,
    /// Ask for all tags instead of any.
    pub match_all: &'static str,
    /// Button that applies the form.
    pub apply: &'static str,
    /// Heading and button of the filters.
    pub filters: &'static str,
    /// Button that closes the filters' sheet.
    pub close: &'static str,
    /// Link that drops every filter.
    pub clear: &'static str,
    /// Name of the list of chosen filters.
    pub chosen: &'static str,
    /// Label of the order.
    pub sort: &'static str,
    /// The orders.
    pub newest: &'static str,
    /// Oldest first.
    pub oldest: &'static str,
    /// Best answers first.
    pub relevance: &'static str,
    /// Heading of results that are not in order of date.
    pub results: &'static str,
    /// Label of the first day.
    pub from: &'static str,
    /// Label of the last day.
    pub to: &'static str,
    /// How a month is typed, in a field.
    pub date_short: &'static str,
    /// How a date is typed.
    pub date_hint: &'static str,
    /// Name of the timeline.
    pub timeline: &'static str,
    /// How the timeline is operated.
    pub timeline_help: &'static str,
    /// Heads of the table that says what the timeline shows.
    pub month: &'static str,
    /// Column of the whole archive.
    pub whole_archive: &'static str,
    /// Column of the filtered part.
    pub filtered: &'static str,
    /// Heading of posts without a date.
    pub undated: &'static str,
    /// Title of a post that has none.
    pub untitled: &'static str,
    /// Heading of pages found by words.
    pub pages_found: &'static str,
    /// Name of the links to a list's feeds.
    pub feeds: &'static str,
    /// Name of the pages' numbers.
    pub pagination: &'static str,
    /// Previous page of a list.
    pub previous: &'static str,
    /// Next page of a list.
    pub next: &'static str,
    /// Heading when nothing answers.
    pub no_result: &'static str,
    /// What can be done when nothing answers.
    pub no_result_help: &'static str,
    /// Nothing answers and no single filter is to blame.
    pub no_result_clear: &'static str,
    /// Label of the field that narrows a list.
    pub narrow: &'static str,
    /// Posts that a post lists.
    pub related: &'static str,
    /// Heading of comments.
    pub comments: &'static str,
    /// A comment without a name.
    pub anonymous: &'static str,
    /// The earlier post.
    pub earlier: &'static str,
    /// The later post.
    pub later: &'static str,
    /// Name of the links to the posts before and after.
    pub neighbours: &'static str,
    /// Back to the archive.
    pub back: &'static str,
    /// A link to the original that names no host.
    pub continue_reading: &'static str,
    /// Not found: title.
    pub not_found: &'static str,
    /// Not found: what to do.
    pub not_found_help: &'static str,
    /// A page after the last of a list.
    pub past_the_end: &'static str,
    /// The link to that last page.
    pub last_page: &'static str,
    /// Not found: heading of posts offered.
    pub suggestions: &'static str,
    /// Taken down: title.
    pub gone: &'static str,
    /// Taken down: what that means.
    pub gone_help: &'static str,
    /// Several posts fit: title.
    pub choices: &'static str,
    /// Several posts fit: what that means.
    pub choices_help: &'static str,
    /// A filter that cannot be understood: title.
    pub bad_filter: &'static str,
    /// We failed: title.
    pub failure: &'static str,
    /// We failed: what to do.
    pub failure_help: &'static str,
    /// The server is out of reach.
    pub offline: &'static str,
    /// The page about reading without a connection.
    pub read_offline: &'static str,
    /// Try again.
    pub retry: &'static str,
    /// Nothing imported yet: title.
    pub empty: &'static str,
    /// Nothing imported yet: what to do.
    pub empty_help: &'static str,
    /// Nothing imported yet: what happens then.
    pub empty_after: &'static str,
    /// Back to the whole archive.
    pub to_archive: &'static str,
    /// About: what an archive is.
    pub about_what: &'static str,
    /// About: heading of what is kept.
    pub about_kept: &'static str,
    /// About: what is kept.
    pub about_kept_text: &'static str,
    /// About: heading of the reader's privacy.
    pub about_privacy: &'static str,
    /// About: the reader's privacy.
    pub about_privacy_text: &'static str,
    /// About: heading of the counts.
    pub about_counts: &'static str,
    /// About: how to search.
    pub about_search: &'static str,
    /// About: how to search, example and meaning.
    pub about_operators: [(&'static str, &'static str); 6],
}

impl Text {
    /// The words of a language.
    #[must_use]
    pub fn of(lang: UiLang) -> &'static Self {
        match lang {
            UiLang::Fr => &french::TEXT,
            UiLang::En => &english::TEXT,
        }
    }

    /// The legend of a facet.
    #[must_use]
    pub fn facet(&self, facet: Facet) -> &'static str {
        self.facets[position(facet)]
    }

    /// The link to all values of a facet.
    #[must_use]
    pub fn all_values(&self, facet: Facet) -> &'static str {
        self.all_values[position(facet)]
    }
}

fn position(facet: Facet) -> usize {
    match facet {
        Facet::Source => 0,
        Facet::Tag => 1,
        Facet::Mention => 2,
        Facet::Author => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// French puts a narrow space before high signs; a plain one there would break at the end of a line.
    #[test]
    fn french_signs_stand_after_a_narrow_space() {
        let text = format!("{:?}", Text::of(UiLang::Fr))
            .replace("\\u{202f}", "\u{202f}")
            .replace("\\u{a0}", "\u{a0}");
        for plain in [" ;", " !", " ?", " »", "« ", " : "] {
            let found = text
                .match_indices(plain)
                .find(|(at, _)| !text[..*at].ends_with(char::is_alphanumeric) || plain != " : ");
            assert!(
                found.is_none(),
                "“{plain}” near {:?}",
                found.map(|(at, _)| &text[at.saturating_sub(20)..at])
            );
        }
        assert!(!text.contains('\''), "a French apostrophe is ’");
    }
}
