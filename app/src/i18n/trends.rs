//! The words of the page that compares curves over the years.

use super::{Text, numbers};
use catalog::UiLang;

/// The fixed words of one language around curves.
#[derive(Debug)]
pub struct TrendsWords {
    /// Title of the page.
    pub title: &'static str,
    /// What can be asked, for each field.
    pub hints: [&'static str; 3],
    /// What can be asked, where nothing is.
    pub help: &'static str,
    /// Draws the curves.
    pub compare: &'static str,
    /// Under the drawing.
    pub caption: &'static str,
    /// Name of the table.
    pub table: &'static str,
    /// Head of its first column.
    pub year: &'static str,
}

static FRENCH: TrendsWords = TrendsWords {
    title: "Au fil des ans",
    hints: ["loyer", "tag:logement", "source:le-monde"],
    help: "Combien d’articles chaque année, pour un mot, une source ou un mot-clé\u{202f}: jusqu’à trois courbes. Par exemple\u{202f}:",
    compare: "Comparer",
    caption: "Nombre d’articles par année. Le tableau mène aux articles.",
    table: "Articles par année",
    year: "Année",
};

static ENGLISH: TrendsWords = TrendsWords {
    title: "Over the years",
    hints: ["rent", "tag:housing", "source:the-times"],
    help: "How many articles each year, for a word, a source or a tag: up to three curves. For example:",
    compare: "Compare",
    caption: "Articles per year. The table leads to the articles.",
    table: "Articles by year",
    year: "Year",
};

impl Text {
    /// The words around curves.
    #[must_use]
    pub fn trends(&self) -> &'static TrendsWords {
        match self.lang {
            UiLang::Fr => &FRENCH,
            UiLang::En => &ENGLISH,
        }
    }

    /// The name of a field: `Courbe 2`.
    #[must_use]
    pub fn nth_curve(&self, nth: usize) -> String {
        format!("{} {}", if self.lang == UiLang::Fr { "Courbe" } else { "Curve" }, nth + 1)
    }

    /// A part of a year's posts: `12 %`, `12%`, `< 1 %`.
    #[must_use]
    pub fn share(&self, part: u32, whole: u32) -> String {
        let halves = u64::from(part) * 200 / u64::from(whole.max(1));
        let percent = u32::try_from(halves.div_ceil(2)).unwrap_or(100);
        let less = if halves < 2 { "<\u{a0}" } else { "" };
        let space = if self.lang == UiLang::Fr { "\u{202f}" } else { "" };
        format!("{less}{}{space}%", numbers::number(self.lang, percent.max(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_a_whole_number_of_hundredths() {
        let share = |lang, part, whole| Text::of(lang).share(part, whole);
        assert_eq!(share(UiLang::Fr, 12, 100), "12\u{202f}%");
        assert_eq!(share(UiLang::En, 1, 3), "33%");
        assert_eq!(share(UiLang::En, 2, 3), "67%");
        assert_eq!(share(UiLang::Fr, 1, 400), "<\u{a0}1\u{202f}%");
        assert_eq!(share(UiLang::En, 3, 3), "100%");
        assert_eq!(Text::of(UiLang::En).nth_curve(1), "Curve 2");
    }
}
