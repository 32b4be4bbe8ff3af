//! A module as the linker leaves it, with its relocations: what every function and every piece of data refers to.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use wasmparser::{BinaryReader, FunctionBody, Operator, SymbolInfo};

use crate::Trouble;
use crate::notes::{self, Notes};

/// What something in the module can refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Thing {
    /// A function, by its index.
    Function(u32),
    /// A piece of data, by its place in [`Module::data`].
    Data(u32),
}

/// A place in the file that refers to something: the operand of an instruction, or a word of data.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    /// Where, in bytes from the start of the file.
    pub at: usize,
    /// To what.
    pub to: Thing,
}

/// A linked module. Ranges are in bytes of the file.
#[derive(Default)]
pub struct Module {
    /// How many functions are imported: they have the first indices.
    pub imported: u32,
    /// The names of functions as their authors wrote them, by index.
    pub names: HashMap<u32, String>,
    /// The bodies of the functions that are not imported, in the order of their indices.
    pub bodies: Vec<Range<usize>>,
    /// Where data symbols lie.
    pub data: Vec<Range<usize>>,
    /// The whole of the data.
    pub segments: Vec<Range<usize>>,
    /// Where the segments lie in memory.
    pub addresses: Vec<u32>,
    /// Functions that the table holds, in order; it begins at [`Module::table_start`].
    pub table: Vec<u32>,
    /// The first slot of the table that is filled.
    pub table_start: u32,
    /// References of the code to functions' places in the table and to data, in order of where. Calls are read from the code.
    pub in_code: Vec<Reference>,
    /// References within the data, in order of where.
    pub in_data: Vec<Reference>,
    /// The data that are places in source files: `core::panic::Location`, by their place in [`Module::data`].
    pub places: HashSet<u32>,
    /// What the outside may use.
    pub roots: Vec<Thing>,
}

impl Module {
    /// Reads a module that was linked with `--emit-relocs`.
    pub fn read(wasm: &[u8]) -> Result<Self, Trouble> {
        let mut module = Self::default();
        let notes = Notes::read(wasm, &mut module)?;
        if notes.symbols.is_empty() {
            return Err("the module tells no symbols: it must be linked with --emit-relocs".into());
        }
        let things = module.things(&notes.symbols)?;
        let code = module.bodies.first().map_or(0, |body| body.start)
            ..module.bodies.last().map_or(0, |body| body.end);
        for (section, entries) in &notes.relocations {
            let start = *notes.sections.get(*section).ok_or("relocations of a section that is not there")?;
            for entry in entries {
                if !notes::is_of_use(entry)? {
                    continue;
                }
                // what is defined nowhere is nothing: a weak symbol
                let Some(to) = things.get(entry.index as usize).copied().flatten() else { continue };
                let reference = Reference { at: start + entry.offset as usize, to };
                if code.contains(&reference.at) {
                    module.in_code.push(reference);
                } else if module.segments.iter().any(|segment| segment.contains(&reference.at)) {
                    module.in_data.push(reference);
                } else {
                    return Err("a relocation lies in neither code nor data".into());
                }
            }
        }
        module.in_code.sort_by_key(|reference| reference.at);
        module.in_data.sort_by_key(|reference| reference.at);
        module.places = module.find_places(wasm);
        let exported =
            notes.exported_globals.iter().filter_map(|global| *notes.globals.get(*global as usize)?);
        for address in exported {
            let at = module.segments.iter().zip(&module.addresses).find_map(|(segment, start)| {
                let within = address.checked_sub(*start)? as usize;
                (within < segment.len()).then_some(segment.start + within)
            });
            let Some(at) = at else { continue };
            let symbols = module.data.iter().zip(0..).filter(|(range, _)| range.contains(&at));
            module.roots.extend(symbols.map(|(_, symbol)| Thing::Data(symbol)));
        }
        Ok(module)
    }

    /// Reads what a module says without the linker's notes.
    #[cfg(test)]
    pub fn read_unnoted(wasm: &[u8]) -> Self {
        let mut module = Self::default();
        Notes::read(wasm, &mut module).expect("the module is read");
        module
    }

    /// The index of the function with that body.
    pub fn function(&self, body: usize) -> u32 {
        self.imported + body as u32
    }

    /// A place in a source file is four words: where its path lies, how long that is, line and column.
    fn find_places(&self, wasm: &[u8]) -> HashSet<u32> {
        let is_place = |range: &Range<usize>| {
            let words: Vec<u32> = wasm[range.clone()]
                .chunks_exact(4)
                .map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
                .collect();
            let [_, length, line, column] = words[..] else { return false };
            let references = within(&self.in_data, range);
            let [Reference { at, to: Thing::Data(path) }] = references else { return false };
            let path = self.data[*path as usize].start;
            let told = wasm.get(path..path.saturating_add(length as usize)).unwrap_or_default();
            *at == range.start && line > 0 && column > 0 && told.ends_with(b".rs")
        };
        self.data
            .iter()
            .zip(0..)
            .filter(|(range, _)| range.len() == 16 && is_place(range))
            .map(|(_, symbol)| symbol)
            .collect()
    }

    /// What each symbol of the linker stands for, where that is a function or data.
    fn things(&mut self, symbols: &[SymbolInfo<'_>]) -> Result<Vec<Option<Thing>>, Trouble> {
        let mut things = Vec::with_capacity(symbols.len());
        for symbol in symbols {
            things.push(match symbol {
                SymbolInfo::Func { index, .. } => Some(Thing::Function(*index)),
                SymbolInfo::Data { symbol: Some(place), .. } => {
                    let segment =
                        self.segments.get(place.index as usize).ok_or("a symbol lies in no segment")?;
                    let start = segment.start + place.offset as usize;
                    self.data.push(start..start + place.size as usize);
                    Some(Thing::Data(self.data.len() as u32 - 1))
                }
                _ => None,
            });
        }
        Ok(things)
    }
}

/// The references that lie in a range.
pub fn within<'a>(references: &'a [Reference], range: &Range<usize>) -> &'a [Reference] {
    let start = references.partition_point(|reference| reference.at < range.start);
    let end = references.partition_point(|reference| reference.at < range.end);
    &references[start..end]
}

/// A range as this machine counts.
pub fn narrow(range: &Range<u64>) -> Range<usize> {
    range.start as usize..range.end as usize
}

/// The instructions of a body, each with where it begins, and last where they end.
pub fn operators<'a>(wasm: &'a [u8], body: &Range<usize>) -> Result<Vec<(usize, Operator<'a>)>, Trouble> {
    let reader = BinaryReader::new(&wasm[body.clone()], body.start as u64);
    let operators = FunctionBody::new(reader).get_operators_reader()?;
    let read = operators.into_iter_with_offsets();
    Ok(read.map(|read| read.map(|(operator, at)| (at as usize, operator))).collect::<Result<_, _>>()?)
}
