//! Numbers and texts as bytes, as all parts write them.

/// What ends a text: no byte of UTF-8.
const END: u8 = 0xff;
/// Ids below this are one byte.
const SHORT: u32 = 192;
/// The first byte of an id too great for two.
const LONG: u8 = 0xff;

/// Reads what was written, never beyond its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    /// A variable-length integer: seven bits a byte, the lowest first.
    pub(super) fn number(&mut self) -> Option<u32> {
        let mut number = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// A variable-length integer that is a length of what follows, a byte each at least: never more than is there.
    pub(super) fn length(&mut self) -> Option<usize> {
        let length = self.number()? as usize;
        (length <= self.0.len()).then_some(length)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*byte)
    }

    pub(super) fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    /// A text up to its end.
    pub(super) fn text(&mut self) -> Option<String> {
        let length = self.0.iter().position(|byte| *byte == END)?;
        let text = std::str::from_utf8(self.bytes(length)?).ok()?.to_owned();
        self.byte()?;
        Some(text)
    }

    /// So many ids, as [`put_ids`] wrote them.
    pub(super) fn ids(&mut self, count: usize) -> Option<Vec<u32>> {
        let rest = self.length()?;
        let firsts = self.bytes(count)?;
        let mut rest = Reader(self.bytes(rest)?);
        let mut ids = Vec::with_capacity(count);
        for first in firsts {
            ids.push(match u32::from(*first) {
                short @ 0..SHORT => short,
                _ if *first == LONG => rest.number()?,
                high => SHORT + ((high - SHORT) << 8) + u32::from(rest.byte()?),
            });
        }
        rest.0.is_empty().then_some(ids)
    }

    /// Passes over so many numbers and returns their bytes.
    #[cfg(feature = "build")]
    pub(super) fn skip(&mut self, numbers: u32) -> Option<&'a [u8]> {
        let mut left = numbers;
        let mut end = 0;
        while left > 0 {
            left -= u32::from(self.0.get(end)? & 0x80 == 0);
            end += 1;
        }
        self.bytes(end)
    }
}

/// Appends a variable-length integer.
#[cfg(feature = "build")]
pub(super) fn put(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Appends a text and its end.
#[cfg(feature = "build")]
pub(super) fn put_text(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend_from_slice(text.as_bytes());
    bytes.push(END);
}

/// Appends ids of which small ones are frequent: all first bytes, then what else the great ones need, so that each
/// stream is told by itself how likely its bytes are.
#[cfg(feature = "build")]
pub(super) fn put_ids(bytes: &mut Vec<u8>, ids: &[u32]) {
    let (mut firsts, mut rest) = (Vec::with_capacity(ids.len()), Vec::new());
    for id in ids {
        let high = id.checked_sub(SHORT).map(|above| (above >> 8) + SHORT);
        match high {
            None => firsts.push(*id as u8),
            Some(high) if high < u32::from(LONG) => {
                firsts.push(high as u8);
                rest.push((id - SHORT) as u8);
            }
            Some(_) => {
                firsts.push(LONG);
                put(&mut rest, *id);
            }
        }
    }
    put(bytes, rest.len() as u32);
    bytes.extend(firsts);
    bytes.extend(rest);
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;

    #[test]
    fn ids_of_every_size_come_back() {
        let ids = [0, 1, 191, 192, 193, 447, 448, 16_000, 16_319, 16_320, 70_000, u32::MAX];
        let mut bytes = Vec::new();
        put_ids(&mut bytes, &ids);
        let mut reader = Reader(&bytes);
        assert_eq!(reader.ids(ids.len()).as_deref(), Some(&ids[..]));
        assert!(reader.0.is_empty());
        for end in 0..bytes.len() {
            assert_eq!(Reader(&bytes[..end]).ids(ids.len()), None, "{end}");
        }
    }
}
