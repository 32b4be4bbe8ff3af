//! Looking figures up, and writing them as people read them.

use serde_json::Value;

/// A number on a path of keys (`sizes.1000.build.seconds`); None where there is none.
pub fn number(figures: &Value, path: &str) -> Option<f64> {
    at(figures, path)?.as_f64()
}

/// What is on a path of keys; engines' names hold no dots.
pub fn at<'a>(figures: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(figures, |value, key| value.get(key))
}

/// A time given in ms: `850 ns`, `12 µs`, `3.4 ms`, `1.2 s`.
pub fn time(ms: f64) -> String {
    let (number, unit) = match ms {
        ms if ms < 0.001 => (ms * 1e6, "ns"),
        ms if ms < 1.0 => (ms * 1e3, "µs"),
        ms if ms < 1e3 => (ms, "ms"),
        ms => (ms / 1e3, "s"),
    };
    format!("{} {unit}", short(number))
}

/// Bytes: `830 B`, `54.2 kB`, `3.7 MB`.
pub fn bytes(bytes: f64) -> String {
    let (number, unit) = match bytes {
        bytes if bytes < 1e3 => (bytes, "B"),
        bytes if bytes < 1e6 => (bytes / 1e3, "kB"),
        bytes if bytes < 1e9 => (bytes / 1e6, "MB"),
        bytes => (bytes / 1e9, "GB"),
    };
    format!("{} {unit}", short(number))
}

/// Three digits that count.
pub fn short(number: f64) -> String {
    match number.abs() {
        size if size >= 99.5 => format!("{number:.0}"),
        size if size >= 9.95 => format!("{number:.1}").trim_end_matches(".0").to_owned(),
        0.0 => "0".to_owned(),
        _ => format!("{number:.2}").trim_end_matches('0').trim_end_matches('.').to_owned(),
    }
}

/// A number of posts: `10,000`.
pub fn posts(posts: u64) -> String {
    let digits = posts.to_string();
    let groups = digits.as_bytes().rchunks(3).rev();
    let groups: Vec<String> = groups.map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    groups.join(",")
}

/// The sizes that were measured, smallest first.
pub fn sizes(figures: &Value) -> Vec<u64> {
    let keys = figures["sizes"].as_object().into_iter().flat_map(|sizes| sizes.keys());
    let mut sizes: Vec<u64> = keys.filter_map(|key| key.parse().ok()).collect();
    sizes.sort_unstable();
    sizes
}

#[cfg(test)]
mod tests {
    use super::{bytes, posts, time};

    #[test]
    fn figures_have_the_unit_that_suits_them() {
        for (ms, expected) in
            [(0.000_85, "850 ns"), (0.0123, "12.3 µs"), (3.4, "3.4 ms"), (1234.0, "1.23 s"), (0.0, "0 ns")]
        {
            assert_eq!(time(ms), expected);
        }
        for (size, expected) in [(830.0, "830 B"), (54_200.0, "54.2 kB"), (3_663_000.0, "3.66 MB")] {
            assert_eq!(bytes(size), expected);
        }
        assert_eq!([posts(1_000), posts(1_000_000), posts(12)], ["1,000", "1,000,000", "12"]);
    }
}
