//! Stop words: words so common that a search for others need not find them.

use super::Stemming;

/// Articles, pronouns, prepositions, conjunctions and the forms of être and avoir, folded.
const FRENCH: &str = "a ai ainsi alors au aucun aucune aussi autre autres aux avaient avais avait avant avec avez avons \
    c ca car ce ceci cela celle celles celui cependant ces cet cette ceux chaque chez ci comme comment d dans de depuis \
    des donc dont du elle elles en encore entre es est et etaient etais etait etant etc ete etes etre eu eux fait font \
    furent fut ici il ils j je jusqu jusque l la le les leur leurs lorsqu lorsque lui m ma mais me meme memes mes mon n \
    ne ni nos notre nous on ont ou par parce pas pendant peu peut peuvent plus pour pourquoi puis puisqu puisque qu \
    quand que quel quelle quelles quelqu quels qui quoi quoiqu s sa sans se selon sera seront ses si sinon soit son sont \
    sous suis sur t ta tandis te tel telle telles tels tes toi ton tous tout toute toutes tres tu un une vers voici \
    voila vos votre vous y";

/// Their English fellows.
const ENGLISH: &str = "a about after all also am an and any are arent as at be because been before being between both \
    but by can cannot cant could couldnt d did didnt do does doesnt doing dont for from had hadnt has hasnt have havent \
    having he her here hers him his how i if in into is isnt it its just ll m me more most my no nor not of off on once \
    only or other our ours out over own re s same she should shouldnt so some such t than that the their theirs them \
    then there these they this those through to too under until up us ve very was wasnt we were werent what when where \
    which while who whom why will with wont would wouldnt you your yours";

/// No stop word has more letters.
const LONGEST: usize = 9;

/// English stop words that mean something in French (an or: a year, gold), kept where an archive holds both.
const FRENCH_WORDS_OF_ENGLISH: &[&str] =
    &["an", "but", "or", "as", "off", "once", "over", "here", "were", "before"];

/// Which languages' stop words count: those of the archive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StopWords {
    /// French ones.
    pub french: bool,
    /// English ones.
    pub english: bool,
}

impl StopWords {
    /// Those of one language.
    #[must_use]
    pub fn of(stemming: Option<Stemming>) -> Self {
        Self { french: stemming == Some(Stemming::French), english: stemming == Some(Stemming::English) }
    }

    /// Those of either.
    #[must_use]
    pub fn with(self, stemming: Option<Stemming>) -> Self {
        let more = Self::of(stemming);
        Self { french: self.french || more.french, english: self.english || more.english }
    }
}

/// Whether a folded word is a stop word.
#[must_use]
pub fn is_stop_word(folded: &str, languages: StopWords) -> bool {
    if folded.len() > LONGEST {
        return false;
    }
    // In order: behind where it would stand nobody looks.
    let within =
        |list: &str| list.split_ascii_whitespace().take_while(|word| *word <= folded).last() == Some(folded);
    (languages.french && within(FRENCH))
        || (languages.english
            && within(ENGLISH)
            && !(languages.french && FRENCH_WORDS_OF_ENGLISH.contains(&folded)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stop_words_are_in_order_and_short() {
        for list in [FRENCH, ENGLISH] {
            let words: Vec<&str> = list.split_ascii_whitespace().collect();
            assert!(words.is_sorted() && words.iter().all(|word| word.len() <= LONGEST));
            let languages = StopWords { french: list == FRENCH, english: list == ENGLISH };
            assert!(words.iter().all(|word| is_stop_word(word, languages)));
        }
    }

    #[test]
    fn stop_words_are_those_of_the_archives_languages() {
        let (french, english) =
            (StopWords::of(Some(Stemming::French)), StopWords::of(Some(Stemming::English)));
        let both = french.with(Some(Stemming::English));
        for (word, in_french, in_english, in_both) in [
            ("la", true, false, true),
            ("the", false, true, true),
            ("a", true, true, true),
            ("but", false, true, false),
            ("logement", false, false, false),
        ] {
            let found = [french, english, both].map(|languages| is_stop_word(word, languages));
            assert_eq!(found, [in_french, in_english, in_both], "{word}");
        }
    }
}
