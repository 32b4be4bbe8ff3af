//! The facets part: the days and values of all posts, as columns. Enough for any filter and all its counts.
//!
//! `docs/catalog.md` says what stands where.

use super::numbers::Reader;
#[cfg(feature = "build")]
use super::numbers::{put, put_ids, put_text};
use super::words::SegmentNote;
use crate::analysis::Stemming;
#[cfg(feature = "build")]
use crate::query::Facet;
use domain::order::sort_by;
use domain::{Day, Label, Moment, slugify};

/// The facets part, decoded. Documents are posts, newest first, then pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facets {
    /// How many of the documents are posts.
    pub(crate) posts: usize,
    /// Each post's local day; undated posts last.
    pub(crate) days: Vec<Option<Day>>,
    /// Labels of each facet, by name then slug.
    pub(crate) labels: [Vec<Label>; 4],
    /// Values of each facet.
    pub(crate) values: [Values; 4],
    /// How each document's words are stemmed.
    pub(crate) languages: Vec<Option<Stemming>>,
    /// The blocks of cards, in order.
    pub(crate) blocks: Vec<Block>,
    /// The mean length of a body in words.
    pub(crate) mean_length: u32,
    /// The segments of words, the old one first.
    pub(crate) segments: Vec<SegmentNote>,
}

/// Each document's values of one facet, in its own order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Values {
    /// Where each document's values begin; one more than documents.
    pub(crate) starts: Vec<u32>,
    pub(crate) values: Vec<u32>,
}

impl Values {
    /// A document's values.
    pub(crate) fn of(&self, document: usize) -> &[u32] {
        let bounds = (self.starts.get(document), self.starts.get(document + 1));
        let (Some(&start), Some(&end)) = bounds else { return &[] };
        self.values.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// A block of cards that belongs to these facets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// How many cards.
    pub(crate) cards: u32,
    /// Its checksum.
    pub(crate) sum: u64,
}

const DAY: i64 = 86_400;
/// The first day there is, 1 January of the year 1, in days since 1970; and the last, 31 December 9999.
const FIRST_DAY: i64 = -719_162;
const LAST_DAY: i64 = 2_932_896;

/// A moment's local day, in days since 1970.
#[cfg(feature = "build")]
fn ordinal(moment: Moment) -> i64 {
    let days = moment.unix.saturating_add(i64::from(moment.offset_minutes) * 60).div_euclid(DAY);
    if (FIRST_DAY..=LAST_DAY).contains(&days) { days } else { FIRST_DAY }
}

fn day(ordinal: i64) -> Option<Day> {
    let in_range = (FIRST_DAY..=LAST_DAY).contains(&ordinal);
    in_range.then(|| Moment { unix: ordinal * DAY, offset_minutes: 0 }.day())
}

/// How a slug follows from its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Derived {
    No = 0,
    Slugified = 1,
    Handle = 2,
}

impl Derived {
    const ALL: [Derived; 3] = [Derived::Slugified, Derived::Handle, Derived::No];

    fn slug(self, name: &str) -> Option<String> {
        match self {
            Derived::No => None,
            Derived::Slugified => Some(slugify(name)),
            Derived::Handle => name.strip_prefix('@').map(str::to_lowercase),
        }
    }
}

#[cfg(feature = "build")]
impl Facets {
    /// The part's body. `dates` are those of the posts, of which `days` are the days.
    pub(crate) fn to_bytes(&self, dates: &[Option<Moment>]) -> Vec<u8> {
        let mut bytes = Vec::new();
        put(&mut bytes, self.languages.len() as u32);
        put(&mut bytes, self.posts as u32);
        put(&mut bytes, dates.iter().flatten().count() as u32);
        let mut last = 0;
        for date in dates.iter().flatten() {
            let step = ordinal(*date) - last;
            last += step;
            put(&mut bytes, ((step << 1) ^ (step >> 63)) as u32);
        }
        for facet in Facet::ALL {
            self.put_facet(facet, &mut bytes);
        }
        for run in self.languages.chunk_by(|a, b| a == b) {
            bytes.push(run[0].map_or(0, |stemming| stemming as u8 + 1));
            put(&mut bytes, run.len() as u32);
        }
        put(&mut bytes, self.blocks.len() as u32);
        for block in &self.blocks {
            put(&mut bytes, block.cards);
            bytes.extend_from_slice(&block.sum.to_le_bytes());
        }
        put(&mut bytes, self.mean_length);
        put(&mut bytes, self.segments.len() as u32);
        for segment in &self.segments {
            put(&mut bytes, segment.documents);
            put(&mut bytes, segment.length);
            bytes.extend_from_slice(&segment.sum.to_le_bytes());
        }
        bytes
    }

    fn put_facet(&self, facet: Facet, bytes: &mut Vec<u8>) {
        let (labels, values) = (&self.labels[facet as usize], &self.values[facet as usize]);
        let mut counts = vec![0_u32; labels.len()];
        values.values.iter().for_each(|value| counts[*value as usize] += 1);
        // The most frequent first: small numbers are short and alike.
        let mut order: Vec<usize> = (0..labels.len()).collect();
        order.sort_by_key(|value| (std::cmp::Reverse(counts[*value]), *value));
        let mut number = vec![0_u32; labels.len()];
        for (value, nth) in order.iter().zip(0..) {
            number[*value] = nth;
        }
        put(bytes, labels.len() as u32);
        let in_order = || order.iter().map(|value| &labels[*value]);
        in_order().for_each(|label| put_text(bytes, &label.name));
        let derived = |label: &Label| {
            let fits = |way: &Derived| way.slug(&label.name).as_ref() == Some(&label.slug);
            Derived::ALL.into_iter().find(fits).unwrap_or(Derived::No)
        };
        bytes.extend(in_order().map(|label| derived(label) as u8));
        in_order()
            .filter(|label| derived(label) == Derived::No)
            .for_each(|label| put_text(bytes, &label.slug));
        let documents = 0..self.languages.len();
        if facet == Facet::Source {
            let one = |document| values.of(document).first().map_or(0, |value| number[*value as usize] + 1);
            return put_ids(bytes, &documents.map(one).collect::<Vec<u32>>());
        }
        put_ids(bytes, &documents.map(|document| values.of(document).len() as u32).collect::<Vec<u32>>());
        put_ids(bytes, &values.values.iter().map(|value| number[*value as usize]).collect::<Vec<u32>>());
    }
}

/// A part's body that is being decoded, some columns at a time. Nothing is taken for granted, and no more memory is
/// asked for than a few times what is there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Decoding {
    /// Where in the body the next column begins.
    at: usize,
    /// Columns that are decoded.
    steps: usize,
    documents: usize,
    facets: Facets,
}

impl Decoding {
    /// Decodes some more; whether there is more to come. None where it is damaged.
    pub(crate) fn step(&mut self, body: &[u8]) -> Option<bool> {
        let mut reader = Reader(body.get(self.at..)?);
        let (facets, documents) = (&mut self.facets, self.documents);
        match self.steps {
            0 => {
                self.documents = reader.length()?;
                facets.posts = reader.length().filter(|posts| *posts <= self.documents)?;
                facets.days = read_days(&mut reader, facets.posts)?;
            }
            nth @ 1..=4 => {
                let (labels, order) = read_labels(&mut reader)?;
                facets.labels[nth - 1] = labels;
                facets.values[nth - 1] = read_values(&mut reader, documents, nth == 1, &order)?;
            }
            _ => {
                facets.languages = read_languages(&mut reader, documents)?;
                facets.blocks = read_blocks(&mut reader, documents)?;
                facets.mean_length = reader.number()?;
                facets.segments = read_segments(&mut reader, documents)?;
                return reader.0.is_empty().then_some(false);
            }
        }
        self.at = body.len() - reader.0.len();
        self.steps += 1;
        Some(true)
    }

    /// What was decoded.
    pub(crate) fn finish(self) -> Facets {
        self.facets
    }
}

fn read_days(reader: &mut Reader<'_>, posts: usize) -> Option<Vec<Option<Day>>> {
    let dated = reader.length().filter(|dated| *dated <= posts)?;
    let mut days = Vec::with_capacity(posts);
    let mut last = (0_i64, None);
    for _ in 0..dated {
        let step = reader.number()?;
        let step = i64::from(step >> 1) ^ -i64::from(step & 1);
        if step != 0 || last.1.is_none() {
            let ordinal = last.0 + step;
            last = (ordinal, Some(day(ordinal)?));
        }
        days.push(last.1);
    }
    days.resize(posts, None);
    Some(days)
}

/// Labels by name then slug, and for each number of the file the number among them.
fn read_labels(reader: &mut Reader<'_>) -> Option<(Vec<Label>, Vec<u32>)> {
    let count = reader.length()?;
    let names = (0..count).map(|_| reader.text()).collect::<Option<Vec<String>>>()?;
    let derived = reader.bytes(count)?;
    let mut labels = Vec::with_capacity(count);
    for ((name, derived), nth) in names.into_iter().zip(derived).zip(0_u32..) {
        let way = Derived::ALL.into_iter().find(|way| *way as u8 == *derived)?;
        let slug = if way == Derived::No { reader.text()? } else { way.slug(&name)? };
        labels.push((Label { slug, name }, nth));
    }
    sort_by(&mut labels, |(a, _), (b, _)| (&a.name, &a.slug).cmp(&(&b.name, &b.slug)));
    let mut order = vec![0; count];
    for ((_, nth), value) in labels.iter().zip(0..) {
        *order.get_mut(*nth as usize)? = value;
    }
    Some((labels.into_iter().map(|(label, _)| label).collect(), order))
}

fn read_values(reader: &mut Reader<'_>, documents: usize, single: bool, order: &[u32]) -> Option<Values> {
    let mut read = Values { starts: Vec::with_capacity(documents + 1), values: Vec::new() };
    read.starts.push(0);
    let first = reader.ids(documents)?;
    if single {
        for id in first {
            if let Some(nth) = id.checked_sub(1) {
                read.values.push(*order.get(nth as usize)?);
            }
            read.starts.push(read.values.len() as u32);
        }
        return Some(read);
    }
    let mut end = 0_u32;
    for count in first {
        end = end.checked_add(count)?;
        read.starts.push(end);
    }
    if end as usize > reader.0.len() {
        return None;
    }
    let ids = reader.ids(end as usize)?;
    read.values =
        ids.into_iter().map(|nth| order.get(nth as usize).copied()).collect::<Option<Vec<u32>>>()?;
    // No document has a value twice.
    let mut last = vec![u32::MAX; order.len()];
    for document in 0..documents {
        for value in read.of(document) {
            let last = last.get_mut(*value as usize)?;
            if std::mem::replace(last, document as u32) == document as u32 {
                return None;
            }
        }
    }
    Some(read)
}

fn read_languages(reader: &mut Reader<'_>, documents: usize) -> Option<Vec<Option<Stemming>>> {
    let mut languages = Vec::with_capacity(documents);
    while languages.len() < documents {
        let language = match reader.byte()? {
            0 => None,
            number => Some(*Stemming::ALL.get(usize::from(number) - 1)?),
        };
        let end = languages.len().checked_add(reader.number()? as usize)?;
        if end == languages.len() || end > documents {
            return None;
        }
        languages.resize(end, language);
    }
    Some(languages)
}

fn read_blocks(reader: &mut Reader<'_>, documents: usize) -> Option<Vec<Block>> {
    let count = reader.length()?;
    let mut blocks = Vec::with_capacity(count);
    let mut cards = 0_usize;
    for _ in 0..count {
        let own = reader.number().filter(|own| *own > 0)?;
        let sum = u64::from_le_bytes(*reader.bytes(8)?.first_chunk()?);
        cards = cards.checked_add(own as usize)?;
        blocks.push(Block { cards: own, sum });
    }
    (cards == documents).then_some(blocks)
}

fn read_segments(reader: &mut Reader<'_>, documents: usize) -> Option<Vec<SegmentNote>> {
    let count = reader.length()?;
    let mut segments = Vec::with_capacity(count);
    let mut held = 0_usize;
    for _ in 0..count {
        let documents = reader.number().filter(|own| *own > 0)?;
        let length = reader.number()?;
        let sum = u64::from_le_bytes(*reader.bytes(8)?.first_chunk()?);
        held = held.checked_add(documents as usize)?;
        segments.push(SegmentNote { documents, sum, length });
    }
    (held == documents).then_some(segments)
}
