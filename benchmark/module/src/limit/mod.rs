//! The limit program: the least that must be done to answer, and nothing else. No names, no pages, no damaged files, no
//! French; numbers in, numbers out. What the catalog is held against.

mod columns;
mod postings;

pub use columns::{Columns, Row};
pub use postings::{Postings, write_postings};
use wasm_bindgen::prelude::wasm_bindgen;

/// Both halves, for JavaScript.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Limit {
    columns: Columns,
    postings: Postings,
}

#[wasm_bindgen]
impl Limit {
    /// Lays the columns out.
    #[wasm_bindgen(constructor)]
    pub fn new(columns: &[u8]) -> Limit {
        Limit { columns: Columns::read(columns), postings: Postings::default() }
    }

    /// Takes the postings.
    pub fn add_postings(&mut self, bytes: &[u8]) {
        self.postings = Postings::read(bytes);
    }

    /// Posts of a source, all counts and months made.
    pub fn source(&mut self, source: u32) -> u32 {
        self.columns.source(source)
    }

    /// Posts of a source and a tag between two days, all counts and months made.
    pub fn source_tag_range(&mut self, source: u32, tag: u32, from: u32, to: u32) -> u32 {
        self.columns.source_tag_range(source, tag, from, to)
    }

    /// The twenty best posts with all words; the last may be a beginning. The first number is how many there are.
    pub fn search(&mut self, words: &str, prefix: bool) -> Vec<u32> {
        self.postings.search(words, prefix)
    }
}

/// Writes a number, seven bits a byte, the lowest first.
pub(crate) fn put(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 128 {
        bytes.push((number & 127) as u8 | 128);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads it back; 0 past the end.
#[inline]
pub(crate) fn take(bytes: &[u8], at: &mut usize) -> u32 {
    let (mut number, mut shift) = (0_u32, 0);
    loop {
        let byte = bytes.get(*at).copied().unwrap_or(0);
        *at += 1;
        number |= u32::from(byte & 127) << shift;
        shift += 7;
        if byte < 128 || shift > 28 {
            return number;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Columns, Postings, Row, write_postings};

    fn rows() -> Vec<Row> {
        // Newest first, as archives are.
        (0..2_000_u32)
            .map(|nth| Row { day: 4_000 - nth * 2, source: nth % 7, tags: vec![nth % 3, 3 + nth % 5] })
            .collect()
    }

    #[test]
    fn columns_count_as_a_scan_does() {
        let rows = rows();
        let mut columns = Columns::read(&Columns::write(&rows));
        for source in 0..7 {
            let found = rows.iter().filter(|row| row.source == source).count() as u32;
            assert_eq!(columns.source(source), found);
            let of_tag = |tag| {
                rows.iter().filter(|row| row.source == source && row.tags.contains(&tag)).count() as u32
            };
            assert_eq!((0..8).map(of_tag).collect::<Vec<_>>(), columns.tag_counts());
        }
        for (source, tag, from, to) in [(1, 2, 100, 3_000), (6, 4, 0, 5_000), (3, 0, 3_990, 4_000)] {
            let found = rows.iter().filter(|row| {
                row.source == source && row.tags.contains(&tag) && (from..=to).contains(&row.day)
            });
            assert_eq!(columns.source_tag_range(source, tag, from, to), found.count() as u32);
        }
    }

    #[test]
    fn postings_find_words_and_beginnings() {
        let texts =
            ["un logement neuf", "des logements neufs neufs", "la mairie", "logement mairie logement"];
        let texts: Vec<Vec<String>> =
            texts.iter().map(|text| text.split(' ').map(str::to_owned).collect()).collect();
        let mut postings = Postings::read(&write_postings(texts.iter().map(Vec::as_slice)));
        assert_eq!(postings.search("logement", false), [2, 3, 0]);
        assert_eq!(postings.search("logement mairie", false), [1, 3]);
        assert_eq!(postings.search("logem", true)[0], 3);
        assert_eq!(postings.search("rien", false), [0]);
    }
}
