//! Sentences with something in them.

use super::{Text, dates, numbers};
use catalog::{BadFilter, Facet, Remark, UiLang};
use domain::{Day, Month, PartialDate};

/// From when to when; both ends included.
pub type Period = (Option<PartialDate>, Option<PartialDate>);

impl Text {
    fn fr(&self) -> bool {
        self.lang == UiLang::Fr
    }

    /// A number with its thousands apart.
    #[must_use]
    pub fn number(&self, number: u32) -> String {
        numbers::number(self.lang, number)
    }

    fn counted(&self, number: u32, one: &str, many: &str) -> String {
        format!("{}\u{a0}{}", self.number(number), numbers::plural(self.lang, number, one, many))
    }

    /// `5 articles`, with a no-break space.
    #[must_use]
    pub fn articles(&self, number: u32) -> String {
        self.counted(number, "article", "articles")
    }

    /// `article` or `articles`.
    #[must_use]
    pub fn article_word(&self, number: u32) -> &'static str {
        numbers::plural(self.lang, number, "article", "articles")
    }

    /// `5 articles` as the status says it: plain spaces.
    #[must_use]
    pub fn status_count(&self, number: u32) -> String {
        format!("{} {}", self.number(number), self.article_word(number))
    }

    /// ` sur 1 284`, after the count.
    #[must_use]
    pub fn status_of(&self, all: u32) -> String {
        format!(" {} {}", if self.fr() { "sur" } else { "of" }, self.number(all))
    }

    /// `212 sources`.
    #[must_use]
    pub fn sources(&self, number: u32) -> String {
        self.counted(number, "source", "sources")
    }

    /// `3 commentaires`.
    #[must_use]
    pub fn comment_count(&self, number: u32) -> String {
        if self.fr() {
            self.counted(number, "commentaire", "commentaires")
        } else {
            self.counted(number, "comment", "comments")
        }
    }

    /// `6 min`.
    #[must_use]
    pub fn minutes(&self, minutes: u32) -> String {
        format!("{}\u{a0}min", self.number(minutes))
    }

    /// `1 284 articles, 212 sources, 2014 – 2026`.
    #[must_use]
    pub fn totals(&self, posts: u32, sources: u32, first: Option<i16>, last: Option<i16>) -> String {
        let mut text = self.articles(posts);
        if sources > 0 {
            text = format!("{text}, {}", self.sources(sources));
        }
        match (first, last) {
            (Some(first), Some(last)) if first == last => format!("{text}, {first}"),
            (Some(first), Some(last)) => format!("{text}, {first}\u{a0}–\u{a0}{last}"),
            _ => text,
        }
    }

    /// `12 juillet 2018`.
    #[must_use]
    pub fn day(&self, day: Day) -> String {
        dates::day(self.lang, day)
    }

    /// `12 juil.`
    #[must_use]
    pub fn day_short(&self, day: Day) -> String {
        dates::day_short(self.lang, day)
    }

    /// `juil.`
    #[must_use]
    pub fn month_short(&self, month: i8) -> &'static str {
        dates::month_short(self.lang, month)
    }

    /// `juillet 2018`.
    #[must_use]
    pub fn month(&self, month: Month) -> String {
        dates::month(self.lang, month)
    }

    /// `Juillet 2018`, as a heading.
    #[must_use]
    pub fn month_heading(&self, month: Month) -> String {
        capitalised(&self.month(month))
    }

    /// A period in few words.
    #[must_use]
    pub fn period(&self, (from, to): Period) -> String {
        dates::period(self.lang, from, to)
    }

    /// The name of a bar of the timeline: `juillet 2018 : 4 articles`.
    #[must_use]
    pub fn bar(&self, date: PartialDate, count: u32) -> String {
        let colon = if self.fr() { "\u{202f}:" } else { ":" };
        format!("{}{colon} {}", self.date(date), self.articles(count))
    }

    /// `2018`, `juillet 2018`, `12 juillet 2018`.
    #[must_use]
    pub fn date(&self, date: PartialDate) -> String {
        self.period((Some(date), Some(date)))
    }

    /// `Exclure NAME`.
    #[must_use]
    pub fn exclude(&self, name: &str) -> String {
        format!("{} {name}", if self.fr() { "Exclure" } else { "Exclude" })
    }

    /// `Retirer NAME`.
    #[must_use]
    pub fn remove(&self, name: &str) -> String {
        format!("{} {name}", if self.fr() { "Retirer" } else { "Remove" })
    }

    /// A value that is excluded, as a chosen filter: `sauf NAME`.
    #[must_use]
    pub fn except(&self, name: &str) -> String {
        format!("{} {name}", if self.fr() { "sauf" } else { "not" })
    }

    /// Words between quotation marks.
    #[must_use]
    pub fn quoted(&self, words: &str) -> String {
        if self.fr() { format!("«\u{202f}{words}\u{202f}»") } else { format!("“{words}”") }
    }

    /// A way out of an empty list: `Sans NAME`.
    #[must_use]
    pub fn without(&self, name: &str) -> String {
        format!("{} {name}", if self.fr() { "Sans" } else { "Without" })
    }

    /// A way out of an empty list: the words alone.
    #[must_use]
    pub fn in_whole_archive(&self, words: &str) -> String {
        let quoted = self.quoted(words);
        if self.fr() {
            format!("{quoted} dans toute l’archive")
        } else {
            format!("{quoted} in the whole archive")
        }
    }

    /// The button of the filters' sheet: `Voir 5 articles`.
    #[must_use]
    pub fn see(&self, number: u32) -> String {
        format!("{} {}", if self.fr() { "Voir" } else { "See" }, self.articles(number))
    }

    /// The button that opens the filters: `Filtres · 3`.
    #[must_use]
    pub fn open_filters(&self, chosen: u32) -> String {
        if chosen == 0 { self.filters.to_owned() } else { format!("{} · {chosen}", self.filters) }
    }

    /// The label of the field that narrows a facet: `Chercher parmi 212 sources`.
    #[must_use]
    pub fn narrow_facet(&self, facet: Facet, values: u32) -> String {
        let many = self.facet(facet).to_ascii_lowercase();
        let values = self.number(values);
        if self.fr() { format!("Chercher parmi {values} {many}") } else { format!("Search {values} {many}") }
    }

    /// The title of a landing page of a facet.
    #[must_use]
    pub fn landing(&self, facet: Facet, name: &str) -> String {
        let french = match facet {
            Facet::Source => "Articles de la source",
            Facet::Tag => "Articles étiquetés",
            Facet::Mention => "Articles qui citent",
            Facet::Author => "Articles de",
        };
        let english = match facet {
            Facet::Source => "Articles from",
            Facet::Tag => "Articles tagged",
            Facet::Mention => "Articles that mention",
            Facet::Author => "Articles by",
        };
        format!("{} {name}", if self.fr() { french } else { english })
    }

    /// A value with what it is a value of: `étiquette : logement`.
    #[must_use]
    pub fn value_of(&self, facet: Facet, name: &str) -> String {
        let french = match facet {
            Facet::Source => "source",
            Facet::Tag => "étiquette",
            Facet::Mention => "mention",
            Facet::Author => "auteur",
        };
        if self.fr() { format!("{french}\u{202f}: {name}") } else { format!("{}: {name}", facet.name()) }
    }

    /// The title of the feed of a post's comments.
    #[must_use]
    pub fn comments_on(&self, title: &str) -> String {
        if self.fr() { format!("Commentaires sur\u{202f}: {title}") } else { format!("Comments on: {title}") }
    }

    /// The title of the feed of all comments.
    #[must_use]
    pub fn all_comments(&self, site: &str) -> String {
        if self.fr() { format!("{site} – commentaires") } else { format!("{site} – comments") }
    }

    /// The title of a comment, in a feed: `Karim, sur « Le loyer »`.
    #[must_use]
    pub fn comment_by(&self, author: &str, on: &str) -> String {
        let author = if author.is_empty() { self.anonymous } else { author };
        let on = self.quoted(on);
        if self.fr() { format!("{author}, sur {on}") } else { format!("{author}, on {on}") }
    }

    /// The title of a landing page of a year.
    #[must_use]
    pub fn year_title(&self, year: i16) -> String {
        if self.fr() { format!("Année {year}") } else { format!("Year {year}") }
    }

    /// The number of a page in a title: `page 2`.
    #[must_use]
    pub fn page(&self, page: u32) -> String {
        format!("page {}", self.number(page))
    }

    /// The button that leads to the original: `Lire la suite sur HOST`.
    #[must_use]
    pub fn continue_on(&self, host: &str) -> String {
        format!("{} {} {host}", self.continue_reading, if self.fr() { "sur" } else { "on" })
    }

    /// What a page says of how it read the question.
    #[must_use]
    pub fn remark(&self, remark: &Remark) -> String {
        match remark {
            Remark::Unknown(facet, slug) => self.unknown(*facet, slug),
            Remark::Forgiven(word, taken) => {
                let taken: Vec<String> = taken.iter().map(|word| self.quoted(word)).collect();
                let (read, or) = if self.fr() { ("lu comme", " ou ") } else { ("read as", " or ") };
                format!("{} {read} {}", self.quoted(word), taken.join(or))
            }
            Remark::AsWords(part) => {
                let part = self.quoted(part);
                if self.fr() {
                    format!("{part} cherché comme des mots")
                } else {
                    format!("{part} searched as words")
                }
            }
        }
    }

    fn unknown(&self, facet: Facet, slug: &str) -> String {
        let slug = self.quoted(slug);
        let french = match facet {
            Facet::Source => "Aucune source",
            Facet::Tag => "Aucun mot-clé",
            Facet::Mention => "Aucun compte cité",
            Facet::Author => "Aucun auteur",
        };
        let english = match facet {
            Facet::Source => "No source",
            Facet::Tag => "No tag",
            Facet::Mention => "No mention",
            Facet::Author => "No author",
        };
        format!("{} {slug}", if self.fr() { french } else { english })
    }

    /// What stands before words that one may have been meant for.
    #[must_use]
    pub fn did_you_mean(&self) -> &'static str {
        if self.fr() { "Vouliez-vous dire\u{202f}:" } else { "Did you mean:" }
    }

    /// The name of a group of suggestions: `Suggestions : Sources`; of all of them where nothing is named.
    #[must_use]
    pub fn suggested(&self, what: &str) -> String {
        match (what, self.fr()) {
            ("", _) => "Suggestions".to_owned(),
            (what, true) => format!("Suggestions\u{202f}: {what}"),
            (what, false) => format!("Suggestions: {what}"),
        }
    }

    /// Heading of posts that are suggested by their titles.
    #[must_use]
    pub fn titles(&self) -> &'static str {
        if self.fr() { "Titres" } else { "Titles" }
    }

    /// `5 suggestions`, as it is said aloud.
    #[must_use]
    pub fn offered(&self, number: usize) -> String {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        self.counted(number, "suggestion", "suggestions")
    }

    /// Why a filter was not understood, and what is allowed.
    #[must_use]
    pub fn bad_filter_help(&self, bad: &BadFilter) -> String {
        let quoted = self.quoted(&bad.value);
        let name = &bad.parameter;
        if !self.fr() {
            return format!("{quoted} is not understood in “{name}”. Allowed: {}.", bad.expected);
        }
        let allowed = match name.as_str() {
            "from" | "to" => "une date qui existe, AAAA, AAAA-MM ou AAAA-MM-JJ",
            "page" => "un nombre à partir de 1",
            "per_page" => "un nombre de 1 à 100",
            "sort" => "newest, oldest ou relevance",
            "match" => "all",
            "lang" => "fr ou en",
            _ => bad.expected.as_str(),
        };
        format!("{quoted} n’est pas compris dans «\u{202f}{name}\u{202f}». Permis\u{202f}: {allowed}.")
    }

    /// The number of an incident, for who looks after the archive.
    #[must_use]
    pub fn incident(&self, number: &str) -> String {
        if self.fr() { format!("Incident n°\u{a0}{number}") } else { format!("Incident no. {number}") }
    }

    /// What the archive's pages are described by where nothing better is known.
    #[must_use]
    pub fn describe_archive(&self, title: &str, totals: &str) -> String {
        if self.fr() { format!("{title}\u{202f}: {totals}.") } else { format!("{title}: {totals}.") }
    }
}

/// No month begins with an accent: the tables of all capitals would be a twentieth of the page's module.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| std::iter::once(first.to_ascii_uppercase()).chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_counts_as_people_say_it() {
        let french = Text::of(UiLang::Fr);
        assert_eq!(french.status_count(5) + &french.status_of(1284), "5 articles sur 1\u{202f}284");
        assert_eq!(french.status_count(0), "0 article");
        let english = Text::of(UiLang::En);
        assert_eq!(english.status_count(0) + &english.status_of(1284), "0 articles of 1,284");
    }

    #[test]
    fn the_totals_leave_out_what_is_not_there() {
        let totals = |posts, sources, first, last| Text::of(UiLang::Fr).totals(posts, sources, first, last);
        assert_eq!(
            totals(1284, 212, Some(2014), Some(2026)),
            "1\u{202f}284\u{a0}articles, 212\u{a0}sources, 2014\u{a0}–\u{a0}2026"
        );
        assert_eq!(totals(1, 0, Some(2018), Some(2018)), "1\u{a0}article, 2018");
        assert_eq!(totals(0, 0, None, None), "0\u{a0}article");
    }

    #[test]
    fn remarks_say_how_the_question_was_read() {
        let say = |remark: Remark| Text::of(UiLang::Fr).remark(&remark);
        assert_eq!(say(Remark::Unknown(Facet::Source, "x".into())), "Aucune source «\u{202f}x\u{202f}»");
        assert_eq!(
            say(Remark::Forgiven("logemnt".into(), vec!["logements".into()])),
            "«\u{202f}logemnt\u{202f}» lu comme «\u{202f}logements\u{202f}»"
        );
    }

    #[test]
    fn a_month_begins_its_heading_with_a_capital() {
        let month = Month { year: 2018, month: 8 };
        assert_eq!(Text::of(UiLang::Fr).month_heading(month), "Août 2018");
    }
}
