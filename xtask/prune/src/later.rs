//! What is not needed to take a page over: it comes in a module of its own, afterwards.
//!
//! Here it is only told, while the linker's notes are there: by the names of functions and by a list of the data. Once wasm-bindgen has
//! bound the module, `apart` takes it out.

use std::collections::{HashMap, HashSet};

use regex_lite::Regex;

use crate::Trouble;
use crate::bodies::Body;
use crate::module::{Module, Thing};
use crate::reach;

/// How the names of such functions begin.
pub const MARK: &str = "later ";
/// How the name of a function begins that stands in for the one whose name follows.
pub const UNTIL: &str = "until ";
/// The section that lists the data: pairs of an address and a length, of four bytes each.
pub const DATA_SECTION: &str = "later.data";

/// The doors to it, and why nobody goes through them before it is there. What only they lead to is behind them.
const DOORS: &[(&str, &str)] = &[
    ("^catalog::index::opening::Opening::", "`state::loader` awaits the module before it opens a catalog"),
    ("^catalog::index::Catalog::", "there is a catalog only once it was opened"),
    ("^app::state::beside::found", "it takes a catalog"),
    ("^app::state::list::compose_from", "it takes a catalog"),
    ("^app::state::suggest::suggest", "it takes a catalog"),
    ("^app::state::answering::(find|words|ahead)", "they take a catalog"),
    (
        "^catalog::query::url::<impl catalog::query::filter::Filter>::parse$",
        "addresses are read where a catalog answers them",
    ),
    ("^catalog::engine::mark::mark", "`state::engine` is asked first"),
    ("^<str>::to_lowercase$", "`state::engine` is asked first"),
];

/// Doors that anybody may go through at any time: until what is behind them is there, the other function stands in for them.
const STAND_INS: &[(&str, &str)] = &[("^domain::fold::fold$", "^domain::fold::fold_roughly$")];

/// Bytes between two pieces of data that are not worth another entry in the list.
const GAP: u32 = 8;

/// What comes later.
#[derive(Default)]
pub struct Later {
    /// Functions, by their index.
    pub functions: HashSet<u32>,
    /// Data: address and length, in order.
    pub data: Vec<(u32, u32)>,
    /// For a function that is there at once, the one that it stands in for until that has come.
    pub stand_ins: HashMap<u32, u32>,
}

impl Later {
    /// What of a module comes later; trouble when a door is not there.
    pub fn find(module: &Module, bodies: &[Body], reached: &HashSet<Thing>) -> Result<Self, Trouble> {
        let mut doors = HashSet::new();
        for (door, _) in DOORS {
            doors.extend(called(module, door)?);
        }
        let mut stand_ins = HashMap::new();
        for (door, stand_in) in STAND_INS {
            let ([door], [stand_in]) = (&called(module, door)?[..], &called(module, stand_in)?[..]) else {
                return Err(format!("`{door}` or `{stand_in}` is more than one function").into());
            };
            doors.insert(*door);
            stand_ins.insert(*stand_in, *door);
        }
        let later = Self { stand_ins, ..Self::behind(&doors, module, bodies, reached) };
        let is_there = |stand_in: &u32| {
            reached.contains(&Thing::Function(*stand_in)) && !later.functions.contains(stand_in)
        };
        if later.stand_ins.keys().all(is_there) {
            Ok(later)
        } else {
            Err("a stand-in is not there itself".into())
        }
    }

    /// What only these functions lead to, and they themselves.
    pub fn behind(doors: &HashSet<u32>, module: &Module, bodies: &[Body], reached: &HashSet<Thing>) -> Self {
        let now = reach::without_passing(module, bodies, doors);
        let functions = reached.iter().filter_map(|thing| match thing {
            Thing::Function(function) => Some(*function),
            Thing::Data(_) => None,
        });
        let is_later = |function: &u32| {
            *function >= module.imported
                && (doors.contains(function) || !now.contains(&Thing::Function(*function)))
        };
        Self {
            functions: functions.filter(is_later).collect(),
            data: data(module, reached, &now),
            stand_ins: HashMap::new(),
        }
    }

    /// The list of the data, as the section holds it.
    pub fn listed(&self) -> Vec<u8> {
        self.data
            .iter()
            .flat_map(|(address, length)| [address.to_le_bytes(), length.to_le_bytes()])
            .flatten()
            .collect()
    }
}

/// The functions that are called like this; trouble where there is none.
fn called(module: &Module, like: &str) -> Result<Vec<u32>, Trouble> {
    let pattern = Regex::new(like)?;
    let named = module.names.iter().filter(|(_, name)| pattern.is_match(name));
    let found: Vec<u32> = named.map(|(function, _)| *function).collect();
    if found.is_empty() { Err(format!("no function is called like `{like}`").into()) } else { Ok(found) }
}

/// Reads what [`Later::listed`] wrote.
pub fn read(list: &[u8]) -> Vec<(u32, u32)> {
    let words: Vec<u32> =
        list.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]])).collect();
    words.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

/// The pieces of data that are reached, but not now.
fn data(module: &Module, reached: &HashSet<Thing>, now: &HashSet<Thing>) -> Vec<(u32, u32)> {
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Use {
        None,
        Later,
        Now,
    }
    let mut pieces: Vec<(u32, u32)> = Vec::new();
    for (segment, address) in module.segments.iter().zip(&module.addresses) {
        let mut uses = vec![Use::Now; segment.len()];
        // what no symbol names stays where it is; what nobody reaches is free
        for of in [Use::None, Use::Later, Use::Now] {
            for (range, symbol) in module.data.iter().zip(0..) {
                let thing = Thing::Data(symbol);
                let found = match (reached.contains(&thing), now.contains(&thing)) {
                    (_, true) => Use::Now,
                    (true, false) => Use::Later,
                    (false, false) => Use::None,
                };
                if found == of && range.start >= segment.start && range.end <= segment.end {
                    uses[range.start - segment.start..range.end - segment.start].fill(of);
                }
            }
        }
        let mut last_now = None;
        for (offset, used) in uses.iter().enumerate() {
            let at = address + offset as u32;
            match used {
                Use::Now => last_now = Some(at),
                Use::None => {}
                Use::Later => match pieces.last_mut() {
                    Some((start, length))
                        if at - (*start + *length) <= GAP && last_now.is_none_or(|now| now < *start) =>
                    {
                        *length = at + 1 - *start;
                    }
                    _ => pieces.push((at, 1)),
                },
            }
        }
    }
    pieces
}
