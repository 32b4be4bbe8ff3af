//! Reading the facets part step by step: for a page that must not stand still while it does.

use super::Catalog;
use super::base::Base;
use super::columns::LayingOut;
use super::facets::{Decoding, Facets};
use super::format::{self, FormatError, Part};
use super::words::Words;

/// A catalog that is being read from its facets part. At 100,000 posts a step takes a few milliseconds in a browser.
#[derive(Clone, Debug, Default)]
pub struct Opening(Stage);

#[derive(Clone, Debug, Default)]
enum Stage {
    /// The bytes are held against their checksum.
    #[default]
    Check,
    Decode(Decoding),
    LayOut(Box<Facets>, LayingOut),
    Join(Box<Facets>, LayingOut),
}

impl Opening {
    /// Nothing is read yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads some more of the part, all of which is handed over each time; the catalog once it is whole. What was read
    /// to its end begins anew.
    ///
    /// # Errors
    /// Bytes that are no facets part of this format, or damaged.
    pub fn step(&mut self, bytes: &[u8]) -> Result<Option<Catalog>, FormatError> {
        self.0 = match std::mem::take(&mut self.0) {
            Stage::Check => {
                format::open(Part::Facets, bytes)?;
                Stage::Decode(Decoding::default())
            }
            Stage::Decode(mut decoding) => {
                let body = bytes.get(format::HEADER..).ok_or(FormatError::Damaged)?;
                match decoding.step(body).ok_or(FormatError::Damaged)? {
                    true => Stage::Decode(decoding),
                    false => Stage::LayOut(Box::new(decoding.finish()), LayingOut::default()),
                }
            }
            Stage::LayOut(facets, mut columns) => match columns.step(&facets).ok_or(FormatError::Damaged)? {
                true => Stage::LayOut(facets, columns),
                false => Stage::Join(facets, columns),
            },
            Stage::Join(facets, columns) => {
                let words = Words::of(&facets.segments);
                let base = Base::of(*facets, columns.finish());
                return Ok(Some(Catalog { base, words, ..Catalog::default() }));
            }
        };
        Ok(None)
    }
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;
    use crate::{Builder, FormatError, PartKey};

    #[test]
    fn a_part_is_read_in_steps_and_anew_after_the_last() {
        let parts = Builder::new().finish().parts;
        let facets = &parts.iter().find(|(key, _)| *key == PartKey::Facets).unwrap().1;
        let mut opening = Opening::new();
        let mut read = || {
            let mut steps = 1;
            while opening.step(facets).unwrap().is_none() {
                steps += 1;
            }
            steps
        };
        assert_eq!((read(), read()), (12, 12));
    }

    #[test]
    fn bytes_that_get_shorter_on_the_way_are_an_error() {
        let parts = Builder::new().finish().parts;
        let facets = &parts[0].1;
        for cut in 0..facets.len() {
            let mut opening = Opening::new();
            assert!(opening.step(facets).is_ok_and(|catalog| catalog.is_none()));
            let mut read = || loop {
                match opening.step(&facets[..cut]) {
                    Ok(None) => {}
                    end => return end,
                }
            };
            assert!(matches!(read(), Err(FormatError::Damaged)), "{cut}");
        }
    }
}
