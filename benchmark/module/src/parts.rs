//! What the parts of a catalog are called as files of a run.

use catalog::PartKey;

/// What every reader fetches first.
pub const FACETS: &str = "facets";

/// A part's name: its kind, then its numbers, in an order that sorting keeps.
#[must_use]
pub fn name_of(key: PartKey) -> String {
    match key {
        PartKey::Facets => FACETS.into(),
        PartKey::Cards(nth) => format!("cards-{nth:05}"),
        PartKey::Dictionary(segment) => format!("dictionary-{segment:03}"),
        PartKey::Postings(segment, nth) => format!("postings-{segment:03}-{nth:05}"),
        PartKey::Positions(segment, nth) => format!("positions-{segment:03}-{nth:05}"),
    }
}

/// The part of a name; None for what is no part's.
#[must_use]
pub fn key_of(name: &str) -> Option<PartKey> {
    let mut fields = name.split('-');
    let kind = fields.next()?;
    let mut number = || fields.next()?.parse::<u32>().ok();
    match kind {
        FACETS => Some(PartKey::Facets),
        "cards" => Some(PartKey::Cards(number()?)),
        "dictionary" => Some(PartKey::Dictionary(number()?)),
        "postings" => Some(PartKey::Postings(number()?, number()?)),
        "positions" => Some(PartKey::Positions(number()?, number()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{key_of, name_of};
    use catalog::PartKey;

    #[test]
    fn a_name_leads_back_to_its_part() {
        for key in [
            PartKey::Facets,
            PartKey::Cards(3),
            PartKey::Dictionary(1),
            PartKey::Postings(1, 70_000),
            PartKey::Positions(0, 12),
        ] {
            assert_eq!(key_of(&name_of(key)), Some(key));
        }
        assert_eq!(key_of("words"), None);
    }
}
