//! Hashtags and mentions in text.

use crate::body::tree::{Id, Tree};

/// What a text names with a sign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    /// Hashtags as written, without #.
    pub hashtags: Vec<String>,
    /// Accounts as written, without @.
    pub mentions: Vec<String>,
}

/// The longest name an account has on any known site.
const LONGEST_HANDLE: usize = 40;
const LONGEST_HASHTAG: usize = 100;
/// Stands for what is not looked into: a link's words, code.
const SKIPPED: char = '\u{fffc}';

impl Signs {
    /// Adds what a text names.
    pub(super) fn add(&mut self, text: &str) {
        for at in sign_bytes(text) {
            // The sign that all of it is, or the first byte of another character.
            let Some(sign) = text[at..].chars().next().filter(|c| matches!(c, '#' | '＃' | '@' | '＠'))
            else {
                continue;
            };
            if !starts_word(text[..at].chars().next_back()) {
                continue;
            }
            let after = &text[at + sign.len_utf8()..];
            match sign {
                '#' | '＃' => self.hashtags.extend(hashtag(after).map(str::to_owned)),
                _ => self.mentions.extend(mention(after).map(str::to_owned)),
            }
        }
    }

    /// Adds what a body names outside its links and code.
    pub(super) fn add_body(&mut self, tree: &Tree) {
        let has_sign = |id| tree.text(id).is_some_and(|text| sign_bytes(text).next().is_some());
        if !tree.below(Tree::ROOT).any(has_sign) {
            return;
        }
        let mut text = String::new();
        let mut pending: Vec<Id> = tree.children(Tree::ROOT).iter().rev().copied().collect();
        while let Some(id) = pending.pop() {
            let name = tree.name(id);
            if matches!(name, "a" | "code" | "pre" | "kbd" | "samp") {
                text.push(SKIPPED);
                continue;
            }
            if tree.breaks_lines(id) {
                text.push('\n');
            }
            if let Some(words) = tree.text(id) {
                text.push_str(words);
            }
            pending.extend(tree.children(id).iter().rev());
        }
        self.add(&text);
    }
}

/// Where a sign may stand: its only byte, or the first byte of `＃` and `＠`. Each is a character's first.
fn sign_bytes(text: &str) -> impl Iterator<Item = usize> + '_ {
    memchr::memchr3_iter(b'#', b'@', 0xEF, text.as_bytes())
}

/// Whether a sign after this character begins a word: not inside a word, an e-mail or an address.
fn starts_word(before: Option<char>) -> bool {
    before.is_none_or(|c| {
        !c.is_alphanumeric()
            && !matches!(c, '_' | '&' | '/' | '@' | '#' | '.' | '=' | '-' | '?' | '%' | '~' | '+')
    })
}

/// The hashtag that a text begins with, after its #: letters, digits and `_`, a letter among them.
fn hashtag(rest: &str) -> Option<&str> {
    let end = rest.find(|c: char| !is_hashtag_character(c)).unwrap_or(rest.len());
    let name = &rest[..end];
    let fits = name.chars().count() <= LONGEST_HASHTAG && name.chars().any(char::is_alphabetic);
    // `#a-b` and `#a.b` go on as no hashtag does; a colour or a reference is none either.
    (fits && !rest[end..].starts_with([';', '='])).then_some(name)
}

fn is_hashtag_character(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{b7}')
}

/// The account that a text begins with, after its @.
fn mention(rest: &str) -> Option<&str> {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
    let name = &rest[..end];
    let goes_on = rest[end..].starts_with(|c: char| c.is_alphanumeric());
    let fits = (2..=LONGEST_HANDLE).contains(&name.len()) && name.bytes().any(|b| b.is_ascii_alphabetic());
    (fits && !goes_on).then_some(name)
}

/// Whether a word is nothing but a hashtag or mention, punctuation aside (`(@ush),` or `#a#b`).
pub(super) fn is_sign_word(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| {
        matches!(
            c,
            '(' | ')'
                | '['
                | ']'
                | ','
                | ';'
                | '.'
                | ':'
                | '!'
                | '?'
                | '…'
                | '"'
                | '«'
                | '»'
                | '\u{a0}'
                | '\u{202f}'
        )
    });
    let mut rest = bare;
    while let Some(sign) = rest.chars().next() {
        let after = &rest[sign.len_utf8()..];
        let name = match sign {
            '#' | '＃' => hashtag(after),
            '@' | '＠' => mention(after),
            ',' | '/' if rest.len() < bare.len() => Some(""),
            _ => None,
        };
        let Some(name) = name else { return false };
        rest = &after[name.len()..];
    }
    !bare.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, hashtags: &[&str], mentions: &[&str]) {
        let mut signs = Signs::default();
        signs.add(text);
        assert_eq!(
            (signs.hashtags.as_slice(), signs.mentions.as_slice()),
            (
                hashtags.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>().as_slice(),
                mentions.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>().as_slice(),
            ),
            "{text}"
        );
    }

    #[test]
    fn signs_begin_words() {
        check("Le #LogementSocial, l’#égalité (#HLM) !", &["LogementSocial", "égalité", "HLM"], &[]);
        check("n° #3 et #1erMai", &["1erMai"], &[]);
        check("C# et a#b https://x.example/p#ancre ?q=#x &#8217;", &[], &[]);
        check("@UnionHlm, @Min_Territoires. @a", &[], &["UnionHlm", "Min_Territoires"]);
        check("contact@ush.example, a.@b, https://x.example/@compte", &[], &[]);
        check("@compte@mastodon.example", &[], &["compte"]);
        check("“@ush” / @hlm", &[], &["ush", "hlm"]);
    }

    #[test]
    fn links_and_code_of_a_body_are_not_looked_into() {
        let tree = Tree::parse(
            "<p>#un <a href=\"/x\">#deux @trois</a></p><pre>#quatre</pre><p>mot<b>#cinq</b> <i>@six</i></p>",
        );
        let mut signs = Signs::default();
        signs.add_body(&tree);
        assert_eq!((signs.hashtags, signs.mentions), (vec!["un".to_owned()], vec!["six".to_owned()]));
    }
}
