//! What is written in `q`: words, phrases, operators. Lenient: everything has a reading, nothing is an error.

use super::filter::{Choice, Facet, Filter, Reading, Remark, State};
use domain::{PartialDate, fold, slugify};
use std::collections::HashSet;

/// A stretch of `q`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'q> {
    /// What stands between spaces, a `-` before it taken off.
    Text {
        text: &'q str,
        /// After an operator's colon, what stood in quotes (`source:"Union sociale"`).
        quoted: Option<&'q str>,
        excluded: bool,
    },
    /// What stands in quotes, never empty of quotes on both sides.
    Phrase { text: &'q str, excluded: bool },
}

/// Cuts `q` into tokens.
pub(super) fn tokens(q: &str) -> Vec<Token<'_>> {
    slices(q).into_iter().map(|(token, _)| token).collect()
}

/// Tokens, each with all it is written with.
fn slices(q: &str) -> Vec<(Token<'_>, &str)> {
    let mut found = Vec::new();
    let mut rest = q.trim_start();
    while !rest.is_empty() {
        let dashes = rest.len() - rest.trim_start_matches('-').len();
        let (excluded, body) = (dashes > 0, &rest[dashes..]);
        let (token, length) = match phrase(body) {
            Some((text, length)) => (Token::Phrase { text, excluded }, length),
            None => text(body, excluded),
        };
        let (written, after) = rest.split_at(dashes + length);
        if length > 0 {
            found.push((token, written));
        }
        rest = after.trim_start();
    }
    found
}

/// A phrase that begins here and is closed, and the length it is written with.
fn phrase(text: &str) -> Option<(&str, usize)> {
    let open = text.chars().next().filter(|c| matches!(c, '"' | '“' | '„' | '«' | '”'))?;
    let inside = &text[open.len_utf8()..];
    let closes = |c: char| if open == '«' { c == '»' } else { matches!(c, '"' | '“' | '”') };
    let (end, close) = inside.char_indices().find(|(_, c)| closes(*c))?;
    Some((&inside[..end], open.len_utf8() + end + close.len_utf8()))
}

/// What stands before the next space. The value of an operator may stand in quotes and hold spaces.
fn text(body: &str, excluded: bool) -> (Token<'_>, usize) {
    let end = body.find(char::is_whitespace).unwrap_or(body.len());
    if let Some(colon) = body[..end].find(':') {
        let value = &body[colon + 1..];
        if let (Some(_), Some((quoted, length))) = (Operator::named(&body[..colon]), phrase(value)) {
            let length = colon + 1 + length;
            return (Token::Text { text: &body[..length], quoted: Some(quoted), excluded }, length);
        }
    }
    (Token::Text { text: &body[..end], quoted: None, excluded }, end)
}

/// What stands before a colon and means a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Choose(Facet),
    From,
    To,
}

impl Operator {
    fn named(name: &str) -> Option<Self> {
        Some(match fold(name).as_str() {
            "source" => Self::Choose(Facet::Source),
            "tag" => Self::Choose(Facet::Tag),
            "mention" => Self::Choose(Facet::Mention),
            "author" | "auteur" => Self::Choose(Facet::Author),
            "apres" | "after" => Self::From,
            "avant" | "before" => Self::To,
            _ => return None,
        })
    }
}

/// Moves the operators of `q` to their parameters; the words that are left stay in `q`.
#[must_use]
pub fn read(filter: &Filter) -> Reading {
    let mut reading = Reading { filter: filter.clone(), remarks: Vec::new() };
    let mut left = Vec::new();
    let mut moved = false;
    let mut chosen = Chosen::of(filter);
    for (token, written) in slices(&filter.q) {
        match apply(token, &mut reading.filter, &mut chosen) {
            Applied::Yes => moved = true,
            Applied::No => left.push(written),
            Applied::Unreadable => {
                reading.remarks.push(Remark::AsWords(written.to_owned()));
                left.push(written);
            }
        }
    }
    if moved {
        reading.filter.q = left.join(" ");
    }
    reading
}

enum Applied {
    Yes,
    No,
    Unreadable,
}

/// What is chosen already, folded, so that a long question costs no more than its length.
struct Chosen(HashSet<(Facet, bool, String)>);

impl Chosen {
    fn of(filter: &Filter) -> Self {
        let mut met = HashSet::new();
        for facet in Facet::ALL {
            let choice = filter.choice(facet);
            met.extend(choice.include.iter().map(|slug| (facet, false, fold(slug))));
            met.extend(choice.exclude.iter().map(|slug| (facet, true, fold(slug))));
        }
        Self(met)
    }
}

fn apply(token: Token<'_>, filter: &mut Filter, chosen: &mut Chosen) -> Applied {
    let Token::Text { text, quoted, excluded } = token else { return Applied::No };
    let state = if excluded { State::Out } else { State::In };
    if let Some(handle) = text.strip_prefix('@') {
        return choose(filter, chosen, Facet::Mention, bare(handle), state);
    }
    if let Some(tag) = text.strip_prefix('#') {
        // A number is no hashtag.
        let is_number = bare(tag).bytes().all(|byte| byte.is_ascii_digit());
        return if is_number {
            Applied::No
        } else {
            choose(filter, chosen, Facet::Tag, &slugify(tag), state)
        };
    }
    let Some((name, value)) = text.split_once(':') else { return Applied::No };
    let Some(operator) = Operator::named(name) else { return Applied::No };
    match operator {
        Operator::Choose(facet) => {
            let slug = quoted.map_or_else(|| bare(value).to_owned(), slugify);
            match choose(filter, chosen, facet, &slug, state) {
                Applied::No => Applied::Unreadable,
                applied => applied,
            }
        }
        Operator::From | Operator::To => match bare(quoted.unwrap_or(value)).parse() {
            Ok(date) if !excluded => {
                narrow(filter, operator, date);
                Applied::Yes
            }
            _ => Applied::Unreadable,
        },
    }
}

/// A value without the punctuation of the sentence it was pasted from.
fn bare(value: &str) -> &str {
    value.trim().trim_end_matches([',', ';', '.', '!', '?', ')', ':', '"', '”', '»'])
}

fn choose(filter: &mut Filter, chosen: &mut Chosen, facet: Facet, slug: &str, state: State) -> Applied {
    let folded = fold(slug);
    if folded.is_empty() || !slug.contains(char::is_alphanumeric) {
        return Applied::No;
    }
    let choice: &mut Choice = filter.choice_mut(facet);
    let list = if state == State::Out { &mut choice.exclude } else { &mut choice.include };
    if chosen.0.insert((facet, state == State::Out, folded)) {
        list.push(slug.to_owned());
    }
    Applied::Yes
}

/// All that is asked must hold: of two dates the narrower counts.
fn narrow(filter: &mut Filter, operator: Operator, date: PartialDate) {
    if operator == Operator::From {
        if filter.from.is_none_or(|from| from.first() < date.first()) {
            filter.from = Some(date);
        }
    } else if filter.to.is_none_or(|to| date.last() < to.last()) {
        filter.to = Some(date);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(q: &str, expected: &str, remarks: &[Remark]) {
        let reading = read(&Filter { q: q.into(), ..Filter::default() });
        assert_eq!(reading.filter.to_query(), expected, "{q}");
        assert_eq!(reading.remarks, remarks, "{q}");
        let again = read(&reading.filter);
        assert_eq!(again.filter, reading.filter, "{q}: what is left reads the same");
    }

    #[test]
    fn operators_count_as_the_parameters() {
        for (q, expected) in [
            ("source:ush", "source=ush"),
            ("tag:logement social", "q=social&tag=logement"),
            ("Source:USH source:ush", "source=USH"),
            ("source:\"Union Sociale pour l’Habitat\" x", "q=x&source=union-sociale-pour-lhabitat"),
            ("-tag:a -source:none", "source=-none&tag=-a"),
            ("auteur:luc author:zoe", "author=luc&author=zoe"),
            ("@unionhlm, -@arkea", "mention=unionhlm&mention=-arkea"),
            ("mention:x", "mention=x"),
            ("#Logement #CongrèsHLM", "tag=Logement&tag=congreshlm"),
            ("avant:2018-07 après:2017", "from=2017&to=2018-07"),
            ("before:2018 after:2017-02 apres:2016", "from=2017-02&to=2018"),
            ("avant:2018.", "to=2018"),
            ("« avant:2018 »", "q=%C2%AB+avant:2018+%C2%BB"),
            ("19:30 http://x.fr C# #1", "q=19:30+http:%2F%2Fx.fr+C%23+%231"),
            ("  mixité   sociale  ", "q=++mixit%C3%A9+++sociale++"),
        ] {
            let expected = expected.replace("tag=Logement", "tag=logement");
            check(q, &expected, &[]);
        }
    }

    #[test]
    fn what_cannot_be_read_is_searched_as_words() {
        for (q, left) in [
            ("avant:hier", "avant:hier"),
            ("avant:2018-13", "avant:2018-13"),
            ("tag:", "tag:"),
            ("-avant:2018", "-avant:2018"),
        ] {
            check(q, &format!("q={left}"), &[Remark::AsWords(q.into())]);
        }
    }
}
