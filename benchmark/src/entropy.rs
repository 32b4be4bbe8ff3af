//! How few bytes the facets could take if every number were coded by how often it stands there, and by nothing else.

use crate::measure;
use catalog::Entry;
use domain::Moment;
use std::collections::BTreeMap;

/// What the facets of an archive carry, in bytes.
///
/// The days' differences, each source, the number of tags and mentions of a post and each of them, by their frequency;
/// the names, compressed. Knowing that some tags go with some sources could take it lower.
///
/// # Errors
/// None that a vector can make.
pub fn facets(entries: &[Entry]) -> std::io::Result<f64> {
    let days: Vec<i64> = entries.iter().filter_map(|entry| entry.card.date).map(day_number).collect();
    let mut bits = entropy(days.windows(2).map(|pair| pair[0] - pair[1]));
    bits += entropy(entries.iter().map(|entry| entry.card.source.as_ref().map(|label| &label.slug)));
    bits += entropy(entries.iter().map(|entry| entry.card.tags.len()));
    bits += entropy(entries.iter().flat_map(|entry| &entry.card.tags).map(|label| &label.slug));
    bits += entropy(entries.iter().map(|entry| entry.card.mentions.len()));
    bits += entropy(entries.iter().flat_map(|entry| &entry.card.mentions).map(|label| &label.slug));
    let mut names: BTreeMap<&str, ()> = BTreeMap::new();
    for card in entries.iter().map(|entry| &entry.card) {
        let labels = card.source.iter().chain(&card.tags).chain(&card.mentions);
        names.extend(labels.map(|label| (label.name.as_str(), ())));
    }
    let names: Vec<&str> = names.into_keys().collect();
    let names = measure::brotli(names.join("\n").as_bytes())?.len();
    Ok(bits / 8.0 + names as f64)
}

fn day_number(date: Moment) -> i64 {
    (date.unix + i64::from(date.offset_minutes) * 60).div_euclid(86_400)
}

/// Bits that the values take together, each coded by its frequency.
fn entropy<V: Ord>(values: impl Iterator<Item = V>) -> f64 {
    let mut counts: BTreeMap<V, f64> = BTreeMap::new();
    let mut all = 0.0;
    for value in values {
        *counts.entry(value).or_default() += 1.0;
        all += 1.0;
    }
    counts.values().map(|count| count * (all / count).log2()).sum()
}

#[cfg(test)]
mod tests {
    use super::entropy;

    #[test]
    fn four_values_alike_take_two_bits_each_and_one_value_takes_none() {
        assert!((entropy([1, 2, 3, 4].into_iter()) - 8.0).abs() < 1e-9);
        assert!(entropy(["a"; 100].into_iter()).abs() < 1e-9);
    }
}
