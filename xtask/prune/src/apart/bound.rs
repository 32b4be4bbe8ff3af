//! A module as wasm-bindgen left it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use wasmparser::{
    BinaryReader, CompositeInnerType, ConstExpr, DataKind, ElementItems, ElementKind, FuncType, FunctionBody,
    GlobalType, KnownCustom, MemoryType, Name, Operator, Parser, Payload, TableType, TypeRef,
};

use crate::Trouble;
use crate::later;
use crate::module::narrow;

/// A module as wasm-bindgen left it.
#[derive(Default)]
pub struct Bound {
    /// The signatures by the index of their type.
    pub types: Vec<Option<FuncType>>,
    /// The type of every function, imported ones first.
    pub functions: Vec<u32>,
    pub imported: u32,
    pub tables: Vec<TableType>,
    pub memories: Vec<MemoryType>,
    pub globals: Vec<GlobalType>,
    pub names: BTreeMap<u32, String>,
    pub bodies: Vec<Range<usize>>,
    /// Which function the slots of the tables hold, by table and slot.
    pub slots: BTreeMap<(u32, u32), u32>,
    pub segments: Vec<(u32, Range<usize>)>,
    /// Data that comes later: addresses and lengths.
    pub data: Vec<(u32, u32)>,
}

impl Bound {
    /// Reads it.
    pub fn read(wasm: &[u8]) -> Result<Self, Trouble> {
        let mut bound = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::TypeSection(types) => {
                    for group in types {
                        for kind in group?.into_types() {
                            bound.types.push(match kind.composite_type.inner {
                                CompositeInnerType::Func(signature) => Some(signature),
                                _ => None,
                            });
                        }
                    }
                }
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        match import?.ty {
                            TypeRef::Func(kind) => bound.functions.push(kind),
                            TypeRef::Table(table) => bound.tables.push(table),
                            TypeRef::Memory(memory) => bound.memories.push(memory),
                            TypeRef::Global(global) => bound.globals.push(global),
                            other => {
                                return Err(
                                    format!("an import of a kind that is not known here: {other:?}").into()
                                );
                            }
                        }
                    }
                    bound.imported = bound.functions.len() as u32;
                }
                Payload::FunctionSection(functions) => {
                    for function in functions {
                        bound.functions.push(function?);
                    }
                }
                Payload::TableSection(tables) => {
                    for table in tables {
                        bound.tables.push(table?.ty);
                    }
                }
                Payload::MemorySection(memories) => {
                    for memory in memories {
                        bound.memories.push(memory?);
                    }
                }
                Payload::GlobalSection(globals) => {
                    for global in globals {
                        bound.globals.push(global?.ty);
                    }
                }
                Payload::ElementSection(elements) => {
                    for element in elements {
                        let element = element?;
                        let (ElementKind::Active { table_index, offset_expr }, ElementItems::Functions(list)) =
                            (element.kind, element.items)
                        else {
                            return Err("the module fills its tables in a way that is not known here".into());
                        };
                        let start = constant(&offset_expr)?;
                        for (slot, function) in (start..).zip(list) {
                            bound.slots.insert((table_index.unwrap_or(0), slot), function?);
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => bound.bodies.push(narrow(&body.range())),
                Payload::DataSection(segments) => {
                    for segment in segments {
                        let segment = segment?;
                        let DataKind::Active { memory_index: 0, offset_expr } = &segment.kind else {
                            return Err("a segment of data has no fixed place".into());
                        };
                        let end = narrow(&segment.range).end;
                        bound.segments.push((constant(offset_expr)?, end - segment.data.len()..end));
                    }
                }
                Payload::CustomSection(custom) if custom.name() == later::DATA_SECTION => {
                    bound.data = later::read(custom.data())
                }
                Payload::CustomSection(custom) => {
                    let KnownCustom::Name(parts) = custom.as_known() else { continue };
                    for part in parts {
                        let Name::Function(names) = part? else { continue };
                        for name in names {
                            let name = name?;
                            bound.names.insert(name.index, name.name.to_owned());
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(bound)
    }

    /// The body of a function that is not imported.
    pub fn body<'a>(&self, wasm: &'a [u8], function: u32) -> FunctionBody<'a> {
        let range = self.bodies[(function - self.imported) as usize].clone();
        FunctionBody::new(BinaryReader::new(&wasm[range.clone()], range.start as u64))
    }

    /// The data that comes later: where in memory, where in the file.
    pub fn pieces(&self) -> Result<Vec<(u32, Range<usize>)>, Trouble> {
        let find = |(address, length): &(u32, u32)| {
            let within = self.segments.iter().find(|(start, range)| {
                *start <= *address && (*address - *start) as usize + *length as usize <= range.len()
            });
            let (start, range) = within.ok_or("data that comes later lies in no segment")?;
            let begin = range.start + (*address - *start) as usize;
            Ok((*address, begin..begin + *length as usize))
        };
        self.data.iter().map(find).collect()
    }

    /// The table of functions that calls go through.
    pub fn calls_through(&self) -> Result<u32, Trouble> {
        let tables: BTreeSet<u32> = self.slots.keys().map(|(table, _)| *table).collect();
        match tables.into_iter().collect::<Vec<_>>()[..] {
            [table] => Ok(table),
            _ => Err("there is not one table of functions".into()),
        }
    }
}

fn constant(expression: &ConstExpr<'_>) -> Result<u32, Trouble> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value.cast_unsigned()),
        _ => Err("something begins at no constant".into()),
    }
}
